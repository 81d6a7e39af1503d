"""What is done to an account of staff is told to its owner, in one transaction with it."""

import pytest

from careregister.letters import actions as letters
from careregister.letters.models import Letter
from careregister.people.models import Account, FactorReset
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import staff_client

WHY = {"reason": "lost_device", "words": "She came to the office."}
ADD = {"full_name": "Ann Other", "email": "ann@example.org", "roles": ["registrar"], "reason": "joined"}


@pytest.fixture
def ann(db) -> Account:
    return world.account("registrar", name="Ann Other", email="ann@example.org")


def broken(*arguments, **more):
    raise ZeroDivisionError


def test_no_reset_is_asked_for_when_the_owner_cannot_be_told(ann, monkeypatch):
    monkeypatch.setattr(letters, "write_ready_made", broken)
    with pytest.raises(ZeroDivisionError):
        staff_client("administrator").post(f"/staff/accounts/{ann.pk}/lost-keys/", WHY)
    assert not FactorReset.objects.exists()


def test_no_account_is_opened_that_its_owner_does_not_hear_of(db, monkeypatch):
    monkeypatch.setattr(letters, "write_ready_made", broken)
    with pytest.raises(ZeroDivisionError):
        staff_client("administrator").post("/staff/accounts/new/", ADD)
    assert not Account.objects.filter(email="ann@example.org").exists()


def test_a_refused_request_tells_nobody(ann):
    client = staff_client("administrator")
    for _ in range(2):
        client.post(f"/staff/accounts/{ann.pk}/lost-keys/", WHY)
    assert Letter.objects.count() == 1


def test_the_owner_is_written_to(ann, letterbox):
    staff_client("administrator").post(f"/staff/accounts/{ann.pk}/lost-keys/", WHY)
    (received,) = letterbox.opened()
    assert (received.to, received.subject) == (ann.email, "Somebody asked to take away your sign-in keys")
    assert Letter.objects.get().person_id == ann.person_id


def test_a_new_colleague_is_written_to(db, letterbox):
    assert staff_client("administrator").post("/staff/accounts/new/", ADD).status_code == 302
    (received,) = letterbox.opened()
    assert (received.to, received.subject) == ("ann@example.org", "Your staff account is open")
