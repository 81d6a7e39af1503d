"""The set-based twin of `take`: many registrants with all their acts at once, for imports and for the demo.

It writes the same rows as the single actions would have (a test proves it), in a handful of statements. The acts must
be lawful (they are replayed at every step); the caller answers for who was allowed to decide them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.history.actions import Line, record_many

from .. import states
from ..drafts import Authority, Details
from ..models import Act, ActWords, Number, PublicFacts, Registrant, RestrictionSpan, StandingSpan, TierSpan
from ..replay import Known, derive, live_acts, replay
from .acting import act_refs, span_of

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """An act to be loaded. `recorded_at` is aware and later than that of the act before it."""

    action: str
    details: Details
    by: Actor
    because: Because
    authority: Authority
    recorded_at: datetime
    proposed_by: Actor | None = None


@dataclass(frozen=True, slots=True)
class PlannedRegistrant:
    """A person not yet on the register, the number they get, and their acts in the order they were recorded."""

    person_id: UUID
    number: str
    acts: Sequence[PlannedAct]
    aliases: Sequence[str] = ()  # canonical numbers of older registers; kept by whoever decided the first act
    id: UUID = field(default_factory=new_id)


@transaction.atomic
def load(planned: Iterable[PlannedRegistrant]) -> int:
    """Write them all, or none. Unlawful, naming the rule, when any history cannot be replayed. Returns how many."""
    count = 0
    batch: list[PlannedRegistrant] = []
    for one in planned:
        batch.append(one)
        if len(batch) == _BATCH:
            count += _load(batch)
            batch = []
    return count + _load(batch)


def _load(batch: list[PlannedRegistrant]) -> int:
    registrants, acts, words, facts, lines, aliases = [], [], [], [], [], []
    spans: dict[type, list] = {StandingSpan: [], RestrictionSpan: [], TierSpan: []}
    for planned in batch:
        written = [_act(planned, act) for act in planned.acts]
        for known in derive(written):
            span = _span(planned.id, known)
            spans[type(span)].append(span)
        timeline = replay(live_acts(written))
        last = max(act.recorded_at for act in written)
        first = clock.london_day(timeline.standing[0].start)
        registrants.append(
            Registrant(
                id=planned.id,
                person_id=planned.person_id,
                number_id=planned.number,
                acts_written=len(written),
                last_recorded_at=last,
                first_registered=first,
            )
        )
        acts += written
        for act, plan in zip(written, planned.acts, strict=True):
            lines.append(_line(planned, act, plan))
            if (word := _words(act, plan)) is not None:
                words.append(word)
            if act.id == timeline.facts_act and plan.details.facts:
                shown = plan.details.facts
                facts.append(
                    PublicFacts(
                        registrant_id=planned.id,
                        act=act.id,
                        name_shown=shown.name_shown,
                        town=shown.town,
                        county=shown.county,
                    )
                )
        lines += [_alias_line(planned, alias) for alias in planned.aliases]
        aliases += [
            Number(number=alias, alias_of_id=planned.id, issued_at=written[0].recorded_at) for alias in planned.aliases
        ]
    kinds: tuple[list, ...] = (registrants, aliases, acts, words, *spans.values(), facts)
    for rows in kinds:
        copying.insert(rows)
    record_many(lines)
    return len(registrants)


def _act(planned: PlannedRegistrant, plan: PlannedAct) -> Act:
    details = plan.details
    proposer = plan.proposed_by
    restriction = details.restriction
    if plan.action in states.IMPOSES and restriction is None:
        restriction = new_id()
    return Act(
        registrant_id=planned.id,
        subject_person=planned.person_id,
        action=plan.action,
        effective_from=details.effective_from or plan.recorded_at,
        recorded_at=plan.recorded_at,
        until=details.until,
        restriction=restriction,
        review_by=details.review_by,
        publish_until=details.publish_until,
        tier=details.tier,
        reason=plan.because.code,
        authority=plan.authority.kind,
        authority_ref=plan.authority.reference,
        decided_kind=plan.by.kind,
        decided_person=plan.by.person_id,
        decided_account=plan.by.account_id,
        decided_role=plan.by.role,
        decided_reference=plan.by.reference,
        proposed_person=proposer.person_id if proposer else None,
        proposed_account=proposer.account_id if proposer else None,
        proposed_role=proposer.role if proposer else "",
        proposed_at=plan.recorded_at if proposer else None,
    )


def _words(act: Act, plan: PlannedAct) -> ActWords | None:
    shown = plan.details.facts
    if not (plan.because.words or plan.details.evidence or shown):
        return None
    return ActWords(
        act=act,
        explanation=plan.because.words,
        evidence=plan.details.evidence,
        facts={"name_shown": shown.name_shown, "town": shown.town, "county": shown.county} if shown else None,
    )


def _line(planned: PlannedRegistrant, act: Act, plan: PlannedAct) -> Line:
    return Line(
        what=f"register.{act.action}",
        subject_kind="register.registrant",
        subject_id=planned.id,
        person_id=planned.person_id,
        by=plan.by,
        because=plan.because,
        at=act.recorded_at,
        refs=act_refs(act),
    )


def _alias_line(planned: PlannedRegistrant, alias: str) -> Line:
    first = planned.acts[0]
    return Line(
        what="register.alias_added",
        subject_kind="register.registrant",
        subject_id=planned.id,
        person_id=planned.person_id,
        by=first.by,
        because=Because(first.because.code),
        at=first.recorded_at,
        refs={"number": alias},
    )


def _span(registrant_id: UUID, known: Known) -> StandingSpan | RestrictionSpan | TierSpan:
    return span_of(registrant_id, known.piece, known.since, known.until)


def keep_numbers(numbers: Iterable[str]) -> None:
    """Issue exactly these numbers: for the demo, whose people have the same numbers every time."""
    copying.insert(Number(number=number) for number in numbers)
