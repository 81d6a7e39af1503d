"""Where two are needed: one recommends, another decides. Three different persons; the database says so."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.checks import actions as checks
from careregister.people.locks import lock_person

from .. import clean, letters, policy, states
from ..models import Application, Recommendation
from .admitting import ENDED, TIERS, admit_by_two, decided
from .asking import checked_reasons
from .stepping import begin, close, lock, pending, said, staff_ids, take


@together
def recommend(
    application_id: UUID,
    outcome: str,
    *,
    by: Actor,
    because: Because,
    reasons: Iterable[str] = (),
    tier: str = "",
    equivalence: bool = False,
    seen: int | None = None,
) -> UUID:
    """Put `admit` or `refuse` before a second registrar, with words. The id of the recommendation.

    NotAllowed unknown_outcome, match_undecided, heard_first (refusing before the person was heard), not_clean (what is
    never admitted without), reasons_missing, unknown_reason, unknown_tier, words_missing.
    """
    application, by = begin(application_id, "recommend", by=by, seen=seen)
    if outcome not in (states.ADMIT, states.REFUSE):
        raise NotAllowed("unknown_outcome")
    words = said(because)
    wanted = checked_reasons(application, reasons) if outcome == states.REFUSE else []
    check(application, outcome, wanted)
    recommendation = put(
        application, outcome, by=by, words=words, reasons=wanted, tier=checked_tier(tier), equivalence=equivalence
    )
    refs = {"recommendation": recommendation.pk, "outcome": outcome}
    take(application, "recommend", "applications.recommended", by=by, because=Because(because.code), refs=refs)
    return recommendation.pk


@together
def send_back(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The second registrar does not agree yet, or the first thinks better of it. Words are needed."""
    application = lock(application_id)
    on_appeal = application.state == states.APPEALED
    action = "send_back_on_appeal" if on_appeal else "send_back"
    application, by = begin(application_id, action, by=by, seen=seen)
    recommendation = pending(application)
    if on_appeal:
        policy.check_no_part_before(by, application)
    close(recommendation, "send_back", by=by, words=said(because))
    refs = {"recommendation": recommendation.pk}
    take(application, action, "applications.sent_back", by=by, because=Because(because.code), refs=refs)


@together
def accept_recommendation(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> UUID:
    """Decide as another recommended; everything is judged afresh. The id of the decision.

    NotAllowed nothing_recommended, needs_second_person, and what `recommend` says.
    """
    application = lock(application_id)
    recommendation = pending(application)
    admits = recommendation.outcome == states.ADMIT
    action = "admit_on_review" if admits else "refuse"
    application, by = begin(application_id, action, by=by, seen=seen)
    policy.check_second_person(by, recommendation.recommended_person)
    lock_person(application.person_id)  # no check of theirs changes meanwhile
    check(application, recommendation.outcome, recommendation.reasons)
    close(recommendation, "accept", by=by, words=because.words)
    if admits:
        decision = admit_by_two(application, recommendation, by=by, because=because)
        refs: dict[str, object] = {"decision": decision.pk, "act": decision.act}
        take(application, action, "applications.admitted_on_review", by=by, because=Because(because.code), refs=refs)
        letters.admitted(application, decision, by=by, because=because)
        return decision.pk
    decision = decided(application, recommendation.outcome, by=by, because=because, recommendation=recommendation)
    refs = {"decision": decision.pk}
    take(application, action, "applications.refused", by=by, because=Because(because.code), refs=refs)
    checks.stop_asking(application.pk, by=by, because=ENDED)  # the checks stay: an appeal looks at them again
    letters.refused(application, decision, by=by, because=because)
    return decision.pk


def check(application: Application, outcome: str, reasons: list[str]) -> None:
    """What stands in the way of this outcome, whoever decides."""
    policy.check_matches(application)
    if outcome == states.REFUSE:
        policy.check_heard(application, reasons)
    else:
        policy.check_not_twice(application)
        clean.check_for_two(application)


def put(
    application: Application,
    outcome: str,
    *,
    by: Actor,
    words: str,
    reasons: list[str],
    tier: str = "",
    equivalence: bool = False,
) -> Recommendation:
    person, account = staff_ids(by)
    return Recommendation.objects.create(
        application=application,
        subject_person=application.person_id,
        outcome=outcome,
        equivalence=equivalence,
        tier=tier,
        reasons=reasons,
        words=words,
        recommended_person=person,
        recommended_account=account,
        recommended_role=by.role,
        recommended_at=clock.now(),
    )


def checked_tier(tier: str) -> str:
    if tier not in ("", *TIERS):
        raise NotAllowed("unknown_tier")
    return tier
