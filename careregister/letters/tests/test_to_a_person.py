"""Letters to a person go where the person is reached: by e-mail, else by text, else not at all."""

import pytest

from careregister.base.actors import CLOCK, Because, importing
from careregister.base.refusals import NotAllowed
from careregister.letters import actions, queries
from careregister.people.actions import keep_contact
from careregister.people.models import Account
from careregister.people.tests import world

pytestmark = pytest.mark.django_db
WHY = Because("test")
CONTEXT = {"day": "22 November 2026", "time": "12:00", "device": "Firefox"}


def tell(person):
    return actions.write_to_person("letters.sign_in_notice", person.pk, context=CONTEXT, by=CLOCK, because=WHY)


def test_one_whom_nobody_can_reach_gets_none():
    with pytest.raises(NotAllowed, match="no_way_to_write"):
        tell(world.person())


def test_by_email_where_there_is_one(letterbox):
    owner = world.account(email="ada@example.org").person
    assert owner
    keep_contact(owner.pk, "phone", "+447700900123", by=importing("test"), because=WHY)
    tell(owner)
    assert letterbox.opened()[-1].to == "ada@example.org"


def test_else_by_a_short_text_without_a_link_and_the_whole_letter_is_kept(letterbox):
    owner = world.person()
    Account.objects.create(phone="+447700900123", person=owner)
    letter = tell(owner)
    (text,) = letterbox.opened()
    assert text.to == "+447700900123"
    assert "Sign in to read it." in text.body
    assert "http" not in text.body
    assert len(text.body) <= 160
    opened = queries.read(letter, by=world.actor("registrar"))
    assert opened
    assert "Firefox" in opened.body
