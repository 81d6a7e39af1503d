"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("applications_decision", "applications_decisionwords", "applications_appeal", "applications_note")
