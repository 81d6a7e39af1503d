"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("letters_words", "letters_textversion")
