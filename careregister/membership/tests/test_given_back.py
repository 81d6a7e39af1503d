"""What was paid goes back: in whole, in part, as a gift; and nothing is taken from who asked not to pay."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.letters.models import Letter
from careregister.membership import actions, queries, states
from careregister.payments import actions as payments
from careregister.payments import queries as money
from careregister.payments.models import Attempt

from . import world

pytestmark = pytest.mark.django_db
WHY, WORDS = world.WHY, world.WORDS
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(world.moment(TODAY)):
        yield


def on(day: date):
    return clock.at(world.moment(day))


def said(subscription) -> set[date | None]:
    """The days on which pages say that something is tried again."""
    tried = {one.retry_on for one in money.attempts_of(world.row(subscription).payer_id)}
    return tried | {one.retry_on for one in money.invoices_of(subscription)}


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
    one = world.tried(subscription)
    assert one is not None
    Attempt.objects.filter(pk=one).update(state="failed", ended_at=clock.now())
    Attempt.objects.get(pk=one).parts.update(under_way=False)
    two = world.pay(subscription)
    assert two is not None
    world.receive(one)  # it had gone through after all
    assert Attempt.objects.filter(pk__in=(one, two), state="succeeded").count() == 2
    world.refund(Attempt.objects.get(pk=one), 300, "paid_twice")
    assert world.check(subscription) == states.ACTIVE
    world.refund(Attempt.objects.get(pk=two), 300, "other_reason")
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


def test_nothing_is_taken_from_who_asked_not_to_pay_until_somebody_said_no():
    subscription, by = world.joined()
    world.card(world.row(subscription).payer_id)
    asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    assert payments.collect_due(by=CLOCK, because=WHY) == 0
    actions.decline_waiver(asked, by=world.officer(), because=WORDS)
    assert payments.collect_due(by=CLOCK, because=WHY) == 1


def test_what_failed_is_not_tried_again_while_a_request_waits_and_is_afterwards():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.fail(subscription)
        day = Attempt.objects.get(state="failed").retry_on
        assert day is not None
        asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
        assert said(subscription) == {None}, "no page says that it is tried again"
    with on(day):
        assert payments.retry_due(by=CLOCK, because=WHY) == 0
        actions.withdraw_waiver(asked, by=by, because=WHY)
        assert payments.retry_due(by=CLOCK, because=WHY) == 1


def test_who_is_let_off_is_not_told_that_it_is_tried_again():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.fail(subscription)
        asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
        actions.grant_waiver(asked, 3, by=world.officer(), because=WORDS)
        assert said(subscription) == {None}


def test_a_debit_that_fails_while_a_request_waits_is_told_without_a_day():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
        world.fail(subscription)
        body = Letter.objects.get(kind="membership.payment_failed").words.opened("body")
        assert "We take nothing while we look at your request" in body
        assert "try again" not in body


def test_a_request_that_an_employer_or_the_end_makes_needless_holds_nothing_back():
    subscription, by = world.member()
    actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    held = world.row(subscription).payer_id
    employer, owner = world.employer()
    worker, _by = world.covered(employer, owner, by=by)
    assert worker == subscription
    invoice = payments.issue(held, [_line(worker)], due_on=TODAY, by=CLOCK, because=WHY)
    assert payments.collect_due(by=CLOCK, because=WHY) == 1, invoice


def test_nobody_is_chased_while_they_wait_and_told_no_they_have_three_weeks():
    subscription, by = world.member()
    asked = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    late = date(2027, 4, 1)
    world.nights(TODAY + DAY, late, every=20)
    with on(late):
        assert world.check(subscription) == states.PAST_DUE
        assert not Letter.objects.filter(kind="membership.past_due").exists()
        actions.decline_waiver(asked, by=world.officer(), because=WORDS)
        assert world.check(subscription) == states.PAST_DUE
        letter = Letter.objects.get(kind="membership.past_due")
        assert "22 April 2027" in letter.words.opened("body")
    for days, state in ((20, states.PAST_DUE), (21, states.ENDED)):
        world.night(late + days * DAY)
        with on(late + days * DAY):
            assert world.check(subscription) == state


def _line(reference):
    return payments.NewLine(reference, "monthly", "", 300, TODAY + 400 * DAY, TODAY + 430 * DAY)
