"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("history_entry", "history_words")
