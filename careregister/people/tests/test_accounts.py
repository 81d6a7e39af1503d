"""Suspending accounts, ending sessions, and lost sign-in keys: refusals first."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client

from careregister.base import clock
from careregister.base.actors import Because
from careregister.history.models import Entry
from careregister.people.actions import (
    ask_factor_reset,
    confirm_factor_reset,
    end_sessions,
    reopen,
    suspend,
    withdraw_factor_reset,
)
from careregister.people.models import FactorReset
from careregister.people.queries import actor_for, open_resets
from careregister.people.tests import world
from careregister.people.tests.world import refused

pytestmark = pytest.mark.django_db
LOST = Because("lost_device", "She rang from the office.")


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    assert is_in(client)
    return client


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_nobody_suspends_their_own_account():
    own = world.account("administrator")
    assert refused(lambda: suspend(own, by=actor_for(own), because=LOST)) == "own_account"


def test_only_an_administrator_suspends():
    assert (
        refused(lambda: suspend(world.account("editor"), by=world.actor("registrar"), because=LOST))
        == "not_administrator"
    )


def test_to_suspend_needs_words():
    by = world.administrator()
    assert refused(lambda: suspend(world.account("editor"), by=by, because=Because("left"))) == "words_missing"


def test_a_suspended_account_is_out_at_once_everywhere():
    other = world.account("editor")
    here, there = signed_in(other), signed_in(other)
    suspend(other, by=world.administrator(), because=LOST)
    assert not is_in(here)
    assert not is_in(there)
    other.refresh_from_db()
    assert actor_for(other).kind == "anonymous"


def test_a_reopened_account_does_not_revive_its_sessions():
    other, by = world.account("editor"), world.administrator()
    here = signed_in(other)
    suspend(other, by=by, because=LOST)
    reopen(other, by=by, because=LOST)
    assert not is_in(here)
    other.refresh_from_db()
    assert signed_in(other)


def test_what_is_so_already_is_not_done_again():
    other, by = world.account("editor"), world.administrator()
    assert refused(lambda: reopen(other, by=by, because=LOST)) == "account_open"
    suspend(other, by=by, because=LOST)
    assert refused(lambda: suspend(other, by=by, because=LOST)) == "account_suspended"


def test_ending_sessions_ends_those_of_nobody_else():
    one, two = world.account("editor"), world.account("editor")
    of_one, of_two = signed_in(one), signed_in(two)
    assert refused(lambda: end_sessions(one, by=actor_for(two), because=LOST)) == "not_administrator"
    end_sessions(one, by=actor_for(one), because=LOST)
    assert not is_in(of_one)
    assert is_in(of_two)


# ---- lost sign-in keys ------------------------------------------------------------------------------------------


def test_nobody_asks_to_reset_their_own_keys():
    own = world.account("administrator")
    assert refused(lambda: ask_factor_reset(own, by=actor_for(own), because=LOST)) == "own_account"


def test_who_asked_cannot_confirm():
    by = world.administrator()
    reset = ask_factor_reset(world.account("editor"), by=by, because=LOST)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert refused(lambda: confirm_factor_reset(reset, by=by, because=LOST)) == "needs_second_person"


def test_the_owner_cannot_confirm_though_they_administer():
    owner = world.account("administrator")
    reset = ask_factor_reset(owner, by=world.administrator(), because=LOST)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert refused(lambda: confirm_factor_reset(reset, by=actor_for(owner), because=LOST)) == "own_account"


def test_not_before_the_owner_had_time_to_object():
    reset = ask_factor_reset(world.account("editor"), by=world.administrator(), because=LOST)
    assert refused(lambda: confirm_factor_reset(reset, by=world.administrator(), because=LOST)) == "too_soon"


def test_not_twice_at_a_time():
    other = world.account("editor")
    ask_factor_reset(other, by=world.administrator(), because=LOST)
    assert refused(lambda: ask_factor_reset(other, by=world.administrator(), because=LOST)) == "reset_already_asked"


def test_a_colleague_who_is_no_administrator_cannot_call_it_off():
    reset = ask_factor_reset(world.account("editor"), by=world.administrator(), because=LOST)
    assert (
        refused(lambda: withdraw_factor_reset(reset, by=world.actor("registrar"), because=LOST)) == "not_administrator"
    )


def test_the_owner_calls_it_off():
    owner = world.account("editor")
    reset = ask_factor_reset(owner, by=world.administrator(), because=LOST)
    withdraw_factor_reset(reset, by=actor_for(owner), because=LOST)
    assert open_resets() == ()
    with clock.at(clock.now() + timedelta(hours=2)):
        assert refused(lambda: confirm_factor_reset(reset, by=world.administrator(), because=LOST)) == "already_decided"


def test_the_database_wants_two_persons_as_well():
    owner, by = world.account("editor"), world.administrator()
    reset = ask_factor_reset(owner, by=by, because=LOST)
    for ended_by in (by.person_id, owner.person_id):
        with pytest.raises(IntegrityError, match="factor_reset_by_two"), transaction.atomic():
            FactorReset.objects.filter(pk=reset.pk).update(outcome="done", ended_by=ended_by, ended_at=clock.now())


def test_two_administrators_let_somebody_begin_again():
    owner = world.account("editor", password="seven wet otters juggle")
    world.app_factor(owner)
    here = signed_in(owner)
    reset = ask_factor_reset(owner, by=world.administrator(), because=LOST)
    assert is_in(here)
    with clock.at(clock.now() + timedelta(minutes=61)):
        confirm_factor_reset(reset, by=world.administrator(), because=LOST)
    owner.refresh_from_db()
    assert not Authenticator.objects.filter(user=owner).exists()
    assert not owner.has_usable_password()
    assert not is_in(here)
    assert list(
        Entry.objects.filter(subject_id=owner.pk, what__contains="reset")
        .order_by("sequence")
        .values_list("what", flat=True)
    ) == [
        "people.factor_reset_asked",
        "people.factors_reset",
    ]
