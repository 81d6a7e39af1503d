"""Who is looked for in these tests: a person with a name, on the register, in as few words as possible."""

from datetime import date
from uuid import UUID

from careregister.base import clock
from careregister.people.models import FORMER, KNOWN_AS, LEGAL, Person, PersonName
from careregister.register import jobs, private_check
from careregister.register.drafts import Facts
from careregister.register.models import CheckHash, Registrant
from careregister.register.queries import checks
from careregister.register.tests import world

GROWN_UP = date(1987, 12, 31)


def registered(
    name: str,
    *,
    town: str = "",
    county: str = "",
    tier: str = "intermediate",
    born: date | None = GROWN_UP,
    at_risk: bool = False,
    known_as: str = "",
    shown: str = "legal",
    former: str = "",
    former_findable: bool = False,
    checkable: bool = True,
) -> Registrant:
    """Admitted this moment. A former name is kept beside the present one. `checkable`: with the private check's hash."""
    person = Person.objects.create(date_of_birth=born, at_risk=at_risk)
    _named(person, LEGAL, name)
    if known_as:
        _named(person, KNOWN_AS, known_as)
    if former:
        _named(person, FORMER, former, until=clock.now(), findable=former_findable)
    registrant = world.admitted(person, tier=tier) if tier else world.admitted(person)
    if town or county or shown != "legal":
        world.do(registrant, "amend_facts", world.details_for("amend_facts", facts=Facts(shown, town, county)))
    if checkable:
        _checkable(registrant)
    registrant.refresh_from_db()
    return registrant


def _checkable(registrant: Registrant) -> None:
    """The hash of the private check, of this one alone: beside the demo, the job would make three thousand."""
    for one in checks.missing(jobs.AT_MOST):
        if one.registrant_id == registrant.pk:
            made = private_check.digest(one.number, one.name)
            CheckHash.objects.create(registrant=registrant, digest=made, made_of=one.made_of)


def restricted(registrant: Registrant, action: str = "impose_suspension", **said) -> UUID:
    act = world.do(registrant, action, world.details_for(action, on=clock.today(), **said))
    assert act.restriction is not None
    return act.restriction


def _named(person: Person, kind: str, full: str, **fields) -> None:
    PersonName.written(person=person, kind=kind, full=full, **fields).save()
