"""One renewal as staff read it: what was said by whom who may know, the ladder, and what stands in the way of a lapse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import dates, fees, lapsing, needs, policy, questions, states, words
from ..models import Deferral, Renewal
from .notices import RungShown, ladder_of


@dataclass(frozen=True, slots=True)
class LookShown:
    at: datetime
    verdict: Promise
    wait_until: date | None
    by_name: str
    words: str


@dataclass(frozen=True, slots=True)
class DeferralShown:
    """`asked` and `answered` are empty for whoever may not read the words."""

    state: str
    state_words: Promise
    reason: str
    reason_words: Promise
    asked_at: datetime
    wanted_until: date
    until: date | None
    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class RenewalLine:
    """One renewal of a person among the others of theirs."""

    id: UUID
    kind_words: Promise
    state_words: Promise
    until: date
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class RenewalFile:
    """`answers`: (part, question, answer), only for who decides; what was sent for
    what went out of date is `evidence_of`. `in_the_way`: of a lapse. `can`: the asker's steps now."""

    id: UUID
    person_id: UUID
    name: str
    number: str
    kind: str
    kind_words: Promise
    state: str
    state_words: Promise
    until: date
    day: date | None
    last_day: date | None
    next_until: date | None
    opened_at: datetime
    sent_at: datetime | None
    renewed_until: date | None
    fee: str
    reasons: tuple[Promise, ...]
    sees_answers: bool
    answers: tuple[tuple[str, str, str], ...]
    deferrals: tuple[DeferralShown, ...]
    looks: tuple[LookShown, ...]
    rungs: tuple[RungShown, ...]
    in_the_way: tuple[Promise, ...]
    may_lapse_if_looked: bool
    paid: bool
    contacts: tuple[tuple[str, str], ...]
    can: frozenset[str]
    seen: int


def file(renewal_id: UUID, asker: Actor) -> RenewalFile | None:
    """One renewal; None if there is none. NotAllowed wrong_role, own_record."""
    row = Renewal.objects.filter(pk=renewal_id).select_related("registrant").first()
    if row is None:
        return None
    policy.staff(asker, row.person_id, policy.SEES_CHASES)
    sees = policy.sees_answers(asker, row)
    in_the_way = lapsing.why_not(row)
    referral = row.referrals.filter(closed_at=None).first()
    return RenewalFile(
        id=row.pk,
        person_id=row.person_id,
        name=people.names_of([row.person_id]).get(row.person_id, ""),
        number=row.registrant.number_id,
        kind=row.kind,
        kind_words=words.KINDS[row.kind],
        state=row.state,
        state_words=words.STATES[row.state],
        until=row.until,
        day=row.day,
        last_day=dates.grace_ends(row.day, row.ladder_on) if row.day and row.ladder_on else None,
        next_until=dates.next_until(row.until, clock.today()) if row.kind == states.RENEWAL else None,
        opened_at=row.opened_at,
        sent_at=row.sent_at,
        renewed_until=row.renewed_until,
        fee=fees.fee_of(row.person_id),
        reasons=tuple(states.REFERRAL_REASONS[code] for code in referral.reasons) if referral and sees else (),
        sees_answers=sees,
        answers=tuple(_answers(row)) if sees else (),
        deferrals=tuple(_deferral(one, sees) for one in row.deferrals.select_related("words").order_by("-asked_at")),
        looks=_looks(row, sees),
        rungs=ladder_of(row.pk, asker),
        in_the_way=tuple(words.IN_THE_WAY[code] for code in in_the_way),
        may_lapse_if_looked=not in_the_way,
        paid=bool(fees.paying([row.person_id])),
        contacts=_contacts(row, asker),
        can=frozenset(_can(row, asker, in_the_way)),
        seen=row.steps_taken,
    )


def of_person(person_id: UUID, asker: Actor) -> tuple[RenewalLine, ...]:
    """A person's renewals, the newest first; none for whoever may not open one of them."""
    if not policy.opens(asker, person_id):
        return ()
    rows = Renewal.objects.filter(person=person_id).order_by("-opened_at")
    return tuple(
        RenewalLine(row.pk, words.KINDS[row.kind], words.STATES[row.state], row.until, row.opened_at) for row in rows
    )


def _can(row: Renewal, asker: Actor, in_the_way: tuple[str, ...]) -> list[str]:
    """Which steps the asker may take now."""
    found = []
    registrar = bool(asker.acting_as(states.REGISTRARS))
    asked = row.deferrals.filter(state=states.ASKED).exists()
    if registrar and row.state == states.REFERRED:
        found += ["hand_back"] if needs.out_of_date(row.person_id, clock.today()) else ["renew", "hand_back"]
    if registrar and asked and states.RENEWALS.lawful("defer", row.state):
        found += ["agree", "decline"]
    if registrar and not asked and row.kind == states.RENEWAL and states.RENEWALS.lawful("defer", row.state):
        found.append("defer")
    if registrar and row.state == states.DEFERRED:
        found.append("end_deferral")
    if row.kind == states.RENEWAL and row.state in states.REMINDED:
        found += ["chase"] if asker.acting_as(policy.CHASERS) and row.notices.filter(round=row.round).exists() else []
        found += ["lapse", "wait"] if registrar and not in_the_way else []
    return found


def _answers(row: Renewal) -> list[tuple[str, str, str]]:
    said = {one.part: one.data for one in row.answers.all()}
    declared = said.get(questions.DECLARATIONS, {})
    part = str(questions.PART_NAMES[questions.DECLARATIONS])
    found = [
        (part, str(one.words), _("Yes") if declared[one.code] == questions.YES else _("No"))
        for one in questions.QUESTIONS
        if declared.get(one.code)
    ]
    for code, label in (
        (questions.HEALTH_WORDS, _("About their health")),
        (questions.CHARACTER_WORDS, _("About the yes")),
    ):
        if declared.get(code):
            found.append((part, label, declared[code]))
    if said.get(questions.CPD, {}).get("words"):
        found.append(
            (str(questions.PART_NAMES[questions.CPD]), _("Why it is not complete"), said[questions.CPD]["words"])
        )
    return found


def _contacts(row: Renewal, asker: Actor) -> tuple[tuple[str, str], ...]:
    """How they are reached, for whoever writes and telephones."""
    if not asker.acting_as(policy.CHASERS):
        return ()
    return tuple((one.kind, one.text) for one in people.contacts_of(row.person_id) if one.kind != "former_address")


def _deferral(one: Deferral, sees: bool) -> DeferralShown:
    return DeferralShown(
        state=one.state,
        state_words=words.DEFERRALS[one.state],
        reason=one.reason,
        reason_words=words.WHY_DEFERRED[one.reason],
        asked_at=one.asked_at,
        wanted_until=one.wanted_until,
        until=one.until,
        asked=one.words.opened("asked") if sees else "",
        answered=one.words.opened("answered") if sees else "",
    )


def _looks(row: Renewal, sees: bool) -> tuple[LookShown, ...]:
    rows = list(row.looks.select_related("words").order_by("-at"))
    names = people.names_of([one.by_person for one in rows])
    return tuple(
        LookShown(
            at=one.at,
            verdict=words.VERDICTS[one.verdict],
            wait_until=one.wait_until,
            by_name=names.get(one.by_person, ""),
            words=one.words.text if sees else "",
        )
        for one in rows
    )
