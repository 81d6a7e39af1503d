"""Onto the register: a clean file by one, the rest by two, and the random share that another looks at again."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.checks import actions as checks
from careregister.people import actions as people
from careregister.people.locks import lock_person
from careregister.people.models import FORMER, Person, PersonName
from careregister.register import actions as register
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.states import TIERS
from careregister.training import queries as training

from .. import clean, criteria, letters, policy, states
from ..models import Application, Decision, DecisionWords, Recommendation, SecondLook
from .stepping import begin, in_role, lock, said, staff_ids, take, told

OWN_WISH = Because("own_wish")
ENDED = Because("application_ended")


@together
def admit(application_id: UUID, *, by: Actor, because: Because, tier: str = "", seen: int | None = None) -> UUID:
    """Admit on a clean file. The id of the decision. `tier`: another than the evidence earns takes two.

    NotAllowed match_undecided, not_clean (`parts` names what is not), what the register says.
    """
    application, by = begin(application_id, "admit", by=by, seen=seen)
    lock_person(application.person_id)  # no check of theirs changes meanwhile
    prefetch_related_objects([application], "sections")  # what is said is read once
    policy.check_matches(application)
    clean.check(application)
    earned = training.tier_earned(application.person_id, clock.today())
    if tier not in ("", earned):
        raise NotAllowed("not_clean", parts=["tier"])
    decision = _onto_register(application, earned, by=by, because=Because("file_clean"))
    refs = {"decision": decision.pk, "act": decision.act}
    take(application, "admit", "applications.admitted", by=by, because=Because(because.code), refs=refs)
    _draw(application, decision, by=by, because=because)
    letters.admitted(application, decision, by=by, because=because)
    return decision.pk


def admit_by_two(application: Application, recommendation: Recommendation, *, by: Actor, because: Because) -> Decision:
    """Onto the register as another recommended; `by` and the recommender are both on the act."""
    tier = recommendation.tier or training.tier_earned(application.person_id, clock.today())
    # The register's record is read by roles that may not read what was considered: that stays with the decision here.
    reason = Because("file_looked_at_by_two", _("On application %(one)s.") % {"one": application.reference})
    return _onto_register(application, tier, by=by, because=reason, recommendation=recommendation)


@together
def look_again(application_id: UUID, agreed: bool, *, by: Actor, because: Because) -> None:
    """The second look at an admission that was drawn. Not agreeing needs words, and is for the head to act on.

    NotAllowed no_second_look, needs_second_person, already_looked, words_missing.
    """
    application = lock(application_id)
    look = SecondLook.objects.select_for_update(of=("self",)).filter(decision__application=application).first()
    if look is None:
        raise NotAllowed("no_second_look")
    by = in_role(by, policy.may_look_again(by, look.decision))
    if look.looked_at is not None:
        raise NotAllowed("already_looked")
    look.words = because.words.strip() if agreed else said(because)
    look.looked_person, look.looked_account = staff_ids(by)
    look.looked_at, look.agreed = clock.now(), agreed
    look.save()
    refs = {"decision": look.decision_id, "agreed": agreed}
    told(application, "applications.looked_again", by=by, because=Because(because.code), refs=refs)


def decided(
    application: Application,
    outcome: str,
    *,
    by: Actor,
    because: Because,
    recommendation: Recommendation | None = None,
    **more: Any,
) -> Decision:
    """Write a decision down, with its words beside it."""
    person, account = staff_ids(by)
    with_it: dict[str, Any] = {}
    if recommendation is not None:
        with_it = {
            "equivalence": recommendation.equivalence,
            "reasons": recommendation.reasons,
            "recommended_person": recommendation.recommended_person,
            "recommended_account": recommendation.recommended_account,
        }
    assert application.criteria_since is not None
    decision = Decision.objects.create(
        application=application,
        subject_person=application.person_id,
        outcome=outcome,
        criteria_since=application.criteria_since,
        decided_person=person,
        decided_account=account,
        decided_role=by.role,
        decided_at=clock.now(),
        **{**with_it, **more},
    )
    words = [recommendation.words if recommendation else "", because.words]
    DecisionWords.objects.create(decision=decision, explanation="\n\n".join(filter(None, words)))
    return decision


def _onto_register(
    application: Application,
    tier: str,
    *,
    by: Actor,
    because: Because,
    recommendation: Recommendation | None = None,
) -> Decision:
    person = lock_person(application.person_id)
    wishes = {row.code: row.data for row in application.sections.all()}.get("public", {})
    _own_wishes(person, wishes, by)
    facts = Facts(
        name_shown=wishes.get("name_shown") or "legal",
        town=wishes.get("town", "").strip(),
        county=wishes.get("county", "").strip(),
    )
    until = clock.today() + relativedelta(months=criteria.value(application, "registration.length_months"))
    how: dict[str, Any] = {"action": "admit"}
    if recommendation is not None:
        how = {
            "action": "admit_on_review",
            "proposed_by": _recommender(recommendation),
            "proposed_at": recommendation.recommended_at,
        }
    registrant = register.admit(
        person,
        Details(until=until, tier=tier, facts=facts),
        by=by,
        because=because,
        authority=Authority("application", application.pk),
        **how,
    )
    act = registrant.acts.order_by("recorded_at").values_list("pk", flat=True)[0]
    # No reason of ours goes to those who were asked, nor into the history of their asks.
    checks.admitted(application.pk, by=by, because=ENDED)
    outcome = recommendation.outcome if recommendation else states.ADMIT
    return decided(application, outcome, by=by, because=because, recommendation=recommendation, tier=tier, act=act)


def _own_wishes(person: Person, wishes: dict[str, Any], by: Actor) -> None:
    """What the person chose in the section `public`, done as they asked."""
    if wishes.get("at_risk") == "yes" and not person.at_risk:
        people.mark_at_risk(person, by=by, because=OWN_WISH)
    if wishes.get("former_findable") == "yes":
        for name in PersonName.objects.filter(person=person, kind=FORMER, findable=False):
            people.make_former_name_findable(name, by=by, because=OWN_WISH)


def _recommender(recommendation: Recommendation) -> Actor:
    return Actor(
        kind=Kind.STAFF,
        person_id=recommendation.recommended_person,
        account_id=recommendation.recommended_account,
        roles=frozenset({recommendation.recommended_role}),
        role=recommendation.recommended_role,
    )


def _draw(application: Application, decision: Decision, *, by: Actor, because: Because) -> None:
    """By chance, so that nobody knows beforehand which admission is looked at again."""
    draw = secrets.SystemRandom().random()
    if draw >= criteria.value(application, "admission.second_look_share"):
        return
    SecondLook.objects.create(
        decision=decision, first_person=decision.decided_person, drawn_at=decision.decided_at, draw=draw
    )
    refs = {"decision": decision.pk}
    told(application, "applications.drawn_for_second_look", by=by, because=Because(because.code), refs=refs)


__all__ = ["TIERS", "admit", "admit_by_two", "decided", "look_again"]
