"""Who the tests of the log and of audits are made of."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.people.models import EMAIL, Contact, Person
from careregister.people.tests import world
from careregister.register.models import Registrant, StandingSpan
from careregister.register.tests import world as register
from careregister.training import actions
from careregister.training.actions.learning import Said
from careregister.training.models import Audit

WHY = Because("own_wish")
LOT = Because("by_lot")
TODAY = date(2026, 11, 22)
UNTIL = date(2027, 1, 14)


def registrant(until: date = UNTIL, *, reached: bool = True, name: str = "Grace Okafor") -> tuple[Actor, Registrant]:
    """Somebody registered until a day, with an address to write to."""
    if not reached:
        made = _admitted(None, until)
        return Actor(kind=Kind.PERSON, person_id=made.person_id), made
    account = world.account(name=name)
    assert account.person is not None
    Contact.sealed_for(account.person, EMAIL, account.email).save()
    return world.owner_of(account), _admitted(account.person, until)


def _admitted(person: Person | None, until: date) -> Registrant:
    with clock.at(clock.start_of_day(TODAY - timedelta(days=300))):
        made = register.admitted(person)
    StandingSpan.objects.filter(registrant=made).update(registered_until=until)
    return made


def me(by: Actor) -> UUID:
    assert by.person_id
    return by.person_id


def last_day(audit: Audit) -> date:
    assert audit.answer_by
    return audit.answer_by


def log(by: Actor, *, ticket: UUID | None = None, plan_id: UUID | None = None, **said: Any) -> UUID:
    said = {"what": "How to help somebody eat safely", "learnt_on": TODAY, "minutes": 60, "with_whom": "alone", **said}
    return actions.log(me(by), Said(**said), ticket=ticket or uuid4(), plan_id=plan_id, by=by, because=WHY)


def drawn(by: Actor, made: Registrant, until: date = UNTIL) -> Audit:
    """This one was drawn: the list is theirs alone."""
    actions.draw(until, until, by=CLOCK, because=LOT)
    return Audit.objects.get(person=by.person_id)


def asked(by: Actor, made: Registrant) -> Audit:
    audit = drawn(by, made)
    actions.ask(audit.pk, by=CLOCK, because=LOT)
    audit.refresh_from_db()
    return audit


def given(by: Actor, made: Registrant, words: str = "Here it is.") -> Audit:
    audit = asked(by, made)
    actions.give(audit.pk, words, by=by, because=WHY)
    audit.refresh_from_db()
    return audit


def reviewer(name: str = "Rea Der") -> Actor:
    return world.actor("registrar", name=name)
