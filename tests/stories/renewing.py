"""Somebody whose renewal has come: registered, paid, and with the learning of the year behind them."""

from datetime import timedelta
from uuid import uuid4

from playwright.sync_api import Page

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.membership.tests import world as membership
from careregister.people.models import PHONE, Account, Contact
from careregister.register.models import Registrant
from careregister.register.tests import staffed
from careregister.renewals import actions, questions
from careregister.training import actions as training
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import Live

WHY = Because("own_wish")
FRESH = ("moving_and_assisting", "safeguarding_adults", "infection_prevention_and_control", "basic_life_support")


def worker(full: str, *, days_left: int = 30, paid: bool = True, learnt: bool = True) -> tuple[Registrant, Account]:
    """Registered until so many days from now, with their renewal open."""
    address = f"{uuid4().hex[:10]}@example.org"
    with clock.at(clock.now() - timedelta(days=335)):
        one = staffed.admitted(full, email=address, until=clock.today() + timedelta(days=335 + days_left))
    Contact.sealed_for(one.person, PHONE, "07700 900123").save()
    account = Account(email=address, person=one.person)
    account.set_password(None)
    account.save()
    by = Actor(kind=Kind.PERSON, person_id=one.person_id, account_id=account.pk)
    if paid:
        membership.member(by=by)
    if learnt:
        _learn(by)
    actions.open_renewal(one.pk, by=CLOCK, because=Because("time_has_come"))
    return one, account


def sign_in(page: Page, live: Live, account: Account) -> None:
    session = client_for(account, second_step=False).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live.url}])


def says_no_to_all(page: Page) -> None:
    for one in questions.QUESTIONS:
        page.get_by_role("group", name=str(one.words)).get_by_label("No", exact=True).check()


def _learn(by: Actor) -> None:
    assert by.person_id is not None
    day = clock.today() - timedelta(days=40)
    for number in range(2):
        said = training.Said(
            what=f"Dementia workshop, day {number + 1}", learnt_on=day, minutes=480, with_whom="supervisor",
            changed="I give people more time to answer.",
        )  # fmt: skip
        training.log(by.person_id, said, ticket=uuid4(), plan_id=None, by=by, because=WHY)
    for topic in FRESH:
        training.claim(
            by.person_id, topic=topic, title="", provider="Sale Care Academy", finished_on=day, by=by, because=WHY
        )
