"""Whoever gives a role reads what it may do and may not do."""

import pytest
from django.utils.html import escape

from careregister.people.roles import ROLES
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import staff_client


@pytest.mark.parametrize("code", sorted(ROLES))
def test_every_role_says_in_one_sentence_what_it_does_and_does_not(code):
    said = str(ROLES[code].hint)
    assert said.endswith(".")
    assert "." not in said[:-1]
    assert any(word in said for word in (" no ", " not ", " nobody", " nothing", " never ", " only "))


@pytest.mark.django_db
def test_the_sentences_stand_beside_the_choices():
    account, client = world.account("editor", name="Ann Other"), staff_client("administrator")
    for path, offered in (("new/", set(ROLES)), (f"{account.pk}/roles/", set(ROLES) - {"editor"})):
        page = client.get(f"/staff/accounts/{path}").content.decode()
        assert all(escape(str(ROLES[code].hint)) in page for code in offered), path
