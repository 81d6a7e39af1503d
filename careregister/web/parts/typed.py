"""What people type into an address or a search box, before anything looks at it."""

import unicodedata

# What turns the direction of text, or shows as nothing: a name in which it stands reads as another than it is.
# The two joiners of letters (200C, 200D) stay: names of several languages need them.
_UNSEEN = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")


def plain(text: str, most: int = 200) -> str:
    """At most `most` characters, without control characters (PostgreSQL keeps no NUL), without what turns or hides
    text, and without space at the ends."""
    seen = (letter for letter in text[:most] if letter not in _UNSEEN and unicodedata.category(letter) != "Cc")
    return "".join(seen).strip()
