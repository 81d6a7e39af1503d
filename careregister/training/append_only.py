"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("training_draw", "training_drawlist")
