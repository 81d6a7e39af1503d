"""Who and what the tests of applications are made of: an applicant, whole answers, staff, the shortest way to each state."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from careregister.applications import actions, queries, states
from careregister.applications.linkage.compared import COMPARED
from careregister.applications.models import Application
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.together import together
from careregister.checks import actions as checks
from careregister.checks.models import Check
from careregister.history.actions import record
from careregister.people.models import EMAIL, Contact, Person

NOON = datetime(2026, 6, 10, 11, 0, tzinfo=UTC)  # a Wednesday
TODAY = date(2026, 6, 10)
BECAUSE = Because("for_the_test", "Said in words.")
REASON = "references_not_met"

ANSWERS: dict[str, dict[str, Any]] = {
    "about_you": {
        "legal_name": "Amara Okafor",
        "family_name": "Okafor",
        "known_as": "Ama",
        "had_other_names": "yes",
        "other_names": "Amara Nwosu",
        "date_of_birth": "1990-05-04",
        "address": "1 High Street\nSale",
        "postcode": "M33 1AA",
        "moved": "no",
        "left_education": "2020-06",
    },
    "identity": {"route": "online"},
    "criminal_record": {
        "mode": "employer",
        "attester_name": "Grace Lee",
        "attester_organisation": "Sale Care",
        "attester_email": "grace.lee@salecare.example",
    },
    "employment": {
        "items": [
            {
                "role": "Care assistant",
                "employer": "Sale Care",
                "care": "yes",
                "started": "2020-07",
                "still": "yes",
            }
        ]
    },
    "gaps": {"items": [], "none": True},
    "references": {
        "items": [
            {
                "name": name,
                "relation": "manager",
                "organisation": "Sale Care",
                "email": f"{name.split()[0].lower()}@salecare.example",
            }
            for name in ("Grace Lee", "Tom Ward")
        ]
    },
    "care_certificate": {"have": "none"},
    "training": {"items": [], "none": True},
    "health_and_character": {
        "health_affects": "no",
        "dismissed": "no",
        "investigated": "no",
        "refused_elsewhere": "no",
        "unspent": "no",
    },
    "insurance": {"self_employed": "no"},
    "code": {"accept_code": True, "accept_rules": True, "true": True},
    "public": {"at_risk": "no", "name_shown": "known_as", "town": "Sale", "county": "", "former_findable": "yes"},
    "paying": {"how": "yearly"},
}


def staff(role: str = "registrar", person: UUID | None = None) -> Actor:
    return Actor(kind=Kind.STAFF, person_id=person or uuid4(), account_id=uuid4(), roles=frozenset({role}), role=role)


def an_applicant() -> Any:
    person = Person.objects.create(names_open=True)
    Contact.sealed_for(person, EMAIL, f"{person.pk}@example.org").save()
    return Actor(kind=Kind.PERSON, person_id=person.pk, account_id=uuid4())


def ready(application_id: UUID, role: str = "registrar") -> Actor:
    """Staff who said that they do not know the applicant."""
    actor = staff(role)
    actions.declare_interest(application_id, conflict=False, by=actor, because=BECAUSE)
    return actor


def draft(by: Any = None, **changed: dict[str, Any]) -> tuple[UUID, Any]:
    """An application with everything said; `changed` replaces whole sections."""
    by = by or an_applicant()
    application_id = actions.begin(by.person_id, by=by, because=BECAUSE)
    actions.save_all(application_id, ANSWERS | changed, by=by)
    return application_id, by


def sent(**changed: dict[str, Any]) -> tuple[UUID, Any]:
    application_id, by = draft(**changed)
    actions.send(application_id, by=by, because=BECAUSE)
    met_nobody(application_id)
    return application_id, by


def met_nobody(application_id: UUID) -> None:
    """The application was compared with everybody, and nobody was like it."""
    record(COMPARED, Application.objects.get(pk=application_id), by=CLOCK, because=BECAUSE)


def in_review(**changed: dict[str, Any]) -> tuple[UUID, Any]:
    application_id, by = sent(**changed)
    actions.take_up(application_id, by=ready(application_id), because=BECAUSE)
    return application_id, by


@together
def pass_checks(application_id: UUID) -> None:
    """Every check of the application is passed, by a head of registration."""
    head = staff("head_of_registration")
    for check in Check.objects.filter(application_id=application_id, state__in=("open", "waiting")):
        checks.accept(check.pk, method="seen", by=head, because=BECAUSE)


def heard(**changed: dict[str, Any]) -> tuple[UUID, Any]:
    """In review again after a notice with the reason REASON was replied to."""
    application_id, by = in_review(**changed)
    actions.give_notice(application_id, [REASON], by=ready(application_id), because=BECAUSE)
    actions.reply(application_id, "I can explain.", by=by, because=BECAUSE)
    return application_id, by


def recommended(outcome: str = states.REFUSE) -> tuple[UUID, Any]:
    if outcome == states.REFUSE:
        application_id, by = heard()
        reasons = [REASON]
    else:
        application_id, by = in_review()
        pass_checks(application_id)
        reasons = []
    actions.recommend(application_id, outcome, reasons=reasons, by=ready(application_id), because=BECAUSE)
    return application_id, by


def refused() -> tuple[UUID, Any]:
    application_id, by = recommended()
    actions.accept_recommendation(application_id, by=ready(application_id), because=BECAUSE)
    return application_id, by


def appealed() -> tuple[UUID, Any]:
    application_id, by = refused()
    actions.appeal(application_id, "Please look again.", by=by, because=BECAUSE)
    return application_id, by


def dismissed() -> tuple[UUID, Any]:
    application_id, by = appealed()
    third = ready(application_id)
    actions.recommend_on_appeal(application_id, states.DISMISS, reasons=[REASON], by=third, because=BECAUSE)
    actions.decide_appeal(application_id, by=ready(application_id), because=BECAUSE)
    return application_id, by


def appeal_withdrawn() -> tuple[UUID, Any]:
    application_id, by = appealed()
    actions.withdraw_appeal(application_id, by=by, because=BECAUSE)
    return application_id, by


def in_state(state: str) -> tuple[UUID, Any]:
    """An application that came to `state` by lawful steps."""
    ways: dict[str, Callable[[], tuple[UUID, Any]]] = {
        states.DRAFT: draft,
        states.SUBMITTED: sent,
        states.RECOMMENDED: recommended,
        states.REFUSED: refused,
        states.APPEALED: appealed,
        states.APPEAL_DISMISSED: dismissed,
        states.APPEAL_WITHDRAWN: appeal_withdrawn,
    }
    if state in ways:
        return ways[state]()
    application_id, by = in_review()
    if state == states.INFORMATION_REQUESTED:
        actions.ask(application_id, by=ready(application_id), because=BECAUSE)
    elif state == states.BEING_HEARD:
        actions.give_notice(application_id, [REASON], by=ready(application_id), because=BECAUSE)
    elif state == states.WITHDRAWN:
        actions.withdraw(application_id, by=by, because=BECAUSE)
    elif state == states.ADMITTED:
        pass_checks(application_id)
        actions.admit(application_id, by=ready(application_id), because=BECAUSE)
    return application_id, by


def state_of(application_id: UUID) -> str:
    return Application.objects.values_list("state", flat=True).get(pk=application_id)


def mine(by: Any) -> Any:
    """What the applicant sees; a test that expects something asks for it by name."""
    return queries.mine(by.person_id)


def whole(reference: str, asker: Actor) -> Any:
    return queries.whole(reference, asker)


def asked(token: str) -> str:
    found = queries.reading_for_answer(token)
    return found.words if found else ""
