"""What the room holds about people."""

from careregister.base.held import Held

_REQUEST = "two years after it ended"


def _of_request(what: str, why: str, *, export: str = "as written", erase: str = "emptied") -> Held:
    return Held(what=what, why=why, keep=_REQUEST, export=export, erase=erase)


HELD = {
    "privacy.DataRequest.person": _of_request(
        "Whose request it is", "a person's requests are found together", erase="kept: an id without words"
    ),
    "privacy.DataRequest.words": _of_request("What somebody asked or complained of, sealed", "it is answered"),
    "privacy.DataRequest.answer": _of_request("What we answered, sealed", "it can be looked at again"),
    "privacy.DataRequest.answered_person": _of_request(
        "Who answered", "accountability", export="as the role they acted in", erase="kept: an id without words"
    ),
    "privacy.DataRequest.answered_account": _of_request(
        "With which account", "accountability", export="as the role they acted in", erase="kept: an id without words"
    ),
    "privacy.DataRequest.first_answered_person": _of_request(
        "Who answered first", "another looks again", export="as a role", erase="kept: an id without words"
    ),
    "privacy.Copy.person": Held(
        what="Whose copy of everything held it is",
        why="nobody else can fetch it",
        keep="two years: a line without content",
        export="as written",
        erase="kept: an id without content",
    ),
    "privacy.Piece.sealed": Held(
        what="The file with everything that is held, sealed",
        why="it can be fetched later, from another device",
        keep="three days",
        export="left out: a copy of a copy",
        erase="deleted",
    ),
    "privacy.Destruction.ids": Held(
        what="Ids of rows that were destroyed",
        why="shows that the retention schedule is kept",
        keep="as long as the register",
        export="left out: ids of what is gone",
        erase="kept: ids without content",
    ),
}

NOT_PERSONAL = {
    "privacy.DataRequest": (
        "id",
        "kind",
        "state",
        "reason",
        "received_at",
        "acknowledge_by",
        "answer_by",
        "acknowledged_at",
        "settled_at",
        "answered_role",
    ),
    "privacy.Copy": ("id", "asked_at", "parts_done", "parts_all", "made_at", "size", "fetched_at", "gone_at"),
    "privacy.Piece": ("id", "copy", "number"),
    "privacy.Destruction": ("id", "at", "category", "rows", "rule_since", "request"),
}
