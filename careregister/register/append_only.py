"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("register_act", "register_actwords", "register_number", "register_openfigures")
