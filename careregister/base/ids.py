"""Inside, everything is known by a random UUID; people only ever see human numbers."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """A fresh row id. Random, but not a secret: never use one as a key to a page."""
    return uuid4()
