"""One's own page: what is shown follows from how it stands; each step is one page and one button; nobody sees another's."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.membership import actions, jobs, queries
from careregister.membership.models import WorkerInvitation
from careregister.membership.tests import world as members
from careregister.payments import actions as payments
from careregister.payments.models import Attempt
from careregister.payments.tests import world as money
from careregister.people.models import Person, PersonName
from careregister.people.tests import world as people

from .world import HOME, Visitor, hear

pytestmark = pytest.mark.django_db
WHY = Because("own_wish")


@pytest.fixture
def ada(cards) -> Visitor:
    """A member who pays by card, month by month."""
    visitor = Visitor()
    visitor.pays(cards, plan="monthly")
    return visitor


def test_who_is_no_member_is_led_to_where_one_joins():
    assert "Become a member" in Visitor().get()


@pytest.mark.parametrize("page", ["method/", "plan/", "pause/", "cancel/", "change-of-mind/", "short-of-money/"])
def test_pages_of_members_lead_others_to_where_one_joins(page):
    assert "Become a member" in Visitor().get(page)


def test_one_page_says_how_it_stands_and_what_comes(ada):
    shown = ada.get()
    for words in ("£3 a month", "Active", "Visa card ending 4242", "Next payment", "On the register", "Tier"):
        assert words in shown
    first = Client()
    first.cookies = ada.client.cookies
    assert "Next payment: £3 on" in first.get("/account/").content.decode()


def test_what_is_overdue_is_paid_in_one_click(ada, cards):
    cards.behave(cards.things("payment_method")[0]["id"], "insufficient_funds")
    with clock.at(clock.now() + timedelta(days=32)):
        jobs.night()
        payments.collect_due(by=CLOCK, because=WHY)
        payments.send(Attempt.objects.get(state="waiting").pk, by=CLOCK, because=WHY)
        ada.sign_in()
        shown = ada.get()
        assert "£3 is to be paid" in shown
        assert "There was not enough money in the account." in shown
        assert "We try again on" in shown
        assert "£3 is to be paid." in ada.client.get("/account/").content.decode()
        cards.behave(cards.things("payment_method")[0]["id"], "ok")
        assert "Thank you. You have paid." in ada.post("pay/")
        assert "is to be paid" not in ada.get()


def test_who_waits_for_an_answer_about_not_paying_gives_a_new_card_and_nothing_is_taken(ada, cards):
    cards.behave(cards.things("payment_method")[0]["id"], "insufficient_funds")
    with clock.at(clock.now() + timedelta(days=32)):
        jobs.night()
        payments.collect_due(by=CLOCK, because=WHY)
        payments.send(Attempt.objects.get(state="waiting").pk, by=CLOCK, because=WHY)
    with clock.at(clock.now() + timedelta(days=32, hours=1)):
        ada.sign_in()
        ada.post("short-of-money/", words="My hours were cut.")
        asked = len(cards.things("charge"))
        assert "Nothing is taken today" in ada.get("method/")
        assert "Nothing was taken today" in ada.back(cards.give(ada.led_out("method/", kind="card"), cards.VISA))
        assert len(cards.things("charge")) == asked
        first_page = ada.client.get("/account/").content.decode()
        assert "We look at your request not to pay" in first_page
        assert "is to be paid" not in first_page


def test_what_was_owed_before_the_employer_paid_is_still_shown_and_paid_in_one_click(ada, cards):
    employer, owner = members.employer()
    cards.behave(cards.things("payment_method")[0]["id"], "insufficient_funds")
    with clock.at(clock.now() + timedelta(days=32)):
        jobs.night()
        payments.collect_due(by=CLOCK, because=WHY)
        payments.send(Attempt.objects.get(state="waiting").pk, by=CLOCK, because=WHY)
        members.covered(employer, owner, by=ada.by)
        ada.sign_in()
        assert "£3 is to be paid" in ada.get()
        cards.behave(cards.things("payment_method")[0]["id"], "ok")
        assert "Thank you. You have paid." in ada.post("pay/")
        assert (ada.mine.state, ada.mine.employer_name) == ("active", "Rose House Care")
        assert "There is nothing to pay" in ada.post("pay/")


def test_there_is_nothing_to_pay_twice(ada, cards):
    assert "There is nothing to pay" in ada.post("pay/")
    assert len(cards.things("charge")) == 1


def test_another_way_to_pay_takes_the_place_of_the_first(ada, cards):
    shown = ada.back(cards.give(ada.led_out("method/", kind="bacs_debit"), cards.DEBIT))
    assert "Direct Debit, account ending 2345" in shown
    assert "Nothing was taken today" in shown
    assert len(cards.things("charge")) == 1
    assert "Direct Debit, account ending 2345" in ada.get()


def test_a_new_card_pays_what_the_old_one_could_not(cards):
    ada = Visitor()
    assert "did not go through" in ada.pays(cards, cards.CHARGE_FAILS)
    assert "£36 is open. We take it with the new one" in ada.get("method/")
    assert "You are a member" in ada.back(cards.give(ada.led_out("method/", kind="card"), cards.VISA))


def test_another_plan_begins_with_the_next_payment(ada):
    shown = ada.post("plan/", plan="yearly")
    assert "your plan is: £36 a year" in shown
    assert ada.mine.plan.code == "monthly"
    assert ada.mine.next_pence == 3600


def test_a_pause_has_an_end_and_can_be_ended_before(ada):
    choices = re.findall(r'name="until"[^>]*value="([^"]+)"', ada.get("pause/"))
    assert len(choices) == 6
    assert "Your membership is paused from" in ada.post("pause/", until=choices[2])
    assert ada.mine.paused_until is not None
    assert "Paused until" in ada.get()
    assert "Your membership goes on" in ada.post("pause/end/")
    assert ada.mine.paused_until is None


def test_cancelling_is_one_page_and_one_button_and_can_be_undone(ada):
    shown = ada.get("cancel/")
    assert "never ends your registration" in shown
    assert len(re.findall(r"<button", shown.partition("<main")[2])) == 1
    assert "You have cancelled" in ada.post("cancel/")
    assert "Ends on" in ada.get()
    assert "You stay a member" in ada.post("stay/")
    assert ada.mine.cancels_on is None


def test_who_cancels_in_the_first_days_is_told_how_to_get_their_money_back(ada):
    way = f'href="{HOME}change-of-mind/"'
    assert way in ada.get("cancel/")
    assert way in ada.post("cancel/"), "also once they have cancelled"
    ada.post("change-of-mind/")
    assert ada.mine.state == "ended"


def test_who_changes_their_mind_gets_everything_back(ada):
    assert "What you paid for this period comes back" in ada.get("change-of-mind/")
    assert "comes back to you within 14 days" in ada.post("change-of-mind/")
    assert ada.mine.state == "ended"


def test_money_that_is_short_is_asked_about_and_taken_back(ada):
    assert "There is a problem" in ada.post("short-of-money/", words=" ")
    shown = ada.post("short-of-money/", words="My hours were cut.")
    assert "Nothing ends until then" in shown
    assert "We look at your request" in shown
    assert "You do not ask any more" in ada.post("short-of-money/withdrawal/")


def test_a_refund_is_seen_by_the_member(ada, cards):
    attempt = Attempt.objects.get()
    refund = payments.ask_refund(attempt.pk, 300, by=money.officer(), because=Because("own_wish", "Paid twice."))
    payments.send_refund(refund, by=CLOCK, because=WHY)
    hear(cards)
    shown = ada.get("payments/")
    assert "£3 was given back to you" in shown
    assert "Given back" in shown


def test_an_employers_offer_is_read_without_an_account_and_taken_with_one():
    employer_id, owner = members.employer()
    token = members.invited(employer_id, owner)
    shown = Client().get(f"{HOME}employer/{token}/").content.decode()
    assert "Rose House Care offers to pay for you" in shown
    assert "What your employer sees" in shown
    assert f"next={HOME}employer/{token}/" in shown
    assert Client().post(f"{HOME}employer/{token}/").status_code == 403
    will = Visitor("Will Worker")
    assert "Rose House Care pays for you from now on" in will.post(f"employer/{token}/")
    assert "Paid by Rose House Care" in will.get()
    assert Client().get(f"{HOME}employer/{token}/").status_code == 410
    assert "no longer pays for you" in will.post("employer-stops/")


def test_whose_employer_stopped_is_promised_no_money_that_they_never_paid(cards):
    employer_id, owner = members.employer()
    will = Visitor("Will Worker")
    subscription, _by = members.covered(employer_id, owner, by=will.by)
    actions.bill_employer(employer_id, by=owner, because=WHY)
    members.pay(subscription)
    actions.end_cover(subscription, by=owner, because=WHY)
    assert will.mine.cancels_on is not None
    assert "get back" not in will.get() + will.get("cancel/")
    assert "no money comes back" in will.get("change-of-mind/")


def nameless() -> Visitor:
    visitor = Visitor()
    PersonName.objects.filter(person=visitor.person_id).delete()
    Person.objects.filter(pk=visitor.person_id).update(names_open=True)
    return visitor


def test_who_joins_without_a_name_gives_it_first_so_that_staff_find_them(cards):
    will = nameless()
    refused = will.post("join/", plan="monthly", kind="card")
    assert "Write your full name" in refused
    will.back(cards.give(will.led_out(name="Will Worker", plan="monthly", kind="card"), cards.VISA))
    assert will.mine.state == "active"
    assert "Your full name" not in Visitor().get("join/")
    assert [one.person_id for one in queries.find("Will Worker", members.officer())] == [will.person_id]


def test_who_has_given_us_no_name_yet_gives_it_with_the_yes_and_the_employer_reads_it():
    employer_id, owner = members.employer()
    token = members.invited(employer_id, owner)
    will = nameless()
    assert "Your full name" in will.get(f"employer/{token}/")
    refused = will.post(f"employer/{token}/", name=" ")
    assert "Write your full name" in refused
    assert not WorkerInvitation.objects.exclude(state="waiting")
    assert "pays for you from now on" in will.post(f"employer/{token}/", name="Will  Worker")
    assert [one.name for one in queries.covered(employer_id, owner)] == ["Will Worker"]
    assert set(queries.workers_named(employer_id, owner).values()) == {"Will Worker"}


def test_an_offer_can_be_declined_by_whoever_has_the_link():
    token = members.invited(*members.employer())
    assert "You said no" in Client().post(f"{HOME}employer/{token}/no/").content.decode()
    assert WorkerInvitation.objects.get().state == "declined"
    assert Client().post(f"{HOME}employer/{token}/no/").status_code == 410
    assert Client().get(f"{HOME}employer/{uuid4()}/").status_code == 410


def test_nowhere_can_the_number_of_a_card_be_typed(ada):
    pages = ["", "join/", "method/", "plan/", "pause/", "cancel/", "change-of-mind/", "short-of-money/", "payments/"]
    shown = "".join(ada.get(page) for page in pages) + Visitor().get("join/")
    assert 'autocomplete="cc-' not in shown
    for field in re.findall(r"<input[^>]*>", shown):
        assert re.search(r'type="(radio|hidden)"', field), field
    assert not re.search(r'name="[^"]*(card|number|cvc|expir|sort|account)[^"]*"', shown)


def test_receipts_and_a_yearly_statement_are_taken_away(ada):
    papers = re.findall(r'href="([^"]+\.pdf)"', ada.get("payments/"))
    assert len(papers) == 2
    for address in papers:
        answer = ada.client.get(address)
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert ada.client.get(f"{HOME}payments/1999/statement.pdf").status_code == 404


def test_what_is_anothers_is_not_there(ada):
    eve = Visitor("Eve Other")
    for address in re.findall(r'href="([^"]+\.pdf)"', ada.get("payments/")):
        assert eve.client.get(address).status_code == 404
    assert "4242" not in eve.get("payments/")
    assert "No payments yet" in eve.get("payments/")


def test_staff_accept_no_offer():
    token = members.invited(*members.employer())
    account = people.account("registrar")
    client = Client()
    client.force_login(account)
    assert client.post(f"{HOME}employer/{token}/").status_code == 403
