"""What a random sequence is judged by: after every call, the replay, the stored spans and the slow oracle agree."""

import itertools
import random
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.db import transaction
from hypothesis import event
from hypothesis.stateful import RuleBasedStateMachine

from careregister.base import clock
from careregister.base.refusals import NotAllowed, Unlawful
from careregister.register import states
from careregister.register.drafts import Details, Facts
from careregister.register.jobs import verify_spans
from careregister.register.models import Act, RestrictionSpan, StandingSpan, TierSpan
from careregister.register.tests import oracle, world

DAY = timedelta(days=1)
AT_ONE_POINT = 20  # (valid, known) moments looked at after every call


class Judged(RuleBasedStateMachine):
    lines: int  # of history, as many as there must be

    def try_to(self, registrant, call, draft, may_say, lines=1) -> str | None:
        """Make the call; whether it was refused must agree with the oracle, and refused calls write nothing."""
        before = world.counts()
        problem = oracle.contradiction([*self.acts(registrant), draft], draft.recorded_at)
        refusal = None
        try:
            with transaction.atomic():
                call()
        except (Unlawful, NotAllowed) as error:
            refusal = error
        said = refusal.reason if refusal else None
        if isinstance(refusal, Unlawful):
            assert problem, f"{refusal} but the oracle sees nothing wrong"
        elif refusal:
            assert may_say is None or said in may_say
        else:
            assert problem is None, f"taken, but the oracle says {problem}"
            self.lines += lines
        event(said or f"taken: {draft.action}")
        if said:
            assert world.counts() == before
        self.compare(registrant, every=AT_ONE_POINT)
        return said

    def compare(self, registrant, every: int) -> None:
        """Replay, spans and oracle agree, at `every` so many moments chosen among those where something may change."""
        assert verify_spans().differing == ()
        acts = self.acts(registrant)
        stamps = [act.recorded_at for act in acts]
        registrant.refresh_from_db()
        assert (registrant.acts_written, registrant.last_recorded_at) == (len(acts), stamps[-1])
        assert all(earlier < later for earlier, later in itertools.pairwise(stamps))
        spans = [
            list(model.objects.filter(registrant=registrant)) for model in (StandingSpan, RestrictionSpan, TierSpan)
        ]
        turning = {act.effective_from for act in acts} | {
            edge for kind in spans for span in kind for edge in (span.valid.lower, span.valid.upper) if edge
        }
        chosen = random.Random(len(acts) * 1000 + len(turning))
        valids = sorted(turning | {moment - clock.MICROSECOND for moment in turning})
        knowns = sorted({*stamps, *(stamp - clock.MICROSECOND for stamp in stamps)})
        for _ in range(every):
            valid, known = chosen.choice(valids), chosen.choice(knowns)
            assert self.stored(spans, valid, known) == oracle.answer(acts, valid, known), (valid, known)

    def stored(self, spans, valid, known) -> oracle.Answer:
        standing, restrictions, tiers = (
            [span for span in kind if valid in span.valid and known in span.known] for kind in spans
        )
        assert len(standing) < 2
        assert len(tiers) < 2
        return oracle.Answer(
            base=standing[0].base if standing else None,
            until=standing[0].registered_until if standing else None,
            restrictions=frozenset(
                (span.restriction, span.kind, span.last_day, span.review_by) for span in restrictions
            ),
            tier=tiers[0].tier if tiers else None,
        )

    # What is said

    def acts(self, registrant) -> list[Act]:
        return list(Act.objects.filter(registrant=registrant).order_by("recorded_at"))

    def stamp(self, registrant):
        last = self.acts(registrant)[-1].recorded_at
        return max(clock.now(), last + clock.MICROSECOND)

    def moment(self, registrant, at):
        if isinstance(at, tuple):
            acts = self.acts(registrant)
            return acts[at[0] % len(acts)].effective_from
        return None if at is None else clock.now() + timedelta(minutes=at)

    def details(self, registrant, action, at, length, which_order) -> Details:
        start = self.moment(registrant, at)
        on = clock.london_day(start or clock.now())
        said = {"effective_from": start, "evidence": "Letter of the old body"}
        if action in states.SETS_UNTIL:
            said["until"] = on + (length * (2 if action == "renew" else 1)) * DAY
        if action in states.IMPOSES:
            said |= {"until": on + length * DAY, "restriction": uuid4()}
            if states.IMPOSES[action] in states.INTERIM:
                said["review_by"] = on + (length // 2) * DAY
        elif action in states.RESTRICTION.steps:
            orders = sorted({act.restriction for act in self.acts(registrant) if act.restriction}) or [uuid4()]
            said["restriction"] = orders[which_order % len(orders)]
            if action != "lift_restriction" and which_order % 2:
                said["until"] = on + length * DAY
        if action == "confer_tier":
            said["tier"] = states.TIERS[length % 3]
        if action == "amend_facts":
            said["facts"] = Facts(town="Town " + "abcdefghij"[length % 10])
        return Details(**said)

    def draft(self, registrant, action, details) -> SimpleNamespace:
        stamp = self.stamp(registrant)
        return SimpleNamespace(
            id=uuid4(),
            action=action,
            effective_from=details.effective_from or stamp,
            recorded_at=stamp,
            until=details.until,
            restriction=details.restriction,
            review_by=details.review_by,
            tier=details.tier,
            replaces_id=None,
        )
