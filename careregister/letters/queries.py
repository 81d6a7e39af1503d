"""What others read of letters, as plain values. What carries a code or a link is never opened here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q

from careregister.base import clock
from careregister.base.actors import Actor

from . import policy
from .kinds import all_kinds
from .models import Letter
from .states import HANDING_OVER, UNCERTAIN, WRITTEN


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as a list shows it. `subject` is empty where nobody but its reader may see it."""

    id: UUID
    kind: str
    kind_name: str
    status: str
    outcome: str
    written_at: datetime
    settled_at: datetime | None
    subject: str


@dataclass(frozen=True, slots=True)
class Opened:
    shown: Shown
    to: str
    body: str


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
    return [_shown(letter) for letter in letters[:most]]


def read(letter_id: UUID, *, by: Actor) -> Opened | None:
    """One letter, opened; None if there is none. NotAllowed for whoever may not read it."""
    letter = Letter.objects.select_related("words").filter(pk=letter_id).first()
    if letter is None:
        return None
    policy.may_read(by, letter.person_id)
    body = "" if _is_secret(letter) else letter.words.opened("body")
    return Opened(shown=_shown(letter), to=letter.words.opened("to"), body=body)


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


def _shown(letter: Letter) -> Shown:
    kind = all_kinds().get(letter.kind)
    return Shown(
        id=letter.id,
        kind=letter.kind,
        kind_name=str(kind.name) if kind else letter.kind,
        status=letter.status,
        outcome=letter.outcome,
        written_at=letter.written_at,
        settled_at=letter.settled_at,
        subject="" if _is_secret(letter) else letter.words.opened("subject"),
    )


def _is_secret(letter: Letter) -> bool:
    """A kind that is no longer declared is taken for secret."""
    kind = all_kinds().get(letter.kind)
    return kind is None or kind.secret
