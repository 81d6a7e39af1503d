"""What the room holds about people."""

from careregister.base.held import Held

_KEEP = "as the rule of its purpose says (purposes.py); the row stays as a receipt without content"

HELD = {
    "evidence.Document.person": Held(
        what="Whose document it is",
        why="only its owner and whoever checks it may look",
        keep=_KEEP,
        export="with its pages",
        erase="kept: an id without content",
    ),
    "evidence.Document.name": Held(
        what="What the file was called on the person's phone or computer, sealed",
        why="people know their own files by it",
        keep="until the document is destroyed",
        export="opened",
        erase="emptied when the document is destroyed",
    ),
    "evidence.Document.by_person": Held(
        what="Who brought it",
        why="what was given by whom",
        keep=_KEEP,
        export="as written, unless it is somebody else",
        erase="kept: an id",
    ),
    "evidence.Document.by_account": Held(
        what="With which account it was brought",
        why="what was given by whom",
        keep=_KEEP,
        export="left out: the person is named already",
        erase="kept: an id",
    ),
    "evidence.Page.digest": Held(
        what="A digest of the page; the page itself lies sealed on disk",
        why="shows that what is looked at is what was received",
        keep=_KEEP,
        export="the page itself, unless it was given in confidence",
        erase="kept: nothing can be read from it; the page itself is destroyed",
    ),
    "evidence.Page.received_digest": Held(
        what="A digest of the file as it arrived",
        why="shows later whether a file somebody brings is the one we had",
        keep=_KEEP,
        export="left out: nothing can be read from it",
        erase="kept: nothing can be read from it",
    ),
}

NOT_PERSONAL = {
    "evidence.Document": (
        "id",
        "purpose",
        "received_at",
        "by_kind",
        "by_role",
        "by_reference",
        "lodged_at",
        "destroy_on",
        "destroyed_at",
        "destroyed_because",
    ),
    "evidence.Page": (
        "id",
        "document",
        "number",
        "media_type",
        "size",
        "received_type",
        "received_size",
    ),
}
