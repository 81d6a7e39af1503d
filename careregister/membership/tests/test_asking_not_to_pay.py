"""Money is short: while somebody decides, nothing is taken, nothing ends and nobody chases; after a no there is time."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.letters.models import Letter
from careregister.membership import actions, reminders, states
from careregister.payments import actions as payments
from careregister.payments import queries as money
from careregister.payments.actions import collecting, sending
from careregister.payments.due import to_send
from careregister.payments.models import Attempt, Hold

from . import world
from .world import TODAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY, WORDS = world.WHY, world.WORDS
DAY = timedelta(days=1)
LATE = date(2027, 4, 1)


def said(subscription) -> set[date | None]:
    """The days on which pages say that something is tried again."""
    tried = {one.retry_on for one in money.attempts_of(world.row(subscription).payer_id)}
    return tried | {one.retry_on for one in money.invoices_of(subscription)}


def wrote(kind: str) -> int:
    return Letter.objects.filter(kind=f"membership.{kind}").count()


def send(attempt: Attempt) -> str:
    """What the job does with an attempt, as far as it goes without a provider."""
    return "sent" if sending._begin(attempt.pk, CLOCK, WHY) else "kept"


def test_nothing_is_taken_from_who_asked_not_to_pay_until_somebody_said_no():
    subscription, by = world.joined()
    world.card(world.row(subscription).payer_id)
    asked = world.asks_not_to_pay(subscription, by)
    assert payments.collect_due(by=CLOCK, because=WHY) == 0
    actions.decline_waiver(asked, by=world.officer(), because=WORDS)
    for days, asked_for in ((6, 0), (7, 1)):
        with on(TODAY + days * DAY):
            assert payments.collect_due(by=CLOCK, because=WHY) == asked_for
            assert Hold.objects.exists() == (asked_for == 0), "nothing is kept of it once it is over"


def test_what_they_are_paying_at_the_moment_of_a_no_is_paid():
    subscription, by = world.joined()
    payer = world.row(subscription).payer_id
    world.card(payer)
    asked = world.asks_not_to_pay(subscription, by)
    with clock.at(clock.now() + timedelta(minutes=1)):
        own = payments.collect(payer, [one.pk for one in world.owed(subscription)], by=by, because=WHY)
        actions.decline_waiver(asked, by=world.officer(), because=WORDS)
        assert send(Attempt.objects.get(pk=own)) == "sent"


def test_what_failed_is_not_tried_again_while_a_request_waits_and_is_afterwards():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.fail(subscription)
        day = Attempt.objects.get(state="failed").retry_on
        assert day is not None
        asked = world.asks_not_to_pay(subscription, by)
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
        actions.grant_waiver(world.asks_not_to_pay(subscription, by), 3, by=world.officer(), because=WORDS)
        assert said(subscription) == {None}


def test_a_debit_that_fails_while_a_request_waits_is_told_without_a_day():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.asks_not_to_pay(subscription, by)
        world.fail(subscription)
        body = Letter.objects.get(kind="membership.payment_failed").words.opened("body")
        assert "We take nothing while we look at your request" in body
        assert "try again" not in body


def test_a_request_that_an_employer_makes_needless_holds_nothing_back():
    subscription, by = world.member()
    world.asks_not_to_pay(subscription, by)
    held = world.row(subscription).payer_id
    employer, owner = world.employer()
    worker, _by = world.covered(employer, owner, by=by)
    assert worker == subscription
    invoice = payments.issue(held, [_line(worker)], due_on=TODAY, by=CLOCK, because=WHY)
    assert payments.collect_due(by=CLOCK, because=WHY) == 1, invoice


def test_nobody_is_chased_while_they_wait_and_told_no_they_have_three_weeks():
    subscription, by = world.member()
    asked = world.asks_not_to_pay(subscription, by)
    world.nights(TODAY + DAY, LATE, every=20)
    with on(LATE):
        assert world.check(subscription) == states.PAST_DUE
        assert not Letter.objects.filter(kind="membership.past_due").exists()
        actions.decline_waiver(asked, by=world.officer(), because=WORDS)
        assert world.check(subscription) == states.PAST_DUE
        body = Letter.objects.get(kind="membership.waiver_declined").words.opened("body")
        assert "You have £12 to pay" in body
        assert "From 8 April 2027 on we ask the card" in body
        assert "your membership ends on 22 April 2027" in body
    for days, state in ((20, states.PAST_DUE), (21, states.ENDED)):
        world.night(LATE + days * DAY)
        with on(LATE + days * DAY):
            assert world.check(subscription) == state


def test_what_was_about_to_be_asked_for_is_left_and_they_can_pay_it_themselves():
    subscription, by = world.joined()
    payer = world.row(subscription).payer_id
    world.card(payer)
    payments.collect_due(by=CLOCK, because=WHY)
    waiting = Attempt.objects.get()
    asked = world.asks_not_to_pay(subscription, by)
    assert (send(waiting), to_send()) == ("kept", [])
    assert [one.under_way for one in money.invoices_of(subscription)] == [False], "no page says that it is on its way"
    actions.change_plan(subscription, "yearly", by=by, because=WHY)
    with clock.at(clock.now() + timedelta(minutes=1)):
        own = payments.collect(payer, [one.pk for one in world.owed(subscription)], by=by, because=WHY)
        assert send(Attempt.objects.get(pk=own)) == "sent"
    assert payments.collect_due(by=CLOCK, because=WHY) == 0
    actions.withdraw_waiver(asked, by=by, because=WHY)


def test_what_was_left_is_asked_for_anew_when_nobody_waits_any_more():
    subscription, by = world.joined()
    world.card(world.row(subscription).payer_id)
    payments.collect_due(by=CLOCK, because=WHY)
    asked = world.asks_not_to_pay(subscription, by)
    actions.withdraw_waiver(asked, by=by, because=WHY)
    assert payments.collect_due(by=CLOCK, because=WHY) == 1


def test_a_next_try_that_was_left_is_tried_when_nobody_waits_any_more():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.fail(subscription)
        day = Attempt.objects.get(state="failed").retry_on
        assert day is not None
    with on(day):
        assert payments.retry_due(by=CLOCK, because=WHY) == 1
        asked = world.asks_not_to_pay(subscription, by)
        assert not Attempt.objects.filter(state="waiting").exists()
        assert payments.retry_due(by=CLOCK, because=WHY) == 0
        actions.withdraw_waiver(asked, by=by, because=WHY)
        assert payments.retry_due(by=CLOCK, because=WHY) == 1


def test_a_round_that_does_not_see_the_hold_yet_sends_nothing():
    subscription, _by = world.joined()
    payer = world.row(subscription).payer_id
    world.card(payer)
    payments.collect_due(by=CLOCK, because=WHY)
    Hold.objects.create(payer_id=payer)  # what the round did not see, and what did not see the round
    assert (send(Attempt.objects.get()), to_send()) == ("kept", [])


def test_what_was_listed_to_be_tried_again_is_looked_at_once_more():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2026, 12, 22), every=10)
    with on(date(2026, 12, 22)):
        world.fail(subscription)
        failed = Attempt.objects.get(state="failed")
        assert failed.retry_on is not None
    with on(failed.retry_on):
        world.asks_not_to_pay(subscription, by)
        assert not collecting._retry(failed.pk, CLOCK, WHY)
        failed.refresh_from_db()
        assert failed.retry_on is not None, "it is tried when nobody waits any more"


@pytest.mark.parametrize("how", ["taken back", "an employer pays"])
def test_who_asks_no_more_after_months_has_three_weeks_too(how: str):
    subscription, by = world.member()
    asked = world.asks_not_to_pay(subscription, by)
    world.nights(TODAY + DAY, LATE, every=20)
    with on(LATE):
        if how == "taken back":
            actions.withdraw_waiver(asked, by=by, because=WHY)
            assert "22 April 2027" in Letter.objects.get(kind="membership.past_due").words.opened("body")
        else:
            world.covered(*world.employer(), by=by)
        assert world.check(subscription) == states.PAST_DUE
    world.night(LATE + 21 * DAY)
    assert world.state(subscription) == states.ENDED


def test_asking_again_and_again_gives_no_more_time():
    subscription, by = world.member()
    officer, day = world.officer(), TODAY
    for _time in range(8):
        with on(day):
            asked = world.asks_not_to_pay(subscription, by)
        day += 20 * DAY
        world.night(day)
        with on(day):
            actions.decline_waiver(asked, by=officer, because=WORDS)
        if world.state(subscription) == states.ENDED:
            break
    else:
        pytest.fail("a no never took effect")


def test_taking_it_back_ten_times_is_one_letter():
    subscription, by = world.member()
    world.nights(TODAY + DAY, date(2027, 1, 25), every=20)
    with on(date(2027, 1, 25)):
        for _time in range(10):
            actions.withdraw_waiver(world.asks_not_to_pay(subscription, by), by=by, because=WHY)
    assert wrote("past_due") == 1


def test_who_waits_is_told_of_no_payment_and_asked_for_no_card():
    subscription, by = world.member("yearly")
    day = date(2027, 11, 1)
    with on(day):
        asked = world.asks_not_to_pay(subscription, by)
        payments.end_method(world.card(world.row(subscription).payer_id), by=by, because=WHY)
        actions.method_ended(world.row(subscription).payer_id, by=CLOCK, because=WHY)
        assert reminders.remind_due(day) == 0
        assert (wrote("renewal_coming"), wrote("method_ended")) == (0, 0)
        actions.withdraw_waiver(asked, by=by, because=WHY)
        assert reminders.remind_due(day) == 1


def test_who_has_not_begun_is_told_until_when():
    subscription, by = world.joined()
    asked = world.asks_not_to_pay(subscription, by)
    world.nights(TODAY + DAY, TODAY + 60 * DAY, every=20)
    with on(TODAY + 60 * DAY):
        actions.decline_waiver(asked, by=world.officer(), because=WORDS)
        body = Letter.objects.get(kind="membership.waiver_declined").words.opened("body")
        assert "If it is not paid by 11 February 2027, you do not become a member" in body
    world.night(TODAY + 81 * DAY)
    assert world.state(subscription) == states.ENDED


@pytest.mark.parametrize("how", ["grant", "decline", "withdraw", "cancel", "end", "mind", "employer"])
def test_no_way_out_of_waiting_leaves_them_held_for_ever(how: str):
    subscription, by = world.member()
    asked, officer = world.asks_not_to_pay(subscription, by), world.officer()
    assert Hold.now().exists()
    ways = {
        "grant": lambda: actions.grant_waiver(asked, 3, by=officer, because=WORDS),
        "decline": lambda: actions.decline_waiver(asked, by=officer, because=WORDS),
        "withdraw": lambda: actions.withdraw_waiver(asked, by=by, because=WHY),
        "cancel": lambda: actions.cancel(subscription, by=by, because=WHY),
        "end": lambda: actions.end_now(subscription, by=officer, because=WORDS),
        "mind": lambda: actions.change_mind(subscription, by=by, because=WHY),
        "employer": lambda: world.covered(*world.employer(), by=by),
    }
    ways[how]()
    world.nights(TODAY + DAY, TODAY + 40 * DAY, every=10)
    with on(TODAY + 40 * DAY):
        assert not Hold.now().exists()


def _line(reference):
    return payments.NewLine(reference, "monthly", "", 300, TODAY + 400 * DAY, TODAY + 430 * DAY)
