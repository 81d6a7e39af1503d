"""A colleague who is on the register is one person, however they sign in, and so never decides about themselves."""

import pytest

from careregister.base.refusals import NotAllowed
from careregister.people import actions
from careregister.people.models import EMAIL, LEGAL, Contact, Person, PersonName
from careregister.people.queries import watchers

from . import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena():
    person = Person.objects.create()
    PersonName.written(full="Elena Maria Popescu", kind=LEGAL, person=person).save()
    Contact.sealed_for(person, EMAIL, "elena@example.org").save()
    return person


def add(email, name, **also):
    return actions.add_staff(email, name, ["registrar"], by=world.administrator(), because=world.BECAUSE, **also)


def test_an_address_that_somebody_of_another_name_gave_us_opens_no_account(elena):
    with pytest.raises(NotAllowed, match="not_that_person"):
        add("elena@example.org", "Joan Whitmore")


def test_a_number_that_belongs_to_another_name_opens_no_account(elena):
    with pytest.raises(NotAllowed, match="not_that_person"):
        add("work@example.org", "Elena Whitmore", person=elena)


def test_an_address_we_know_makes_no_second_person(elena):
    assert add("Elena@Example.org", "Elena Popescu").person == elena


def test_a_number_we_know_makes_no_second_person(elena):
    assert add("work@example.org", "elena popescu", person=elena).person == elena


def test_whoever_watches_is_told_but_not_the_one_who_did_it():
    mine, other = world.administrator(), world.administrator()
    told = {account.pk for account in watchers(but=mine.account_id)}
    assert other.account_id in told
    assert mine.account_id not in told
