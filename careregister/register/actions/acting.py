"""The one way in which an act gets written: lock, ask policy, replay, write, derive, record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Func, Value

from careregister.base import body, clock, together
from careregister.base.actors import Actor, Because, Kind
from careregister.base.ids import new_id
from careregister.base.locks import waiting
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import policy, states
from ..drafts import Authority, Details
from ..models import Act, ActWords, PublicFacts, Registrant, RestrictionSpan, StandingSpan, TierSpan
from ..replay import Piece, RestrictionPiece, StandingPiece, TierPiece, Timeline, live_acts, replay


@together.part
def take(
    registrant: Registrant,
    action: str,
    details: Details,
    *,
    by: Actor,
    because: Because,
    authority: Authority,
    seen: int | None = None,
    proposed_by: Actor | None = None,
    proposed_at: datetime | None = None,
    corrects: Act | None = None,
) -> Act:
    """Take any step of `states.STEPS` on a registrant, as one act.

    `seen` is how many acts the page showed that the decision was made on (`Registrant.acts_written`). NotAllowed or
    Unlawful with a named reason, Busy after three seconds of waiting for somebody else; nothing is written then.
    """
    registrant = lock(registrant)
    if seen is not None and registrant.acts_written != seen:
        raise NotAllowed("changed_meanwhile")
    role = policy.may_take(
        by,
        registrant,
        action,
        details,
        authority=authority,
        because=because,
        proposed_by=proposed_by,
        correcting=corrects,
    )
    stamp = _next_stamp(registrant)
    act = _drafted(registrant, action, details, authority, because, by, role, stamp)
    act.replaces = corrects
    if proposed_by is not None:
        act.proposed_person, act.proposed_account = proposed_by.person_id, proposed_by.account_id
        act.proposed_role, act.proposed_at = proposed_by.role, proposed_at or stamp
    _write(registrant, act, details, because, _replayed(registrant, act))
    record(
        f"register.{'corrected' if corrects else action}",
        registrant,
        person_id=registrant.person_id,
        by=in_role(by, role),
        because=because,
        at=stamp,
        refs=act_refs(act),
    )
    return act


def act_refs(act: Act) -> dict[str, object]:
    """What history keeps of an act: ids, codes and dates."""
    return {
        "act": act.id,
        "action": act.action,
        "effective_from": act.effective_from,
        "until": act.until,
        "review_by": act.review_by,
        "tier": act.tier or None,
        "replaces": act.replaces_id,
        "proposed_by": act.proposed_account,
    }


def lock(registrant: Registrant) -> Registrant:
    """The registrant's row, locked until the transaction ends. Busy when somebody holds it for three seconds."""
    return together.once(("registrant", registrant.pk), lambda: _lock(registrant))


def _lock(registrant: Registrant) -> Registrant:
    with waiting():
        return Registrant.objects.select_for_update().get(pk=registrant.pk)


def _next_stamp(registrant: Registrant) -> datetime:
    """Now, but always later than the last stamp of this registrant, whatever the machine's clock does."""
    moment = clock.now()
    if registrant.last_recorded_at is not None and moment <= registrant.last_recorded_at:
        moment = registrant.last_recorded_at + clock.MICROSECOND
    return moment


def _drafted(
    registrant: Registrant,
    action: str,
    details: Details,
    authority: Authority,
    because: Because,
    by: Actor,
    role: str,
    stamp: datetime,
) -> Act:
    act = Act(
        registrant=registrant,
        subject_person=registrant.person_id,
        action=action,
        effective_from=details.effective_from or stamp,
        recorded_at=stamp,
        until=details.until,
        restriction=details.restriction,
        review_by=details.review_by,
        publish_until=details.publish_until,
        tier=details.tier,
        reason=because.code,
        authority=authority.kind,
        authority_ref=authority.reference,
        decided_kind=by.kind,
        decided_person=by.person_id,
        decided_account=by.account_id,
        decided_role=role,
        decided_reference=by.reference,
    )
    if action in states.IMPOSES and act.restriction is None:
        act.restriction = new_id()
    return act


def _replayed(registrant: Registrant, act: Act) -> Timeline:
    """What holds once this act counts with the others. NotAllowed where a rule about time forbids it."""
    live = live_acts([*(registrant.acts.all() if registrant.acts_written else ()), act])
    timeline = replay(live)
    _check_restoration(timeline, act)
    _check_length(live, act)
    return timeline


def _check_restoration(timeline: Timeline, act: Act) -> None:
    """Nobody removed by a panel comes back before the period of the rule `removal.restore_after_months`."""
    if act.action != "restore_after_removal" or act.authority in states.BROUGHT:
        return
    removed = (piece.start for piece in timeline.standing if piece.base == states.REMOVED_BY_DECISION)
    # Restored at the very moment of removal, the removal holds for no time and has no piece.
    started = clock.london_day(
        max((start for start in removed if start <= act.effective_from), default=act.effective_from)
    )
    months = body.rule("removal.restore_after_months", started)
    if clock.london_day(act.effective_from) < started + relativedelta(months=months):
        raise NotAllowed("too_early_to_restore", months=months)


def _check_length(live: list[Act], act: Act) -> None:
    """A renewal counts from the last day of what it renews, or from its own day where that is later."""
    if act.action not in states.SETS_UNTIL or act.until is None or policy.brought(act.authority, act.replaces):
        return
    begins = starts = clock.london_day(act.effective_from)
    if act.action == "renew":
        in_order = sorted(live, key=lambda one: one.effective_from)
        earlier = in_order[: in_order.index(act)]
        renewed = [one.until for one in earlier if one.action in states.SETS_UNTIL and one.until]
        begins = max(starts, renewed[-1])
    policy.check_length(act.until, begins, starts)


def _write(registrant: Registrant, act: Act, details: Details, because: Because, timeline: Timeline) -> None:
    act.save(force_insert=True)
    if because.words or details.evidence or details.facts:
        facts = details.facts
        ActWords.objects.create(
            act=act,
            explanation=because.words,
            evidence=details.evidence,
            facts={"name_shown": facts.name_shown, "town": facts.town, "county": facts.county} if facts else None,
        )
    _derive(registrant, timeline, act.recorded_at)
    if timeline.facts_act != (_facts_act(registrant) if registrant.acts_written else None):
        _derive_facts(registrant, timeline.facts_act)
    registrant.acts_written += 1
    registrant.last_recorded_at = act.recorded_at
    registrant.first_registered = clock.london_day(timeline.standing[0].start) if timeline.standing else None
    registrant.save(update_fields=["acts_written", "last_recorded_at", "first_registered"])


def _derive(registrant: Registrant, timeline: Timeline, stamp: datetime) -> None:
    """Close what is no longer held to be so, and open what now is; what did not change keeps its row."""
    for model, pieces in (
        (StandingSpan, timeline.standing),
        (RestrictionSpan, timeline.restrictions),
        (TierSpan, timeline.tiers),
    ):
        spans = model.objects.filter(registrant=registrant, known__upper_inf=True) if registrant.acts_written else ()
        held = {piece_of(span): span.pk for span in spans}
        gone = [held[piece] for piece in held.keys() - set(pieces)]
        if gone:
            closed = Func(Func("known", function="lower"), Value(stamp), function="tstzrange")
            model.objects.filter(pk__in=gone).update(known=closed)
        fresh: list[Any] = [span_of(registrant.pk, piece, stamp, None) for piece in pieces if piece not in held]
        model.objects.bulk_create(fresh)


def piece_of(span: StandingSpan | RestrictionSpan | TierSpan) -> Piece:
    """The piece a stored span was made from."""
    start, end, act = span.valid.lower, span.valid.upper, span.act
    if isinstance(span, StandingSpan):
        return StandingPiece(start, end, act, span.base, span.registered_until)
    if isinstance(span, TierSpan):
        return TierPiece(start, end, act, span.tier)
    return RestrictionPiece(
        start, end, act, span.restriction, span.kind, span.last_day, span.review_by, span.publish_until
    )


def span_of(
    registrant_id: UUID, piece: Piece, since: datetime, until: datetime | None
) -> StandingSpan | RestrictionSpan | TierSpan:
    """An unsaved span for a piece that is held to be so from `since` until `until`."""
    common = {
        "registrant_id": registrant_id,
        "act": piece.act,
        "valid": DateTimeTZRange(piece.start, piece.end),
        "known": DateTimeTZRange(since, until),
    }
    if isinstance(piece, StandingPiece):
        return StandingSpan(base=piece.base, registered_until=piece.registered_until, **common)
    if isinstance(piece, TierPiece):
        return TierSpan(tier=piece.tier, **common)
    return RestrictionSpan(
        restriction=piece.restriction,
        kind=piece.kind,
        last_day=piece.last_day,
        review_by=piece.review_by,
        publish_until=piece.publish_until,
        **common,
    )


def _facts_act(registrant: Registrant) -> UUID | None:
    return PublicFacts.objects.filter(registrant=registrant).values_list("act", flat=True).first()


def _derive_facts(registrant: Registrant, act_id: UUID | None) -> None:
    facts = ActWords.objects.values_list("facts", flat=True).get(act=act_id) if act_id else None
    if facts is None or act_id is None:
        PublicFacts.objects.filter(registrant=registrant).delete()
        return
    PublicFacts.objects.bulk_create(
        [PublicFacts(registrant=registrant, act=act_id, **facts)],
        update_conflicts=True,
        unique_fields=["registrant"],
        update_fields=["act", *facts],
    )


def in_role(by: Actor, role: str) -> Actor:
    """Staff as acting in this one of their roles."""
    if by.kind != Kind.STAFF:
        return by
    return Actor(
        kind=by.kind,
        person_id=by.person_id,
        account_id=by.account_id,
        roles=by.roles,
        role=role,
        reference=by.reference,
    )
