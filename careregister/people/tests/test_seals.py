"""Secrets of a second step are sealed, and move to a new key."""

import base64
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from careregister.base import sealing
from careregister.history.models import Entry
from careregister.people.models import EMAIL, Contact
from careregister.people.seals import rotate, seal_factor, unseal_factor
from careregister.people.tests import world

SECRET = "JBSWY3DPEHPK3PXP"
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


def test_what_is_stored_is_not_the_secret():
    sealed = seal_factor(SECRET)
    assert SECRET not in sealed
    assert SECRET not in base64.b64decode(sealed).decode(errors="replace")
    assert unseal_factor(sealed) == SECRET


def test_two_seals_of_one_secret_differ():
    assert seal_factor(SECRET) != seal_factor(SECRET)


def test_a_changed_seal_does_not_open():
    sealed = bytearray(base64.b64decode(seal_factor(SECRET)))
    sealed[-1] ^= 1
    with pytest.raises(sealing.CannotOpen):
        unseal_factor(base64.b64encode(sealed).decode())


@pytest.mark.django_db
def test_rotation_moves_everything_once(settings):
    settings.SEAL_KEYS = OLD
    account = world.account("editor")
    factor = world.app_factor(account, SECRET)
    codes = Authenticator.objects.create(
        user=account, type=Authenticator.Type.RECOVERY_CODES, data={"seed": seal_factor("seed"), "used_mask": 3}
    )
    assert account.person
    contact = Contact.sealed_for(account.person, EMAIL, "grace@example.org")
    contact.save()
    settings.SEAL_KEYS = f"{NEW},{OLD}"
    assert (rotate().contacts, rotate().contacts) == (1, 0)
    settings.SEAL_KEYS = f"{NEW},{OLD}"
    assert rotate() == rotate()
    settings.SEAL_KEYS = NEW
    for row in (factor, codes, contact):
        row.refresh_from_db()
    assert unseal_factor(factor.data["secret"]) == SECRET
    assert unseal_factor(codes.data["seed"]) == "seed"
    assert codes.data["used_mask"] == 3
    assert contact.opened() == "grace@example.org"
    assert SECRET not in json.dumps(factor.data)
    assert Entry.objects.filter(what="people.seals_rotated").count() == 1


@pytest.mark.django_db
def test_a_lost_key_is_told_and_nothing_is_lost(settings, capsys):
    settings.SEAL_KEYS = OLD
    factor = world.app_factor(world.account("editor"), SECRET)
    settings.SEAL_KEYS = NEW
    with pytest.raises(SystemExit):
        call_command("rotate_seals")
    assert "1 could not be opened" in capsys.readouterr().err
    settings.SEAL_KEYS = OLD
    factor.refresh_from_db()
    assert unseal_factor(factor.data["secret"]) == SECRET
