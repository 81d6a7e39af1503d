"""What was sent for what went out of date: to its owner all of it, to staff what the room checks lets each role know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.checks import policy as checks_policy
from careregister.checks import queries as checks
from careregister.checks import rules
from careregister.checks.kinds import CRIMINAL_RECORD, KINDS
from careregister.checks.states import UNDER_WAY
from careregister.evidence import queries as evidence
from careregister.evidence.purposes import PURPOSES
from careregister.evidence.queries import DocumentFacts
from careregister.history import queries as history
from careregister.people import queries as people

from .. import needs, papers, policy, questions, states
from ..models import Referral, Renewal


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """One kind that was out of date when this was sent. `walled`: the asker reads one word of it and nothing behind it.
    `words`: the person's. `reason`: of whoever decided. `counts_until`: what the rule says if it is accepted today."""

    kind: str
    name: Promise
    state: str
    state_words: Promise
    walled: bool
    words: str
    papers: tuple[DocumentFacts, ...]
    decided_at: datetime | None
    expires_on: date | None
    reason: str
    counts_until: date | None
    may_decide: bool


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """`current`: whether it waits with us now. `out`: whether anything is out of date today. `said`: whether words or papers
    are opened, which is to be written down. `can`: the asker's steps beside the single kinds."""

    renewal_id: UUID
    person_id: UUID
    name: str
    number: str
    sent_at: datetime
    current: bool
    out: bool
    rows: tuple[EvidenceShown, ...]
    said: bool
    can_hand_back: bool
    seen: int


@dataclass(frozen=True, slots=True)
class PapersRow:
    renewal_id: UUID
    name: str
    number: str
    kinds: tuple[Promise, ...]
    since: datetime
    days: int


def evidence_of(renewal_id: UUID, asker: Actor) -> EvidenceFile | None:
    """What came with the latest sending of a renewal for what was out of date; None where nothing was. NotAllowed
    wrong_role, own_record."""
    renewal = Renewal.objects.filter(pk=renewal_id).select_related("registrant").first()
    if renewal is None:
        return None
    policy.may_check(asker, renewal)
    about = renewal.referrals.filter(reasons__contains=[states.EVIDENCE])
    referral = about.order_by(F("closed_at").desc(nulls_first=True)).first()
    if referral is None:
        return None
    current = referral.closed_at is None
    answers = renewal.answers.filter(part=questions.EVIDENCE).first()
    said = answers.data if answers and current else {}  # once it is handed back the person may be writing on it
    rows = tuple(_shown(one, said, asker, current) for one in checks.checks_of_application(referral.pk, asker))
    return EvidenceFile(
        renewal_id=renewal.pk,
        person_id=renewal.person_id,
        name=people.names_of([renewal.person_id]).get(renewal.person_id, ""),
        number=renewal.registrant.number_id,
        sent_at=referral.referred_at,
        current=current,
        out=bool(needs.out_of_date(renewal.person_id, clock.today())),
        rows=rows,
        said=any(row.words or row.papers for row in rows),
        can_hand_back=current,
        seen=renewal.steps_taken,
    )


def papers_waiting(asker: Actor) -> tuple[PapersRow, ...]:
    """Renewals with something that the asker decides and nobody has, oldest first. NotAllowed wrong_role."""
    policy.may_list_papers(asker)
    about = Referral.objects.filter(closed_at=None, reasons__contains=[states.EVIDENCE])
    rows = list(about.select_related("renewal__registrant").order_by("referred_at"))
    names = people.names_of([row.renewal.person_id for row in rows])
    kinds = checks.to_decide([row.pk for row in rows], asker)
    today = clock.today()
    return tuple(
        PapersRow(
            renewal_id=row.renewal_id,
            name=names.get(row.renewal.person_id, ""),
            number=row.renewal.registrant.number_id,
            kinds=kinds[row.pk],
            since=row.referred_at,
            days=(today - clock.london_day(row.referred_at)).days,
        )
        for row in rows
        if row.pk in kinds and row.renewal.person_id != asker.person_id
    )


def my_papers(renewal_id: UUID, asker: Actor) -> dict[str, tuple[DocumentFacts, ...]]:
    """The person's own papers that stand among the answers, by kind. NotAllowed not_yours; none of no renewal."""
    renewal = Renewal.objects.filter(pk=renewal_id).first()
    if renewal is None:
        return {}
    policy.may_read_own(asker, renewal)
    row = renewal.answers.filter(part=questions.EVIDENCE).first()
    return papers.living(renewal.person_id, row.data) if row else {}


def _shown(one: checks.CheckFacts, said: dict[str, str], asker: Actor, current: bool) -> EvidenceShown:
    walled = one.kind == CRIMINAL_RECORD and not asker.acting_as(checks_policy.CHECKS_OFFICER)
    known = evidence.facts(one.documents).values() if not walled else ()
    openable = [row for row in known if not row.destroyed_at and asker.roles & PURPOSES[row.purpose].readers]
    return EvidenceShown(
        kind=one.kind,
        name=KINDS[one.kind].name,
        state=one.state,
        state_words=one.state_words,
        walled=walled,
        words="" if walled else said.get(one.kind, ""),
        papers=tuple(sorted(openable, key=lambda row: row.received_at)),
        decided_at=one.decided_at,
        expires_on=one.expires_on,
        reason="" if walled or not one.decided_at else _reason(one.id),
        counts_until=rules.counts_until(one.kind, clock.today()),
        may_decide=current and one.state in UNDER_WAY and not checks.may_decide(one.id, asker),
    )


def _reason(check_id: UUID) -> str:
    """What was written when it was decided; of a criminal record nothing ever is."""
    decided = ("checks.accepted", "checks.not_accepted")
    lines = history.of_subject("checks.check", check_id)
    return next((line.words for line in lines if line.what in decided), "")
