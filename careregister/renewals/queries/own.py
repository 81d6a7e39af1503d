"""What a person reads of their own renewal: what is to be done, by when, and what is known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from careregister.base import body
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.checks.kinds import KINDS
from careregister.register.models import Registrant, StandingSpan
from careregister.register.states import ON_THE_REGISTER
from careregister.training.queries import CpdMine

from .. import dates, fees, papers, policy, questions, states, words
from ..actions.answering import left
from ..actions.restoring import MAY_COME_BACK
from ..models import Renewal, WorkContact
from ..needs import cpd_of, needs_of


@dataclass(frozen=True, slots=True)
class MyPart:
    code: str
    title: Promise
    done: bool


@dataclass(frozen=True, slots=True)
class MyDeferral:
    state: str
    reason: Promise
    wanted_until: date
    until: date | None
    answered: str


@dataclass(frozen=True, slots=True)
class MyRenewal:
    """`day`: to be done by; `last_day`: of the grace (None: no such day). `parts`: what this person writes. `evidence`:
    (code, name) of checks that are out of date. `fee`: see `fees`. `back`: why it was handed back. `seen`: for actions."""

    id: UUID
    number: str
    kind: str
    state: str
    state_words: Promise
    until: date
    day: date | None
    last_day: date | None
    late: bool
    parts: tuple[MyPart, ...]
    code_version: str
    evidence: tuple[tuple[str, Promise], ...]
    cpd: CpdMine | None
    fee: str
    deferral: MyDeferral | None
    back: str
    renewed_until: date | None
    next_until: date | None
    seen: int
    writable: bool
    may_defer: bool

    @property
    def missing(self) -> tuple[MyPart, ...]:
        return tuple(part for part in self.parts if not part.done)

    @property
    def may_send(self) -> bool:
        return self.writable and not self.missing


@dataclass(frozen=True, slots=True)
class Mine:
    """`registered_until`: None for whoever was never on the register. `opens_on`: of the next renewal, while none runs."""

    number: str
    on_register: bool
    registered_until: date | None
    opens_on: date | None
    renewal: MyRenewal | None
    may_restore: bool


def mine(person_id: UUID, on: date) -> Mine | None:
    """How somebody's own registration and its renewal stand; None for whoever never had one."""
    registrant = Registrant.objects.filter(person=person_id).first()
    if registrant is None:
        return None
    last = StandingSpan.objects.filter(registrant=registrant, known__upper_inf=True, valid__upper_inf=True).first()
    renewal = _latest(person_id)
    running = renewal is not None and renewal.state in states.RUNNING
    on_register = last is not None and last.base in ON_THE_REGISTER
    opens = None
    if on_register and last and not running:
        opens = last.registered_until - timedelta(days=body.rule("renewal.opens_days", on))
    return Mine(
        number=registrant.number_id,
        on_register=on_register,
        registered_until=last.registered_until if last else None,
        opens_on=opens,
        renewal=_shown(renewal, on) if renewal else None,
        may_restore=last is not None and last.base in MAY_COME_BACK and not running,
    )


def said_in(renewal_id: UUID, asker: Actor) -> dict[str, dict[str, Any]]:
    """What the person said in each part so far. NotAllowed not_yours; no_renewal."""
    return {row.part: row.data for row in _own(renewal_id, asker).answers.all()}


def shown_part(renewal_id: UUID, part: str, asker: Actor) -> tuple[dict[str, Any], int]:
    """What one part says, and its version: for the page that writes it. NotAllowed not_yours; no_renewal."""
    row = _own(renewal_id, asker).answers.filter(part=part).first()
    return (row.data, row.version) if row else ({}, 0)


def work_contact(person_id: UUID) -> tuple[str, str] | None:
    """Name and address of who at work may be told."""
    row = WorkContact.objects.filter(person=person_id, until=None).first()
    return row.opened() if row else None


def deferral_limits(on: date) -> dict[str, date]:
    """Until when one may be given more time, for each reason."""
    return {reason: dates.longest_deferral(reason, on) for reason in states.DEFERRAL_REASONS}


def _own(renewal_id: UUID, asker: Actor) -> Renewal:
    renewal = Renewal.objects.filter(pk=renewal_id).first()
    if renewal is None:
        raise NotAllowed("no_renewal")
    policy.may_read_own(asker, renewal)
    return renewal


def _latest(person_id: UUID) -> Renewal | None:
    rows = Renewal.objects.filter(person=person_id).select_related("registrant")
    return (
        rows.filter(state__in=states.RUNNING).first()
        or rows.exclude(state=states.CLOSED).order_by("-opened_at").first()
    )


def _shown(renewal: Renewal, on: date) -> MyRenewal:
    writable = renewal.state in states.WRITABLE
    needs = needs_of(renewal) if renewal.state in states.RUNNING else None
    answers = {row.part: row.data for row in renewal.answers.all()}
    if questions.EVIDENCE in answers:
        answers[questions.EVIDENCE] = papers.still_there(renewal.person_id, answers[questions.EVIDENCE])
    missing = set(left(needs, answers)) if needs else set()
    returned = renewal.referrals.filter(outcome="hand_back").order_by("-closed_at").first()
    last_day = dates.grace_ends(renewal.day, renewal.ladder_on) if renewal.day and renewal.ladder_on else None
    return MyRenewal(
        id=renewal.pk,
        number=renewal.registrant.number_id,
        kind=renewal.kind,
        state=renewal.state,
        state_words=words.STATES[renewal.state],
        until=renewal.until,
        day=renewal.day,
        last_day=last_day,
        late=renewal.day is not None and renewal.state in states.REMINDED and on > renewal.day,
        parts=tuple(MyPart(part, questions.PART_NAMES[part], part not in missing) for part in needs.parts)
        if needs
        else (),
        code_version=needs.code_version if needs else renewal.code_version,
        evidence=tuple((kind, KINDS[kind].name) for kind in needs.evidence) if needs else (),
        cpd=cpd_of(renewal) if writable else None,
        fee=needs.fee if needs else fees.PAID,
        deferral=_deferral(renewal),
        back=returned.words if returned and writable else "",
        renewed_until=renewal.renewed_until,
        next_until=dates.next_until(renewal.until, on) if renewal.kind == states.RENEWAL else None,
        seen=renewal.steps_taken,
        writable=writable,
        may_defer=renewal.kind == states.RENEWAL and states.RENEWALS.lawful("defer", renewal.state),
    )


def _deferral(renewal: Renewal) -> MyDeferral | None:
    row = renewal.deferrals.exclude(state=states.TAKEN_BACK).order_by("-asked_at").select_related("words").first()
    if row is None or row.ended_at is not None:
        return None
    return MyDeferral(
        state=row.state,
        reason=states.DEFERRAL_REASONS[row.reason],
        wanted_until=row.wanted_until,
        until=row.until,
        answered=row.words.opened("answered"),
    )
