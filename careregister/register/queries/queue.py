"""Decisions that wait for a second person: whose turn it is, for how long, and exactly what would be recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import Who
from careregister.people import queries as people

from .. import policy, reasons, sections, states
from ..drafts import Details
from ..models import Act, Proposal, Registrant
from .preview import Preview, preview
from .telling import role_name

_BY_TWO = [step.who for step in states.STEPS.values() if step.who.needs_two and step.who.roles] + [states.CORRECTS]
# Whoever may decide or propose something by two, or watches.
USES_QUEUE = sections.SEES_EVERY_PROPOSAL.union(*(who.roles | who.second for who in _BY_TWO))

YOURS, MINE, OTHERS = "yours", "mine", "others"
LATE_AFTER_DAYS = 7
MOST = 200


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`turn`: yours (you may decide), mine (you proposed it), others. `number` is empty before an admission."""

    id: UUID
    number: str
    name: str
    action: str
    correcting: bool
    reason: str
    proposed_by: str
    proposed_role: str
    proposed_at: datetime
    days: int
    late: bool
    state: str
    turn: str
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal with everything that would be recorded, and what it would make of the register."""

    row: ProposalRow
    details: Details
    words: str
    authority: str
    corrects: UUID | None
    seen: int
    preview: Preview | None
    may_decide: bool
    may_take_back: bool
    why_not: str
    closed_by: str
    closed_role: str
    closed_at: datetime | None
    closed_words: str
    act: UUID | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many proposals wait for the asker, how many of the asker's wait for others, and how many are open at all
    (None for those who do not see that)."""

    for_you: int
    of_yours: int
    all_open: int | None


def waiting_for(*, by: Actor) -> tuple[ProposalRow, ...]:
    """What `by` may decide, oldest first."""
    return _rows(_for(by).order_by("proposed_at")[:MOST], by)


def proposed_by(*, by: Actor) -> tuple[ProposalRow, ...]:
    """What `by` proposed, newest first: open and closed."""
    return _rows(_proposed(by).order_by("-proposed_at")[:MOST], by)


def all_open(*, by: Actor) -> tuple[ProposalRow, ...]:
    """Everything that waits, oldest first. NotAllowed `wrong_role`."""
    if not by.roles & sections.SEES_EVERY_PROPOSAL:
        raise NotAllowed("wrong_role")
    return _rows(Proposal.objects.filter(state=states.OPEN).order_by("proposed_at")[:MOST], by)


# By the name of the list: what waits for the asker, what the asker proposed, everything that waits.
LISTS = {"yours": waiting_for, "mine": proposed_by, "all": all_open}


def open_about(registrant: Registrant, *, by: Actor) -> tuple[ProposalRow, ...]:
    return _rows(Proposal.objects.filter(registrant=registrant, state=states.OPEN).order_by("proposed_at"), by)


def counts(*, by: Actor) -> Waiting:
    """For the first page. Two or three queries."""
    return Waiting(
        for_you=_for(by).count(),
        of_yours=_proposed(by).filter(state=states.OPEN).count(),
        all_open=Proposal.objects.filter(state=states.OPEN).count()
        if by.roles & sections.SEES_EVERY_PROPOSAL
        else None,
    )


def proposal_to_change(proposal_id: UUID) -> Proposal | None:
    return Proposal.objects.select_related("registrant", "corrects").filter(pk=proposal_id).first()


def proposal_shown(proposal: Proposal, *, by: Actor) -> ProposalShown:
    """One proposal for whoever may decide it while it is open, proposed it, closed it, or may read the record.

    NotAllowed otherwise: `already_decided` for those who might have decided it, `wrong_role`, `not_your_case`,
    `about_oneself`."""
    who = _who_decide([proposal])[proposal.pk]
    why_not = _why_not(proposal, by, who)
    if proposal.subject_person == by.person_id:
        raise NotAllowed("about_oneself")
    is_open = proposal.state == states.OPEN
    if by.person_id not in {proposal.proposed_person, proposal.closed_person} and (why_not or not is_open):
        try:
            _check_reads(proposal, by)
        except NotAllowed:
            if why_not:
                raise
            raise NotAllowed("already_decided") from None  # somebody was quicker: that, and nothing of what it says
    details = Details.from_json(proposal.details)
    registrant = proposal.registrant
    row = _rows([proposal], by)[0]
    closer = people.names_of([proposal.closed_person]) if proposal.closed_person else {}
    return ProposalShown(
        row=row,
        details=details,
        words=proposal.words,
        authority=proposal.authority,
        corrects=proposal.corrects_id,
        seen=registrant.acts_written if registrant else 0,
        preview=preview(registrant, proposal.action, details, proposal.corrects) if registrant and is_open else None,
        may_decide=is_open and not why_not,
        may_take_back=is_open and proposal.proposed_person == by.person_id,
        why_not=why_not if is_open else "already_decided",
        closed_by=closer.get(proposal.closed_person, "") if proposal.closed_person else "",
        closed_role=role_name(proposal.closed_role),
        closed_at=proposal.closed_at,
        closed_words=proposal.closed_words,
        act=proposal.act_id,
    )


def _check_reads(proposal: Proposal, by: Actor) -> None:
    if by.roles & sections.SEES_EVERY_PROPOSAL:
        return
    if proposal.registrant is None or sections.PROPOSALS not in sections.sections(by, proposal.registrant):
        raise NotAllowed("wrong_role")


def _who_decide(proposals: Collection[Proposal]) -> dict[UUID, Who]:
    """Who decides each of these: of one about a restriction, by how that was imposed. At most one query."""
    about = {one.pk: policy.restriction_of(one) for one in proposals}
    imposed = policy.imposed_by(about.values())
    return {
        one.pk: policy.who_for(
            one.action, correcting=one.corrects_id is not None, imposed=imposed.get(about[one.pk], "")
        )
        for one in proposals
    }


def _why_not(proposal: Proposal, by: Actor, who: Who) -> str:
    """Why `by` may not decide this proposal, which `who` decide; empty when they may."""
    if not by.acting_as(who.roles):
        return "wrong_role"
    if by.person_id in {proposal.proposed_person, proposal.subject_person}:
        return "three_different_persons"
    return ""


def _proposed(by: Actor) -> QuerySet[Proposal]:
    everything = Proposal.objects.all()
    return everything.filter(proposed_person=by.person_id) if by.person_id else everything.none()


def _for(by: Actor) -> QuerySet[Proposal]:
    steps = [action for action, step in states.STEPS.items() if step.who.needs_two and by.roles & step.who.roles]
    wanted = Q(corrects=None, action__in=steps)
    about = Cast(KT("details__restriction"), UUIDField())
    imposed = [action for action in states.OF_A_PANEL if not by.roles & states.STEPS[action].who.roles]
    if imposed:
        a_panels = Act.objects.filter(restriction=OuterRef("about"), action__in=imposed)
        wanted &= ~Q(Q(action__in=states.ON_A_RESTRICTION) & Exists(a_panels))
    if by.roles & states.CORRECTS.roles:
        wanted |= Q(corrects__isnull=False)
    mine = Q(proposed_person=by.person_id) | Q(subject_person=by.person_id)
    return Proposal.objects.annotate(about=about).filter(wanted, state=states.OPEN).exclude(mine)


def _rows(proposals: Iterable[Proposal], by: Actor) -> tuple[ProposalRow, ...]:
    proposals = [one for one in proposals if one.subject_person != by.person_id]
    deciders = _who_decide(proposals)
    called = people.names_of({one.subject_person for one in proposals} | {one.proposed_person for one in proposals})
    numbers = dict(
        Registrant.objects.filter(person__in={one.subject_person for one in proposals}).values_list("person", "number")
    )
    today = clock.today()
    rows = []
    for one in proposals:
        days = (today - clock.london_day(one.proposed_at)).days
        correcting = one.corrects_id is not None
        who = deciders[one.pk]
        turn = MINE if one.proposed_person == by.person_id else OTHERS if _why_not(one, by, who) else YOURS
        rows.append(
            ProposalRow(
                id=one.pk,
                number=numbers.get(one.subject_person, ""),
                name=called.get(one.subject_person, ""),
                action=one.action,
                correcting=correcting,
                reason=reasons.clause(one.reason),
                proposed_by=called.get(one.proposed_person, ""),
                proposed_role=role_name(one.proposed_role),
                proposed_at=one.proposed_at,
                days=days,
                late=one.state == states.OPEN and days > LATE_AFTER_DAYS,
                state=one.state,
                turn=turn,
                waits_for=tuple(role_name(role) for role in sorted(who.roles)),
            )
        )
    return tuple(rows)
