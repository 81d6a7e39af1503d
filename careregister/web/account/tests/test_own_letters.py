"""One's own letters, and nobody else's."""

import pytest

from careregister.base.actors import CLOCK, Because
from careregister.letters import actions as letters
from careregister.people.tests import world

pytestmark = pytest.mark.django_db


def test_own_letters_are_read_and_nobody_elses(client):
    ada, bea = world.account(email="ada@example.org"), world.account(email="bea@example.org")
    told = {"day": "1 May 2026", "time": "12:00", "device": "Firefox"}
    ids = [
        letters.write_to_person("letters.sign_in_notice", person_id, context=told, by=CLOCK, because=Because("x"))
        for person_id in (ada.person_id, bea.person_id)
        if person_id
    ]
    client.force_login(ada)
    assert "Firefox" in client.get(f"/account/letters/{ids[0]}/").content.decode()
    assert client.get(f"/account/letters/{ids[1]}/").status_code == 404
    assert str(ids[0]) in client.get("/account/letters/").content.decode()
