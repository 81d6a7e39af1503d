"""What people type into an address or a search box, before anything looks at it."""

from careregister.base.visible import visible


def plain(text: str, most: int = 200) -> str:
    """At most `most` characters on one line, without what cannot be seen (`base.visible`) or space at the ends."""
    return visible(text[:most]).replace("\n", "").strip()
