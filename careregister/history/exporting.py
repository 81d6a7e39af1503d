"""What the room gives out to the person it is about: what happened, in which role somebody did it, and why."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, OTHERS, STAFF, Show, Table, Withheld

from .models import Entry, Words
from .sentences import all_events

# Comparing two people: what is said of the one is said of the other.
ABOUT_TWO = frozenset({"applications.met_before", "applications.match_looked_at", "applications.said_same"})
# Words of one member of staff about themselves.
OF_STAFF = frozenset({"applications.interest_declared"})


def _events(person: UUID) -> Any:
    return Entry.objects.filter(person_id=person).order_by("sequence")


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _refs(row: Entry) -> object:
    """Codes and dates. Ids of other rows, which may be other people's, stay here."""
    if row.what in ABOUT_TWO:
        return Withheld(OTHERS)
    return {key: value for key, value in row.refs.items() if not isinstance(value, list) and not _is_id(value)}


def _words(row: Words) -> object:
    return Withheld(OTHERS) if row.entry.what in ABOUT_TWO | OF_STAFF else row.text


TABLES = (
    Table(
        "history.Entry",
        _("What happened"),
        _events,
        {
            "at": Show(_("When")),
            "what": Show(_("What"), lambda row: all_events().get(row.what, row.what)),
            "by_role": Show(_("By"), lambda row: row.by_role or row.by_kind),
            "because": Show(_("Because")),
            "refs": Show(_("More"), _refs),
        },
        {"person_id": IDS, "by_person": STAFF, "by_account": STAFF},
    ),
    Table(
        "history.Words",
        _("What was said about it"),
        lambda person: Words.objects.filter(entry__person_id=person).select_related("entry").order_by("entry__at"),
        {
            "at": Show(_("When"), lambda row: row.entry.at),
            "what": Show(_("About"), lambda row: all_events().get(row.entry.what, row.entry.what)),
            "text": Show(_("In words"), _words),
        },
    ),
)
