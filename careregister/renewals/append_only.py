"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("renewals_notice", "renewals_look", "renewals_lookwords")
