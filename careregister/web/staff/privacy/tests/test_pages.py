"""Requests about data, as staff read and settle them: each page opens, and does what it says."""

import pytest
from django.urls import reverse

from careregister.base.actors import Because
from careregister.people.tests import world
from careregister.privacy import actions, queries, states
from careregister.register.tests import staffed
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
STEPS = ("acknowledge", "answer", "refuse", "erase")


@pytest.fixture
def head():
    return client_for(staffed.account("head_of_registration"))


def asked(kind: str):
    by = world.owner_of(world.account(name="Grace Okafor"))
    return actions.ask(by.person_id, kind, "My name has two f.", by=by, because=Because("own_wish"))


def at(request_id, step: str) -> str:
    return reverse("staff:privacy_step", args=[request_id, step])


@pytest.mark.parametrize("step", STEPS)
def test_a_role_without_the_duty_opens_no_step(step):
    registrar = client_for(staffed.account("registrar"))
    assert registrar.get(at(asked(states.ERASURE), step)).status_code == 403


@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_its_page(head, step):
    page = head.get(at(asked(states.ERASURE), step))
    assert page.status_code == 200
    assert "Grace Okafor" in page.content.decode()


def test_nothing_is_deleted_where_nobody_asked_for_it(head):
    assert head.get(at(asked(states.CORRECTION), "erase")).status_code == 404


def test_one_word_that_we_look_into_it(head):
    request_id = asked(states.CORRECTION)
    assert head.post(at(request_id, "acknowledge")).status_code == 302
    shown = queries.read(request_id, staffed.actor("head_of_registration"))
    assert shown is not None
    assert shown.state == states.ACKNOWLEDGED
