"""Against a refusal: within the rule's days, recommended and decided by two who had no part in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.base.visible import visible
from careregister.checks import actions as checks
from careregister.people.locks import lock_person

from .. import clean, criteria, letters, policy, states
from ..models import Appeal, Application, Decision, Recommendation
from .admitting import ENDED, admit_by_two, decided
from .asking import checked_reasons
from .lodging import applicant, lodge_papers
from .recommending import checked_tier, put
from .stepping import begin, close, pending, said, take


def last_day(application: Application, decision: Decision) -> date:
    """The last day on which a refusal may be appealed against."""
    days = criteria.value(application, "admission.appeal_days")
    return clock.london_day(decision.decided_at) + timedelta(days=days)


@together
def appeal(
    application_id: UUID,
    words: str,
    *,
    by: Actor,
    because: Because,
    papers: Iterable[UUID] = (),
    seen: int | None = None,
) -> UUID:
    """The person appeals, perhaps with papers. NotAllowed too_late_to_appeal, words_missing, not_your_document,
    application_open (they began another)."""
    application, by = begin(application_id, "appeal", by=by, seen=seen)
    refusal = application.decisions.filter(outcome=states.REFUSE).latest("decided_at")
    if clock.today() > last_day(application, refusal):
        raise NotAllowed("too_late_to_appeal", last_day=last_day(application, refusal))
    words = visible(words).strip()
    if not words:
        raise NotAllowed("words_missing")
    lodge_papers(application, papers, by=by, because=because)
    written = Appeal.objects.create(application=application, decision=refusal, words=words, made_at=clock.now())
    application.owner_person = application.owner_account = None  # for others than those who refused
    refs = {"appeal": written.pk}
    try:
        with transaction.atomic():
            take(application, "appeal", "applications.appealed", by=by, because=Because(because.code), refs=refs)
    except IntegrityError as error:
        raise NotAllowed("application_open") from error
    letters.appeal_received(application, by=by, because=because)
    return written.pk


@together
def withdraw_appeal(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The person thinks better of it: the refusal stands, and is not appealed against again. What somebody recommended
    meanwhile falls away."""
    application, by = begin(application_id, "withdraw_appeal", by=by, seen=seen)
    for recommendation in Recommendation.objects.select_for_update().filter(
        application=application, state=states.PENDING
    ):
        close(recommendation, "drop", by=by)
    take(application, "withdraw_appeal", "applications.appeal_withdrawn", by=by, because=because)
    checks.close_all(application.pk, by=applicant(application, by), because=ENDED)
    letters.appeal_withdrawn(application, by=by, because=because)


@together
def recommend_on_appeal(
    application_id: UUID,
    outcome: str,
    *,
    by: Actor,
    because: Because,
    reasons: Iterable[str] = (),
    tier: str = "",
    seen: int | None = None,
) -> UUID:
    """Put `allow_appeal` or `dismiss_appeal` before a second person. NotAllowed decided_before, already_recommended,
    unknown_outcome, not_clean, reasons_missing, words_missing."""
    application, by = begin(application_id, "recommend_on_appeal", by=by, seen=seen)
    policy.check_no_part_before(by, application)
    if outcome not in (states.ALLOW, states.DISMISS):
        raise NotAllowed("unknown_outcome")
    words = said(because)
    if application.recommendations.filter(state=states.PENDING).exists():
        raise NotAllowed("already_recommended")
    wanted = checked_reasons(application, reasons) if outcome == states.DISMISS else []
    _check(application, outcome, wanted)
    put_forward = put(application, outcome, by=by, words=words, reasons=wanted, tier=checked_tier(tier))
    refs = {"recommendation": put_forward.pk, "outcome": outcome}
    take(
        application, "recommend_on_appeal", "applications.recommended", by=by, because=Because(because.code), refs=refs
    )
    return put_forward.pk


@together
def decide_appeal(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> UUID:
    """Allow or dismiss the appeal as recommended. The id of the decision. NotAllowed needs_second_person,
    decided_before, nothing_recommended."""
    application, by = begin(application_id, "allow_appeal", by=by, seen=seen)
    policy.check_no_part_before(by, application)
    recommendation = pending(application)
    policy.check_second_person(by, recommendation.recommended_person)
    lock_person(application.person_id)  # no check of theirs changes meanwhile
    _check(application, recommendation.outcome, recommendation.reasons)
    close(recommendation, "accept", by=by, words=because.words)
    action = recommendation.outcome
    if action == states.ALLOW:
        decision = admit_by_two(application, recommendation, by=by, because=because)
        event, letter = "applications.appeal_allowed", letters.appeal_allowed
    else:
        decision = decided(application, action, by=by, because=because, recommendation=recommendation)
        event, letter = "applications.appeal_dismissed", letters.appeal_dismissed
    refs = {"decision": decision.pk, "act": decision.act}
    take(application, action, event, by=by, because=Because(because.code), refs=refs)
    if action == states.DISMISS:
        checks.close_all(application.pk, by=by, because=ENDED)
    letter(application, decision, by=by, because=because)
    return decision.pk


def _check(application: Application, outcome: str, reasons: list[str]) -> None:
    policy.check_matches(application)
    if outcome == states.ALLOW:
        policy.check_not_twice(application)
        clean.check_for_two(application)
    else:
        policy.check_heard(application, reasons)
