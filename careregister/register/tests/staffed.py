"""The demonstration's staff as accounts and as actors, and people with names: for tests of what staff find and see."""

from datetime import date, timedelta

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.people import queries as people
from careregister.people.models import EMAIL, FORMER, LEGAL, Account, Contact, Person, PersonName
from careregister.people.seeds import demo_accounts, demo_staff
from careregister.register.actions import admit
from careregister.register.drafts import Authority, Details
from careregister.register.models import Registrant
from careregister.register.tests import world

BORN = date(1987, 3, 4)


def account(role: str, number: int = 0) -> Account:
    """The account of one of the three who hold this role."""
    demo_staff()
    wanted = [row.account_id for row in demo_accounts() if row.role == role][number]
    return Account.objects.get(pk=wanted)


def actor(role: str, number: int = 0) -> Actor:
    return people.actor_for(account(role, number))


def named(
    full: str = "Zoë O’Brien", born: date = BORN, email: str = "", former: str = "", at_risk: bool = False
) -> Person:
    person = Person.objects.create(date_of_birth=born, at_risk=at_risk)
    PersonName.written(full=full, kind=LEGAL, person=person).save()
    if former:
        PersonName.written(full=former, kind=FORMER, person=person, findable=False).save()
    if email:
        Contact.sealed_for(person, EMAIL, email).save()
    return person


def admitted(*args, until: date | None = None, **kwargs) -> Registrant:
    """A named person on the register, admitted by the first registrar because the file was clean."""
    return admit(
        named(*args, **kwargs),
        Details(until=until or clock.today() + timedelta(days=365), tier="intermediate"),
        by=actor("registrar"),
        because=Because("file_clean"),
        authority=Authority("application"),
    )


def suspended(*args, **kwargs) -> Registrant:
    registrant = admitted(*args, **kwargs)
    world.suspended(registrant, "impose_interim_suspension", on=clock.today())
    registrant.refresh_from_db()
    return registrant
