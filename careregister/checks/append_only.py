"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("checks_checkstep", "checks_identityscores", "checks_attestation")
