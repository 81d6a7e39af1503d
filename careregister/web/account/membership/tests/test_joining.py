"""Joining and paying: what can go wrong on the way says so, takes nothing twice, and shows the way back."""

import pytest

from careregister.base.actors import CLOCK, Because
from careregister.letters.models import Letter
from careregister.membership.models import Subscription
from careregister.payments import actions as payments
from careregister.payments.actions import sending
from careregister.payments.models import Attempt, Method
from careregister.people.tests import world as people
from careregister.register.tests import staffed
from careregister.web.parts.tests.signing_in import client_for, staff_client

from .world import HOME, Visitor, hear

pytestmark = pytest.mark.django_db


def test_a_stranger_is_led_to_sign_in_and_back(client, cards):
    answer = client.get(f"{HOME}back/?visit=cs_1")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/?next=")
    assert "visit" in answer["Location"]


def test_staff_are_no_members_by_their_desk():
    assert staff_client("registrar").get(HOME).status_code == 403


def test_somebody_elses_visit_is_not_known(cards):
    ada, eve = Visitor("Ada Member"), Visitor("Eve Other")
    eve.led_out(plan="yearly", kind="card")
    address = cards.give(ada.led_out(plan="yearly", kind="card"), cards.VISA)
    assert "We do not know this visit" in eve.back(address)
    assert not Method.objects.exists()
    assert not Attempt.objects.exists()


def test_an_invented_visit_is_not_known(cards):
    assert "We do not know this visit" in Visitor().get("back/?visit=cs_invented")


def test_paying_that_is_closed_says_that_nothing_is_owed(settings):
    settings.CARDS_KEY = ""
    shown = Visitor().post("join/", plan="yearly", kind="card")
    assert "not open here yet" in shown
    assert "Nothing is owed" in shown


def test_a_provider_that_is_away_took_nothing_and_a_second_try_works(cards):
    ada = Visitor()
    cards.modes(outage="503")
    shown = ada.post("join/", plan="yearly", kind="card")
    assert "does not answer just now" in shown
    assert "Nothing was charged" in shown
    cards.modes(outage="")
    assert "You are a member" in ada.pays(cards)
    assert Subscription.objects.count() == 1


def test_a_provider_that_is_away_when_they_come_back_loses_nothing(cards):
    ada = Visitor()
    address = cards.give(ada.led_out(plan="yearly", kind="card"), cards.VISA)
    cards.modes(outage="503")
    shown = ada.back(address)
    assert "does not answer just now" in shown
    assert "is not lost" in shown
    cards.modes(outage="")
    assert "You are a member" in ada.back(address)


def test_going_back_from_the_payment_page_says_that_nothing_was_taken(cards):
    ada = Visitor()
    ada.led_out(plan="yearly", kind="card")
    shown = ada.get("back/not-done/")
    assert "Nothing was taken" in shown
    assert "Choose again how to pay" in shown
    assert "You have not paid yet" in ada.get("join/")
    assert "Your membership has ended" in ada.post("cancel/")
    assert ada.mine.open_pence == 0


def test_coming_back_before_anything_was_given_says_so_too(cards):
    ada = Visitor()
    url = ada.led_out(plan="yearly", kind="card")
    session = url.rstrip("/").rpartition("/")[2]
    assert "Nothing was taken" in ada.get(f"back/?visit={session}")
    cards.advance(days=2)
    assert "Nothing was taken" in ada.get(f"back/?visit={session}")


def test_a_link_that_is_used_twice_takes_nothing_twice(cards):
    ada = Visitor()
    address = cards.give(ada.led_out(plan="yearly", kind="card"), cards.VISA)
    assert "You are a member" in ada.back(address)
    assert "You are a member" in ada.back(address)
    assert len(cards.things("charge")) == 1


def test_a_link_that_is_used_again_after_a_failure_does_not_try_again(cards):
    ada = Visitor()
    address = cards.give(ada.led_out(plan="yearly", kind="card"), cards.CHARGE_FAILS)
    for _ in range(2):
        shown = ada.back(address)
        assert "Your payment did not go through" in shown
        assert "Nothing was taken" in shown
    assert Attempt.objects.count() == 1


def test_two_tabs_make_one_membership_with_the_plan_chosen_last(cards):
    ada = Visitor()
    first = ada.led_out(plan="yearly", kind="card")
    second = ada.led_out(plan="monthly", kind="card")
    assert "You are a member" in ada.back(cards.give(second, cards.VISA))
    ada.back(cards.give(first, cards.VISA))
    assert Subscription.objects.get().plan == "monthly"
    assert [one["amount"] for one in cards.things("payment_intent")] == [300]


def test_an_answer_that_is_lost_is_waited_for(cards, monkeypatch):
    monkeypatch.setattr(sending, "LOOKS", 0)
    ada = Visitor()
    address = cards.give(ada.led_out(plan="yearly", kind="card"), cards.VISA)
    cards.fail(times=9, on="/v1/payment_intents")
    shown = ada.back(address)
    assert "We wait for the payment service" in shown
    assert "nothing is ever taken twice" in shown


def test_a_card_makes_a_member_at_once_and_says_what_comes_next(cards):
    ada = Visitor()
    shown = ada.pays(cards)
    assert "You are a member" in shown
    assert "The next payment is £36 on" in shown
    assert "you get everything back" in shown
    assert ada.mine.state == "active"


def test_a_direct_debit_says_honestly_when_it_begins(cards):
    ada = Visitor()
    shown = ada.pays(cards, cards.DEBIT, plan="monthly")
    assert "Your Direct Debit is set up" in shown
    assert "Your membership begins on the day the money arrives" in shown
    assert "A payment is on its way" in ada.get()
    cards.advance(days=6)
    hear(cards)
    assert ada.mine.state == "active"
    assert "Active" in ada.get()


def test_who_comes_back_later_pays_with_what_there_is(cards):
    ada = Visitor()
    ada.pays(cards)
    ada.post("change-of-mind/")
    assert "Your membership has ended" in ada.get()
    assert "Visa card ending 4242" in ada.get("join/")
    assert "You have paid" in ada.post("join/", plan="monthly", kind="there")
    assert ada.mine.state == "active"


def test_who_comes_back_and_leaves_the_payment_page_is_not_asked_with_the_old_card_at_night(cards):
    ada = Visitor()
    ada.pays(cards)
    ada.post("change-of-mind/")
    ada.led_out(plan="yearly", kind="card")
    assert "Nothing was taken" in ada.get("back/not-done/")
    assert payments.collect_due(by=CLOCK, because=Because("due")) == 0
    assert not Letter.objects.filter(kind="membership.method_ended")
    assert "You have paid" in ada.pays(cards)


def test_the_register_alone_is_offered_to_whoever_is_on_it():
    assert "Register only" not in Visitor().get("join/")
    registrant = staffed.admitted("Rosa Registered")
    account = people.account(name="Rosa Registered")
    account.person = registrant.person
    account.save()
    assert "Register only" in client_for(account, second_step=False).get(f"{HOME}join/").content.decode()


def test_the_yearly_plan_comes_first_and_says_why(cards):
    shown = Visitor().get("join/")
    assert shown.index("£36 a year") < shown.index("£3 a month")
    assert "The payment company keeps about 74p of it. If you pay each month, it keeps about £3 in a year." in shown
