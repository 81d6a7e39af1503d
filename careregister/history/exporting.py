"""What the room gives out to the person it is about: what happened, in which role somebody did it, and why."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, LIVE, OTHERS, STAFF, Show, Table, Withheld

from .models import Entry, Words
from .sentences import all_events

# Comparing two people: what is said of the one is said of the other.
ABOUT_TWO = frozenset({"applications.met_before", "applications.match_looked_at", "applications.said_same"})
# Words of one member of staff about themselves.
OF_STAFF = frozenset({"applications.interest_declared"})
# What waits for somebody, until one of these has happened to the same thing.
LIVE_UNTIL = {
    "register.held": {"register.released"},
    "register.proposed": {"register.proposal_accepted", "register.proposal_declined", "register.proposal_taken_back"},
    "applications.recommended": {
        "applications.sent_back",
        "applications.recommendation_dropped",
        "applications.admitted_on_review",
        "applications.refused",
        "applications.appeal_allowed",
        "applications.appeal_dismissed",
        "applications.appeal_withdrawn",
    },
}


def _events(person: UUID) -> list[Any]:
    """Oldest first, each with `live`: whether what it began is still open."""
    rows: list[Any] = list(Entry.objects.filter(person_id=person).order_by("sequence"))
    ended: set[tuple[str, UUID]] = set()
    for row in reversed(rows):
        row.live = not any((end, row.subject_id) in ended for end in LIVE_UNTIL.get(row.what, ())) and (
            row.what in LIVE_UNTIL
        )
        ended.add((row.what, row.subject_id))
    return rows


def _said(person: UUID) -> list[Any]:
    """The words of those events, each with its event."""
    entries = {row.pk: row for row in _events(person)}
    rows: list[Any] = list(Words.objects.filter(entry__in=list(entries)).order_by("entry__sequence"))
    for row in rows:
        row.entry = entries[row.pk]
    return rows


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _because(row: Any) -> object:
    return Withheld(LIVE) if row.live else row.because


def _refs(row: Any) -> object:
    """Codes and dates. Ids of other rows, which may be other people's, stay here."""
    if row.live:
        return Withheld(LIVE)
    if row.what in ABOUT_TWO:
        return Withheld(OTHERS)
    return {key: value for key, value in row.refs.items() if not isinstance(value, list) and not _is_id(value)}


def _words(row: Any) -> object:
    if row.entry.live:
        return Withheld(LIVE)
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
            "because": Show(_("Because"), _because),
            "refs": Show(_("More"), _refs),
        },
        {"person_id": IDS, "by_person": STAFF, "by_account": STAFF},
    ),
    Table(
        "history.Words",
        _("What was said about it"),
        _said,
        {
            "at": Show(_("When"), lambda row: row.entry.at),
            "what": Show(_("About"), lambda row: all_events().get(row.entry.what, row.entry.what)),
            "text": Show(_("In words"), _words),
        },
    ),
)
