"""What others read: what is held, requests with their clocks, the file, the schedule, what may go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careregister.applications.models import Application
from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.parts import Part
from careregister.membership.models import WaiverRequest
from careregister.people import queries as people
from careregister.people.models import RoleGrant
from careregister.register.models import Registrant

from . import due, policy, schedule, states, walking
from .models import KEEP_COPY, Copy, DataRequest
from .names import KIND_NAMES, REFUSALS, STATE_NAMES
from .walking import as_json, text_of, why_withheld

__all__ = [
    "as_json",
    "copy_of",
    "held_about",
    "may_keep",
    "mine",
    "one_of_mine",
    "queue",
    "read",
    "schedule_rows",
    "text_of",
    "what_may_go",
    "why_withheld",
]


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """`late`: its day for an answer is over. `words` and `answer` are empty in a list."""

    id: UUID
    person_id: UUID
    kind: str
    kind_name: Promise
    state: str
    state_name: Promise
    received_at: datetime
    acknowledge_by: date
    answer_by: date
    acknowledged_at: datetime | None
    settled_at: datetime | None
    refused_because: Promise | str
    waits: bool
    late: bool
    may_escalate: bool
    words: str = ""
    answer: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """`part`: how much is done, of a hundred. `until`: the last moment at which it can be fetched."""

    id: UUID
    asked_at: datetime
    made_at: datetime | None
    part: int
    size: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class MayGo:
    """One category of what is held about somebody: whether it goes if they ask, and if not, why."""

    category: str
    what: str
    goes: bool
    why: str


def held_about(person_id: UUID | None, by: Actor) -> list[Part]:
    """Everything held about a person, for them alone. NotAllowed not_your_data."""
    return walking.parts_of(policy.may_see_own(by, person_id))


def mine(person_id: UUID | None, by: Actor) -> list[RequestFacts]:
    """One's own requests, newest first. NotAllowed not_your_data."""
    whose = policy.may_see_own(by, person_id)
    return [_facts(row) for row in DataRequest.objects.filter(person_id=whose).order_by("-received_at")]


def one_of_mine(request_id: UUID, by: Actor) -> RequestFacts | None:
    """One's own request with its words; None for anybody else's."""
    row = DataRequest.objects.filter(pk=request_id, person_id=by.person_id).first() if by.person_id else None
    return _facts(row, whole=True) if row else None


def copy_of(person_id: UUID | None, by: Actor) -> CopyFacts | None:
    """One's own file, if there is one or one is being made. NotAllowed not_your_data."""
    row = Copy.objects.filter(person_id=policy.may_see_own(by, person_id), gone_at=None).first()
    if row is None or (row.made_at and clock.now() > row.made_at + KEEP_COPY):
        return None
    part = 100 if row.made_at else min(99, 100 * row.parts_done // max(row.parts_all, 1))
    until = row.made_at + KEEP_COPY if row.made_at else None
    return CopyFacts(row.pk, row.asked_at, row.made_at, part, row.size, until)


def queue(by: Actor, *, ended: bool = False, most: int = 200) -> list[RequestFacts]:
    """Requests for the roles that answer or watch, the most urgent first; their own are left out. NotAllowed wrong_role."""
    policy.may_read_queue(by)
    kinds = [kind for kind in states.KINDS if by.acting_as(states.KEEPERS[kind] | {"auditor"})]
    rows = DataRequest.objects.filter(kind__in=kinds, state__in=states.ENDED if ended else states.WAITING)
    if by.person_id:
        rows = rows.exclude(person_id=by.person_id)
    rows = rows.order_by("-settled_at" if ended else "answer_by", "received_at")
    found = list(rows[:most])
    named = people.names_of(row.person_id for row in found)
    return [_facts(row, name=named.get(row.person_id, "")) for row in found]


def read(request_id: UUID, by: Actor) -> RequestFacts | None:
    """One request with its words, for staff; None when there is none. NotAllowed: see `policy.may_read`."""
    row = DataRequest.objects.filter(pk=request_id).first()
    if row is None:
        return None
    policy.may_read(by, row)
    named = people.names_of([row.person_id])
    return _facts(row, whole=True, name=named.get(row.person_id, ""))


def may_keep(request: RequestFacts, by: Actor) -> bool:
    """Whether this role answers requests of this kind; an auditor only reads."""
    return bool(by.acting_as(states.KEEPERS[request.kind]))


def schedule_rows() -> tuple[schedule.Row, ...]:
    """The rows in force today."""
    return schedule.in_force(clock.today())


def what_may_go(person_id: UUID, *, but_for: UUID | None = None) -> list[MayGo]:
    """What of a person's data goes if they ask, and what stays, each with its reason. `but_for`: the request that asks."""
    found = []
    for row in schedule_rows():
        if row.category == "people.applicants":
            found.append(_about_the_person(row, person_id, but_for))
        elif row.category in due.SELECTORS:
            if due.of_person(row.category, person_id):
                found.append(MayGo(row.category, str(row.what), row.erasable, str(row.stays_because)))
        elif row.category in _STAYS and _STAYS[row.category](person_id):
            found.append(MayGo(row.category, str(row.what), False, str(row.stays_because)))
    return found


_STAYS: dict[str, Callable[[UUID], bool]] = {  # whether there is anything of it about somebody
    "register.acts": lambda person: Registrant.objects.filter(person_id=person).exists(),
    "membership.hardship": lambda person: (
        WaiverRequest.objects.filter(person_id=person).exclude(sealed=b"", decided=b"").exists()
    ),
    "history": lambda _person: True,
}


def _about_the_person(row: schedule.Row, person_id: UUID, but_for: UUID | None) -> MayGo:
    why = ""
    if Registrant.objects.filter(person_id=person_id).exists():
        why = _("You are in the register, and it is of named people. Your decisions stay with your name.")
    elif Application.objects.filter(person_id=person_id, ended_at=None).exists():
        why = _("Your application is open. Withdraw it first.")
    elif due.members().filter(person_id=person_id).exists():
        why = _("You are a member. End your membership first.")
    elif due.to_be_remembered().filter(person_id=person_id).exists():
        why = str(schedule.row("ended.refused", clock.today()).stays_because)
    elif (
        DataRequest.objects.filter(person_id=person_id, state__in=states.WAITING)
        .exclude(pk__in=[but_for] if but_for else [])
        .exists()
    ):
        why = _("Another request of yours is still being answered.")
    elif RoleGrant.objects.filter(person_id=person_id).exists():
        why = _("You work or worked here, and every decision has an author.")
    return MayGo(row.category, str(row.what), not why, why)


def _facts(row: DataRequest, *, whole: bool = False, name: str = "") -> RequestFacts:
    waits = row.state in states.WAITING
    return RequestFacts(
        id=row.pk,
        person_id=row.person_id,
        kind=row.kind,
        kind_name=KIND_NAMES[row.kind],
        state=row.state,
        state_name=STATE_NAMES[row.state],
        received_at=row.received_at,
        acknowledge_by=row.acknowledge_by,
        answer_by=row.answer_by,
        acknowledged_at=row.acknowledged_at,
        settled_at=row.settled_at,
        refused_because=REFUSALS.get(row.reason, ""),
        waits=waits,
        late=waits and clock.today() > row.answer_by,
        may_escalate=row.state in (states.ANSWERED, states.REFUSED) and row.first_answered_person is None,
        words=row.opened("words") if whole else "",
        answer=row.opened("answer") if whole else "",
        name=name,
    )
