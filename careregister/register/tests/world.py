"""Who and what the tests of the register are made of: a person, staff by role, and the shortest way to each standing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind, importing
from careregister.history.models import Entry, Words
from careregister.people.models import Person
from careregister.register import actions, states
from careregister.register.actions import admit, take
from careregister.register.actions.admission import issue_number
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.models import (
    Act,
    ActWords,
    Hold,
    Number,
    Proposal,
    PublicFacts,
    Registrant,
    RestrictionSpan,
    StandingSpan,
    TierSpan,
)

NOON = datetime(2026, 6, 10, 11, 0, tzinfo=UTC)  # a Wednesday in summer: noon in London
TODAY = date(2026, 6, 10)
BECAUSE = Because("for_the_test", "Said in words.")
TABLES = (
    Registrant,
    Number,
    Act,
    ActWords,
    StandingSpan,
    RestrictionSpan,
    TierSpan,
    PublicFacts,
    Hold,
    Proposal,
    Entry,
    Words,
)
_COUNTED = "select {}, (select sum(acts_written) from {of}), (select max(last_recorded_at) from {of})".format(
    ", ".join(f"(select count(*) from {model._meta.db_table})" for model in TABLES), of=Registrant._meta.db_table
)
GROUND_OF = {action: min(step.who.authorities - states.BROUGHT) for action, step in states.STEPS.items()}
IMPORTER = importing("spreadsheet.csv")


def staff(*roles: str, person: UUID | None = None) -> Actor:
    """Somebody who holds these roles and acts in the first."""
    return Actor(
        kind=Kind.STAFF, person_id=person or uuid4(), account_id=uuid4(), roles=frozenset(roles), role=roles[0]
    )


def themselves(registrant: Registrant) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=registrant.person_id, account_id=uuid4())


def a_person() -> Person:
    return Person.objects.create(date_of_birth=date(1990, 1, 1))


def decider(action: str) -> Actor:
    """One who may decide this step."""
    who = states.STEPS[action].who
    if "panel_member" in who.roles:  # decides whatever may be decided about a restriction
        return staff("panel_member")
    return staff(min(who.roles)) if who.roles else CLOCK


def seconder(action: str) -> Any:
    """One who may propose this step, where it takes two."""
    who = states.STEPS[action].who
    if "case_manager" in who.second:
        return staff("case_manager")
    return staff(min(who.second)) if who.needs_two else None


def details_for(action: str, restriction: UUID | None = None, on: date = TODAY, **said) -> Details:
    """What the step needs to be told, were it to take effect on `on`."""
    if action in states.SETS_UNTIL:
        said.setdefault("until", on + timedelta(days=365 if action != "renew" else 700))
    if action in states.RESTRICTION.steps:
        said.setdefault("restriction", restriction)
    if action in states.IMPOSES:
        said.setdefault("until", on + timedelta(days=90))
    if states.IMPOSES.get(action) in states.INTERIM:
        said.setdefault("review_by", on + timedelta(days=60))
    if action == "confer_tier":
        said.setdefault("tier", "intermediate")
    if action == "amend_facts":
        said.setdefault("facts", Facts(town="Sale"))
    return Details(**said)


def do(registrant: Registrant, action: str, details: Details | None = None, **how: Any) -> Act:
    """Take a step as those who may, on its own ground, unless told otherwise."""
    how = {
        "by": decider(action),
        "because": BECAUSE,
        "authority": Authority(GROUND_OF[action]),
        "proposed_by": seconder(action),
        **how,
    }
    return take(registrant, action, details or details_for(action), **how)


def admitted(person: Person | None = None, **said) -> Registrant:
    said.setdefault("until", clock.today() + timedelta(days=365))
    return admit(
        person or a_person(),
        Details(**said),
        by=staff("registrar"),
        because=BECAUSE,
        authority=Authority("application"),
    )


def unadmitted() -> Registrant:
    """A registrant without any act: what `admit` makes before the first one."""
    return Registrant.objects.create(person=a_person(), number_id=issue_number())


def in_standing(base: str) -> Registrant:
    """A registrant who came to `base` by lawful steps, a moment ago."""
    if not base:
        return unadmitted()
    registrant = admitted()
    way = {
        "registered": (),
        "paused": ("pause",),
        "lapsed": ("lapse",),
        "removed_own_request": ("remove_at_own_request",),
        "removed_by_decision": ("remove_by_decision",),
        "withdrawn_our_error": ("withdraw_as_our_error",),
        "removed_deceit": ("remove_as_deceit",),
        "deceased": ("record_death",),
    }[base]
    for action in way:
        do(registrant, action)
    registrant.refresh_from_db()
    return registrant


def suspended(
    registrant: Registrant | None = None, action: str = "impose_suspension", **said
) -> tuple[Registrant, UUID | None]:
    registrant = registrant or admitted()
    act = do(registrant, action, details_for(action, **said))
    return registrant, act.restriction


def counts() -> dict[str, Any]:
    """How many rows there are of everything, and what registrants' rows say of their acts: what a refused call may not
    change."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED)
        return dict(zip((*(model.__name__ for model in TABLES), "acts", "last"), cursor.fetchone(), strict=True))


def held_now(registrant: Registrant, model: Any, moment: datetime | None = None) -> list:
    """The spans of a kind that hold at `moment`, as far as is known today."""
    return list(
        model.objects.filter(registrant=registrant, known__upper_inf=True, valid__contains=moment or clock.now())
    )


def base_now(registrant: Registrant, moment: datetime | None = None) -> str:
    spans = held_now(registrant, StandingSpan, moment)
    return spans[0].base if spans else ""


def kinds_now(registrant: Registrant, moment: datetime | None = None) -> list[str]:
    return sorted(span.kind for span in held_now(registrant, RestrictionSpan, moment))


def correct(act: Act, details: Details | None, **how: Any) -> Act:
    """Replace an act (by nothing where `details` is None), by the head of registration and a registrar."""
    how = {
        "by": staff("head_of_registration"),
        "because": BECAUSE,
        "proposed_by": staff("registrar"),
        **how,
    }
    return actions.correct(act, details, **how)
