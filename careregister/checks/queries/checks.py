"""Checks as others may see them. Of a criminal record everybody but a checks officer reads one of three words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.body import rule
from careregister.base.refusals import NotAllowed
from careregister.base.together import in_a_look
from careregister.outside import identity as provider

from .. import gpg45, policy, rules
from ..kinds import CRIMINAL_RECORD, IDENTITY, KINDS, REGISTER
from ..models import Check, CheckDocument, IdentityScores
from ..states import CLOSED, EXPIRED, NOT_PASSED, OPEN, PASSED, UNDER_WAY, WAITING
from . import certificates

STATE_WORDS = {
    OPEN: _("Being looked at"),
    WAITING: _("Waiting for somebody else"),
    PASSED: _("Passed"),
    NOT_PASSED: _("Not passed"),
    EXPIRED: _("Ran out"),
    CLOSED: _("No longer needed"),
}
CURRENT, LOOKED_AT, NOT_YET = _("Current"), _("Being looked at"), _("Not needed yet")


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """`for_officer` is empty for whoever may not know what is behind the check."""

    id: UUID
    kind: str
    kind_name: Promise
    state: str
    state_words: Promise
    method: str
    documents: tuple[UUID, ...]
    decided_by_role: str
    decided_at: datetime | None
    expires_on: date | None
    public_words: Promise | str
    for_officer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StepTaken:
    step: str
    before: str
    after: str
    by_person: UUID | None
    by_role: str
    at: datetime


def checks_of_application(application_id: UUID, asker: Actor) -> tuple[CheckFacts, ...]:
    """The checks of an application in the order of KINDS. NotAllowed `wrong_role`."""
    rows = Check.objects.filter(application_id=application_id)
    return in_a_look(("checks of", application_id, asker), lambda: _facts(rows, asker))


def check(check_id: UUID, asker: Actor) -> CheckFacts | None:
    """One check; None if there is none. NotAllowed `wrong_role`."""
    found = _facts(Check.objects.filter(pk=check_id), asker)
    return found[0] if found else None


def checks_of_person(person_id: UUID, asker: Actor) -> tuple[CheckFacts, ...]:
    return _facts(Check.objects.filter(person_id=person_id), asker)


def steps_of(check_id: UUID, asker: Actor) -> tuple[StepTaken, ...]:
    """What became of a check, step by step: for officers, and of a criminal record for a checks officer alone."""
    row = Check.objects.filter(pk=check_id).first()
    if row is None:
        return ()
    walled = row.kind == CRIMINAL_RECORD and not policy.knows_certificates(asker, row.person_id)
    if walled or asker.kind != Kind.STAFF or not asker.acting_as(policy.READERS):
        raise NotAllowed("wrong_role")
    return tuple(
        StepTaken(one.step, one.before, one.after, one.by_person, one.by_role, one.at)
        for one in row.steps.order_by("at", "id")
    )


def may_decide(check_id: UUID, asker: Actor) -> str:
    """Empty when the asker may decide this check, else the reason why not: for buttons."""
    row = Check.objects.filter(pk=check_id).first()
    return "check_unknown" if row is None else _why_not(row, asker)


def _why_not(row: Check, asker: Actor) -> str:
    try:
        policy.may_decide(asker, row)
    except NotAllowed as no:
        return no.reason
    return ""


def decidable(application_id: UUID, asker: Actor) -> frozenset[UUID]:
    """Those checks of an application that the asker may decide."""
    return frozenset(row.pk for row in Check.objects.filter(application_id=application_id) if not _why_not(row, asker))


def to_decide(application_ids: Iterable[UUID], asker: Actor) -> dict[UUID, tuple[Promise, ...]]:
    """Of many applications, the kinds that wait, as far as the asker knows, and that the asker may decide. One query."""
    found: dict[UUID, list[Check]] = defaultdict(list)
    for row in Check.objects.filter(application_id__in=set(application_ids)):
        walled = row.kind == CRIMINAL_RECORD and not policy.knows_certificates(asker, row.person_id)
        state = _walled(row).state if walled else row.state
        if state in UNDER_WAY and not _why_not(row, asker):
            found[row.application_id].append(row)
    order = list(KINDS)
    return {
        one: tuple(KINDS[row.kind].name for row in sorted(rows, key=lambda row: order.index(row.kind)))
        for one, rows in found.items()
    }


def profile_codes(on: date) -> tuple[tuple[str, str], ...]:
    """The identity profiles that admission accepts on a day: (code, level), lowest first."""
    edition, needed = gpg45.edition(on), str(rule("admission.identity_level", on))
    return tuple((one.code, one.level) for one in edition.profiles if edition.reaches(one.level, needed))


def online_is_open() -> bool:
    """Whether a certified provider is set up."""
    return provider.is_set_up()


def update_service_is_open() -> bool:
    """Whether the register may ask the Update Service itself: only with a recorded legal basis."""
    return REGISTER in rules.modes_open(clock.today())


def _facts(rows: Iterable[Check], asker: Actor) -> tuple[CheckFacts, ...]:
    in_order = sorted(rows, key=lambda row: (list(KINDS).index(row.kind), row.opened_at))
    papers = _documents([row.pk for row in in_order])
    return tuple(_one(row, tuple(papers[row.pk]), asker) for row in in_order)


def _one(row: Check, documents: tuple[UUID, ...], asker: Actor) -> CheckFacts:
    policy.may_read(asker, row.person_id)
    if row.kind == CRIMINAL_RECORD and not policy.knows_certificates(asker, row.person_id):
        return _walled(row)
    staff = asker.kind == Kind.STAFF and asker.person_id != row.person_id
    return CheckFacts(
        id=row.pk,
        kind=row.kind,
        kind_name=KINDS[row.kind].name,
        state=row.state,
        state_words=STATE_WORDS[row.state],
        method=row.method,
        documents=documents,
        decided_by_role=row.decided_role,
        decided_at=row.decided_at,
        expires_on=row.expires_on,
        public_words=KINDS[row.kind].public if row.state == PASSED else "",
        for_officer=_for_officer(row) if staff else {},
    )


def _walled(row: Check) -> CheckFacts:
    """One of three words, and nothing from which more could be told: no way, no picture, no date of its own."""
    current = row.state == PASSED
    words = CURRENT if current else NOT_YET if row.state == CLOSED else LOOKED_AT
    return CheckFacts(
        id=row.pk,
        kind=row.kind,
        kind_name=KINDS[row.kind].name,
        state=row.state if row.state in {PASSED, CLOSED} else OPEN,
        state_words=words,
        method="",
        documents=(),
        decided_by_role=row.decided_role if current else "",
        decided_at=row.decided_at if current else None,
        expires_on=None,
        public_words="",
        for_officer={},
    )


def _documents(check_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    papers: dict[UUID, list[UUID]] = defaultdict(list)
    wanted = CheckDocument.objects.filter(of_check__in=list(check_ids)).order_by("at", "id")
    for check_id, document_id in wanted.values_list("of_check_id", "document_id"):
        papers[check_id].append(document_id)
    return papers


def _for_officer(row: Check) -> dict[str, Any]:
    if row.kind == IDENTITY:
        return {"scores": [_scores(one) for one in row.identity_scores.order_by("-at")]}
    return certificates.behind(row) if row.kind == CRIMINAL_RECORD else {}


def _scores(one: IdentityScores) -> dict[str, Any]:
    plain = ("route", "edition", "profile", "level", "provider", "evidence_kinds", "name_agrees", "birth_agrees", "at")
    return {name: getattr(one, name) for name in (*plain, *gpg45.COMPULSORY, "more_evidence")}
