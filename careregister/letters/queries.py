"""What others read of letters, as plain values. What carries a code or a link is never opened here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.people import queries as people

from . import policy
from .kinds import all_kinds
from .models import Letter
from .states import HANDING_OVER, TROUBLED, UNCERTAIN, WRITTEN


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as a list shows it. `subject` is empty where the asker may not see it. `secret`: nobody but its reader
    may. `withheld`: others may, the asker not."""

    id: UUID
    kind: str
    kind_name: str
    status: str
    outcome: str
    written_at: datetime
    settled_at: datetime | None
    subject: str
    secret: bool
    withheld: bool
    to_handle: bool


@dataclass(frozen=True, slots=True)
class Opened:
    shown: Shown
    to: str
    body: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A letter that did not arrive, or may not have, without a word of it. `again`: it may be sent again by `by`."""

    id: UUID
    kind_name: str
    channel: str
    status: str
    outcome: str
    settled_at: datetime
    attempts: int
    person_id: UUID | None
    name: str
    again: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the outbox stands: letters due by now, since when the first of them, and those nobody can be sure of."""

    due: int
    oldest_due_at: datetime | None
    uncertain: int


def of_person(person_id: UUID, *, by: Actor, most: int = 100) -> list[Shown]:
    """A person's letters, newest first. NotAllowed for whoever may not read them."""
    policy.may_read(by, person_id)
    letters = Letter.objects.filter(person_id=person_id).select_related("words").order_by("-written_at", "id")
    return [_shown(letter, by) for letter in letters[:most]]


def read(letter_id: UUID, *, by: Actor) -> Opened | None:
    """One letter, opened; None if there is none. NotAllowed for whoever may not read it."""
    letter = Letter.objects.select_related("words").filter(pk=letter_id).first()
    if letter is None:
        return None
    policy.may_read(by, letter.person_id)
    body = letter.words.opened("body") if policy.reads_words(by, all_kinds().get(letter.kind)) else ""
    return Opened(shown=_shown(letter, by), to=letter.words.opened("to"), body=body)


def trouble(*, by: Actor, most: int = 200) -> list[Trouble]:
    """Letters that did not arrive and that nobody has handled, the oldest first. NotAllowed for other roles."""
    policy.may_list(by)
    found = list(_to_handle().order_by("settled_at", "id")[:most])
    named = people.names_of([letter.person_id for letter in found if letter.person_id])
    return [_troubled(letter, named, by) for letter in found if letter.person_id != by.person_id or not by.person_id]


def trouble_with(letter_id: UUID, *, by: Actor) -> Trouble | None:
    """One of them; None when it is not (or no longer) on the list. NotAllowed for other roles, and about oneself."""
    policy.may_list(by)
    letter = _to_handle().filter(pk=letter_id).first()
    if letter is None:
        return None
    policy.not_about_oneself(by, letter.person_id)
    return _troubled(letter, people.names_of([letter.person_id] if letter.person_id else []), by)


def person_of(letter_id: UUID) -> UUID | None:
    """Whose letter it is."""
    return Letter.objects.filter(pk=letter_id).values_list("person_id", flat=True).first()


def came_back(person_id: UUID) -> int:
    """How many of a person's letters did not arrive and wait for somebody to look."""
    return _to_handle().filter(person_id=person_id).count()


def due(*, most: int = 200) -> list[UUID]:
    """Written, due, and not yet handed over; the one that has waited longest first."""
    letters = Letter.objects.filter(status=WRITTEN, due_at__lte=clock.now()).order_by("due_at", "id")
    return list(letters.values_list("pk", flat=True)[:most])


def waiting() -> Waiting:
    on_the_way = Q(status__in=(WRITTEN, HANDING_OVER), due_at__lte=clock.now())
    first = Letter.objects.filter(on_the_way).aggregate(oldest=Min("due_at"))["oldest"]
    return Waiting(
        due=Letter.objects.filter(on_the_way).count(),
        oldest_due_at=first,
        uncertain=Letter.objects.filter(status=UNCERTAIN).count(),
    )


def _to_handle() -> QuerySet[Letter]:
    return Letter.objects.filter(status__in=TROUBLED, written_off_at=None)


def _troubled(letter: Letter, named: dict[UUID, str], by: Actor) -> Trouble:
    kind = all_kinds().get(letter.kind)
    why_not = "" if kind else "kind_is_not_repeated"
    if kind:
        over = letter.give_up_at <= clock.now()
        try:
            policy.may_send_again(by, kind, letter.status, letter.attempts, over=over)
        except NotAllowed as refusal:
            why_not = refusal.reason
    assert letter.settled_at is not None
    return Trouble(
        id=letter.id,
        kind_name=str(kind.name) if kind else letter.kind,
        channel=letter.channel,
        status=letter.status,
        outcome=letter.outcome,
        settled_at=letter.settled_at,
        attempts=letter.attempts,
        person_id=letter.person_id,
        name=named.get(letter.person_id, "") if letter.person_id else "",
        again=not why_not,
        why_not=why_not,
    )


def _shown(letter: Letter, by: Actor) -> Shown:
    kind = all_kinds().get(letter.kind)
    secret, reads = kind is None or kind.secret, policy.reads_words(by, kind)
    return Shown(
        id=letter.id,
        kind=letter.kind,
        kind_name=str(kind.name) if kind else letter.kind,
        status=letter.status,
        outcome=letter.outcome,
        written_at=letter.written_at,
        settled_at=letter.settled_at,
        subject=letter.words.opened("subject") if reads else "",
        secret=secret,
        withheld=not secret and not reads,
        to_handle=letter.status in TROUBLED and letter.written_off_at is None,
    )
