"""A person who begins: what they may say of themselves, and until when. Refusals first."""

from datetime import date, timedelta
from functools import partial

import pytest

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.history.models import Entry
from careregister.people import phones, queries
from careregister.people.actions import (
    ask_adjustments,
    begin_person,
    keep_contact,
    settle_names,
    state_birth,
    state_names,
)
from careregister.people.models import Account, Contact, PersonName
from careregister.people.queries import Names, actor_for
from careregister.people.tests import world
from careregister.people.tests.world import refused

pytestmark = pytest.mark.django_db
JOINING = Because("by_its_owner")


@pytest.fixture
def account():
    return Account.objects.create(email="ada@example.org")


@pytest.fixture
def ada(account):
    person = begin_person(account, by=actor_for(account), because=JOINING)
    return Actor(kind=Kind.PERSON, person_id=person.pk, account_id=account.pk)


def test_nobody_begins_with_another_ones_account(account):
    other = actor_for(world.account())
    assert refused(lambda: begin_person(account, by=other, because=JOINING)) == "not_your_account"


def test_one_account_has_one_person_however_often_it_begins(account, ada):
    assert begin_person(account, by=actor_for(account), because=JOINING).pk == ada.person_id
    assert queries.person_of(account.pk) == ada.person_id


def test_a_person_says_what_they_are_called_until_they_are_admitted(ada):
    state_names(ada.person_id, legal="Ada Obi", by=ada, because=JOINING)
    state_names(
        ada.person_id,
        legal=" Adaeze  Obi",
        family="Obi",
        known_as="Ada",
        former=["Adaeze Eze"],
        by=ada,
        because=JOINING,
    )
    assert queries.names_for(ada.person_id) == Names("Adaeze Obi", "Obi", "Ada", ("Adaeze Eze",))
    assert not PersonName.objects.get(full="Adaeze Eze").findable
    state_birth(ada.person_id, date(1990, 2, 28), by=ada, because=JOINING)
    settle_names(ada.person_id, by=world.actor("registrar"), because=JOINING)
    assert refused(lambda: state_names(ada.person_id, legal="Grace", by=ada, because=JOINING)) == "names_are_kept"
    assert refused(lambda: state_birth(ada.person_id, date(1991, 1, 1), by=ada, because=JOINING)) == "names_are_kept"
    state_birth(ada.person_id, date(1990, 2, 27), by=world.actor("registrar"), because=JOINING)
    assert queries.birth_of(ada.person_id) == date(1990, 2, 27)


def test_the_same_again_is_no_event(ada):
    told = {"legal": "Ada Obi", "former": ["Ada Eze"], "by": ada, "because": JOINING}
    state_names(ada.person_id, **told)
    before = Entry.objects.count()
    state_names(ada.person_id, **told)
    keep_contact(ada.person_id, "email", "ada@example.org", by=ada, because=JOINING)
    keep_contact(ada.person_id, "email", "ada@example.org", by=ada, because=JOINING)
    assert Entry.objects.count() == before + 1


def test_what_cannot_be_is_refused(ada):
    assert refused(lambda: state_names(ada.person_id, legal="  ", by=ada, because=JOINING)) == "name_missing"
    for day in (clock.today(), clock.today() + timedelta(days=1), date(1801, 1, 1)):
        assert refused(partial(state_birth, ada.person_id, day, by=ada, because=JOINING)) == "birth_impossible"
    assert refused(lambda: keep_contact(ada.person_id, "phone", " ", by=ada, because=JOINING)) == "contact_missing"


def test_somebody_else_says_nothing_for_them(ada):
    other = actor_for(world.account())
    assert refused(lambda: state_names(ada.person_id, legal="X", by=other, because=JOINING)) == "not_name_keeper"
    assert (
        refused(lambda: keep_contact(ada.person_id, "email", "x@example.org", by=other, because=JOINING))
        == "not_contact_keeper"
    )
    assert refused(lambda: ask_adjustments(ada.person_id, [], by=other, because=JOINING)) == "not_contact_keeper"


def test_an_address_is_sealed_and_replaced_and_former_ones_stay(ada):
    for text in ("1 Elm Row, Leeds", "2 Oak Road, Hull"):
        keep_contact(ada.person_id, "address", text, by=ada, because=JOINING)
        keep_contact(ada.person_id, "former_address", text, by=ada, because=JOINING)
    now = [(row.kind, row.text) for row in queries.contacts_of(ada.person_id)]
    assert now == [
        ("address", "2 Oak Road, Hull"),
        ("former_address", "2 Oak Road, Hull"),
        ("former_address", "1 Elm Row, Leeds"),
    ]
    assert not any(b"Elm" in bytes(row.sealed) for row in Contact.objects.all())


def test_where_to_write_is_what_they_gave_or_what_they_sign_in_with(ada):
    assert queries.email_of(ada.person_id) == "ada@example.org"
    keep_contact(ada.person_id, "email", "ada.obi@example.net", by=ada, because=JOINING)
    assert queries.email_of(ada.person_id) == "ada.obi@example.net"
    assert queries.phone_of(ada.person_id) == ""


def test_adjustments_are_asked_once_and_taken_back(ada):
    ask_adjustments(ada.person_id, ["advocate", "format"], words="My sister Ife.", by=ada, because=JOINING)
    ask_adjustments(ada.person_id, ["format"], words="Large print", by=ada, because=JOINING)
    assert [(row.code, row.words) for row in queries.adjustments_of(ada.person_id)] == [("format", "Large print")]
    ask_adjustments(ada.person_id, [], by=ada, because=JOINING)
    assert queries.adjustments_of(ada.person_id) == ()


@pytest.mark.parametrize("typed", ["07700 900123", "+44 (0)7700 900-123", "0044 7700900123", "07700‑900123"])
def test_a_mobile_number_however_it_is_typed(typed):
    assert phones.tidy(typed) == "+447700900123"
    assert phones.shown("+447700900123") == "07700 900123"


@pytest.mark.parametrize(
    "typed", ["020 7946 0000", "07012 345678", "07640 123456", "+1 212 555 0100", "0770090012", "x"]
)
def test_a_number_that_gets_no_text(typed):
    assert phones.tidy(typed) == ""
