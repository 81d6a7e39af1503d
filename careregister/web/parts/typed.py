"""What people type into an address or a search box, before anything looks at it."""

import unicodedata


def plain(text: str, most: int = 200) -> str:
    """At most `most` characters, without control characters (PostgreSQL keeps no NUL) and without space at the ends."""
    return "".join(letter for letter in text[:most] if unicodedata.category(letter) != "Cc").strip()
