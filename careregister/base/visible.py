"""What a reader sees of what somebody wrote: nothing that turns, hides or steers the text around it."""

import unicodedata

# What turns the direction of text, or shows as nothing: a name in which it stands reads as another than it is.
# The two joiners of letters (200C, 200D) stay: names of several languages need them.
_UNSEEN = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")


def visible(text: str) -> str:
    """The text without control characters (PostgreSQL keeps no NUL) and without what turns or hides text; lines stay."""
    whole = text.replace("\r\n", "\n")
    return "".join(one for one in whole if one == "\n" or (one not in _UNSEEN and unicodedata.category(one) != "Cc"))
