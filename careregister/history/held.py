"""What the room holds about a person."""

from careregister.base.held import Held

_LONG = "as long as the register"

HELD = {
    "history.Entry.person_id": Held(
        what="Whom an event concerns",
        why="a person's whole story",
        keep=_LONG,
        export="as written",
        erase="kept: an id without words",
    ),
    "history.Entry.by_person": Held(
        what="Who did it",
        why="accountability",
        keep=_LONG,
        export="as the role they acted in",
        erase="kept: an id without words",
    ),
    "history.Entry.by_account": Held(
        what="The account that did it",
        why="accountability",
        keep=_LONG,
        export="left out",
        erase="kept: an id without words",
    ),
    "history.Entry.refs": Held(
        what="Ids, codes and dates of an event",
        why="what exactly was done",
        keep=_LONG,
        export="as written",
        erase="kept: no words",
    ),
    "history.Words.text": Held(
        what="The reason in words",
        why="fairness: a decision says why",
        keep="while there is an entry; six years for who never had one",
        export="as written",
        erase="emptied by the privacy login",
    ),
}

NOT_PERSONAL = {
    "history.Entry": (
        "id",
        "at",
        "what",
        "subject_kind",
        "subject_id",
        "by_kind",
        "by_role",
        "by_reference",
        "because",
        "sequence",
    ),
    "history.Words": ("entry",),
}
