"""What was paid goes back: in whole, in part, as a gift, and not at all after all."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.letters.models import Letter
from careregister.membership import actions, queries, states
from careregister.payments.models import Attempt
from careregister.people.tests import world as people

from . import world
from .world import TODAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY, WORDS = world.WHY, world.WORDS
DAY = timedelta(days=1)


def paid(subscription) -> Attempt:
    return Attempt.objects.get(parts__invoice__lines__reference=subscription, state="succeeded")


def test_a_membership_of_which_all_was_given_back_ends_when_it_has_arrived():
    subscription, by = world.member("yearly")
    with on(TODAY + 100 * DAY):
        given = world.refund(paid(subscription), 3600, "other_reason", arrives=False)
        assert world.check(subscription) == states.ACTIVE
    with on(TODAY + 103 * DAY):
        world.refund_said(given.pk, "succeeded")
        assert world.check(subscription) == states.ENDED
        row = world.row(subscription)
        assert (row.ended_on, row.ended_because) == (TODAY + 103 * DAY, states.REFUNDED)
        assert not queries.is_member(world.person_of(by))
        body = Letter.objects.get(kind="membership.ended").words.opened("body")
        assert "The payment was given back" in body
        world.joined("monthly", by)


@pytest.mark.parametrize("why", ["goodwill", "our_error"])
def test_who_was_let_off_by_a_person_stays_a_member_until_the_time_is_over(why: str):
    subscription, _by = world.member()
    world.refund(paid(subscription), 300, why)
    assert world.check(subscription) == states.ACTIVE
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        assert world.row(subscription).dues_until == date(2027, 1, 22), "the next time costs what it costs"


def test_what_was_given_back_in_part_or_of_a_time_that_is_over_ends_nothing():
    subscription, _by = world.member()
    first = paid(subscription)
    world.refund(first, 200, "other_reason")
    assert world.check(subscription) == states.ACTIVE
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.pay(subscription)
    with on(date(2026, 12, 23)):
        world.refund(first, 100, "other_reason")
        assert world.check(subscription) == states.ACTIVE


def test_of_two_payments_for_one_time_the_second_goes_back_and_changes_nothing():
    subscription, _by = world.joined()
    one, two = two_payments(subscription)
    world.refund(one, 300, "paid_twice")
    assert world.check(subscription) == states.ACTIVE
    world.refund(two, 300, "other_reason")
    assert world.check(subscription) == states.ENDED


def test_an_employers_payment_that_went_back_pays_for_nobody():
    employer, owner = world.employer()
    worker, _theirs = world.covered(employer, owner)
    actions.bill_employer(employer, by=owner, because=WHY)
    world.pay(worker)
    assert world.check(worker) == states.ACTIVE
    payment = paid(worker)
    world.refund(payment, payment.pence, "other_reason")
    assert world.check(worker) == states.ENDED


def two_payments(subscription) -> tuple[Attempt, Attempt]:
    """The first was taken for failed and had gone through after all: it found nothing to pay. The second paid."""
    one = world.tried(subscription)
    assert one is not None
    Attempt.objects.filter(pk=one).update(state="failed", ended_at=clock.now())
    Attempt.objects.get(pk=one).parts.update(under_way=False)
    two = world.pay(subscription)
    assert two is not None
    world.receive(one)
    return Attempt.objects.get(pk=one), Attempt.objects.get(pk=two)


def test_money_that_paid_nothing_goes_back_without_ending_what_was_let_off():
    subscription, by = world.joined()
    one = world.tried(subscription)
    assert one is not None
    asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    actions.grant_waiver(asked, 3, by=world.officer(), because=WORDS)
    world.receive(one)
    world.refund(Attempt.objects.get(pk=one), 300, "paid_twice")
    assert world.check(subscription) == states.ACTIVE


def test_what_was_paid_twice_goes_back_and_then_a_bank_takes_the_other_one():
    subscription, _by = world.joined("yearly")
    one, two = two_payments(subscription)
    with on(TODAY + 5 * DAY):
        world.refund(one, 3600, "paid_twice")
    with on(TODAY + 30 * DAY):
        world.give_back(two.pk)
        assert world.check(subscription) == states.PAST_DUE


def test_what_paid_for_it_counts_and_not_what_was_let_off_beside_it():
    subscription, _by = world.joined()
    one, two = two_payments(subscription)
    world.refund(one, 300, "our_error")
    assert world.check(subscription) == states.ACTIVE
    world.refund(two, 300, "other_reason")
    assert world.check(subscription) == states.ENDED


@pytest.mark.parametrize(("let_off", "state"), [(1, states.ENDED), (149, states.ENDED), (150, states.ACTIVE)])
def test_the_greater_part_says_whether_they_were_let_off(let_off: int, state: str):
    subscription, _by = world.member()
    world.refund(paid(subscription), 300 - let_off, "other_reason")
    world.refund(paid(subscription), let_off, "goodwill")
    assert world.check(subscription) == state


def test_a_refund_that_fails_after_it_ended_a_membership_is_put_before_finance():
    subscription, by = world.member()
    given = world.refund(paid(subscription), 300, "other_reason")
    finance = people.actor("finance_officer")
    assert queries.to_refund(finance) == ()
    world.refund_said(given.pk, "failed")
    assert [(one.person_id, one.pence, one.because) for one in queries.to_refund(finance)] == [
        (by.person_id, 300, states.REFUNDED)
    ]
    world.refund(paid(subscription), 300, "other_reason")
    assert queries.to_refund(finance) == ()


def test_nothing_ends_while_they_ask_not_to_pay_and_a_yes_goes_on_from_the_refund():
    subscription, by = world.member("yearly")
    asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    with on(TODAY + 20 * DAY):
        world.refund(paid(subscription), 3600, "other_reason")
        assert world.check(subscription) == states.ACTIVE
    with on(TODAY + 25 * DAY):
        actions.grant_waiver(asked, 3, by=world.officer(), because=WORDS)
        assert world.check(subscription) == states.ACTIVE
        assert world.row(subscription).dues_until == date(2027, 3, 22), (
            "three periods from the refund, and then it costs"
        )


@pytest.mark.parametrize(("why", "state"), [("goodwill", states.ACTIVE), ("other_reason", states.ENDED)])
def test_who_is_let_off_for_a_time_to_come_has_not_paid_for_the_running_one(why: str, state: str):
    subscription, by = world.member("yearly")
    asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    actions.grant_waiver(asked, 1, by=world.officer(), because=WORDS)
    with on(TODAY + 30 * DAY):
        world.refund(paid(subscription), 3600, why)
        assert world.check(subscription) == state


def test_nobody_writes_to_the_dead():
    subscription, _by = world.member()
    world.refund(paid(subscription), 300, "died")
    assert world.check(subscription) == states.ENDED
    assert not Letter.objects.filter(kind="membership.ended").exists()
