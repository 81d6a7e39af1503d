"""What the room gives out to the person it is about."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, SECRET, STAFF, Show, Table, Withheld, about, nothing

from .kinds import all_kinds
from .models import Letter, Words


def _opened(field: str) -> Callable[[Words], object]:
    def read(row: Words) -> object:
        kind = all_kinds().get(row.letter.kind)
        return Withheld(SECRET) if kind is None or kind.secret else row.opened(field)

    return read


TABLES = (
    Table(
        "letters.Letter",
        _("Letters to you"),
        about(Letter, "written_at"),
        {
            "written_at": Show(_("Written")),
            "kind": Show(_("What it was about"), lambda row: getattr(all_kinds().get(row.kind), "name", row.kind)),
            "channel": Show(_("Sent by")),
            "status": Show(_("How it went")),
        },
        {"person": IDS},
    ),
    Table(
        "letters.Words",
        _("What we wrote to you"),
        about(Words, "letter__written_at", through="letter__person_id"),
        {
            "written_at": Show(_("Written"), lambda row: row.letter.written_at),
            "to": Show(_("To"), _opened("to")),
            "subject": Show(_("Subject"), _opened("subject")),
            "body": Show(_("Letter"), _opened("body")),
        },
    ),
    Table(
        "letters.TextVersion",
        _("Who changed the texts of letters"),
        nothing,
        {},
        {"written_person": STAFF, "written_account": STAFF},
    ),
)
