"""What the letter of a no says, and what it changes in reminders and days to change one's mind."""

from datetime import date, timedelta

import pytest

from careregister.letters.models import Letter
from careregister.membership import actions, queries, reminders

from . import world
from .world import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY, WORDS = world.WHY, world.WORDS
DAY = timedelta(days=1)


def no_letter(subscription, by) -> str:
    """What the letter of a no says of what happens now."""
    actions.decline_waiver(world.asks_not_to_pay(subscription, by), by=world.officer(), because=WORDS)
    return Letter.objects.get(kind="membership.waiver_declined").words.opened("body")


def test_a_no_says_what_is_true_of_who_has_nothing_to_pay():
    subscription, by = world.member()
    assert "Your next payment is on 22 December 2026" in no_letter(subscription, by)


def test_a_no_says_what_is_true_of_who_has_cancelled():
    subscription, by = world.member()
    asked = world.asks_not_to_pay(subscription, by)
    actions.cancel(subscription, by=by, because=WHY)
    actions.decline_waiver(asked, by=world.officer(), because=WORDS)
    body = Letter.objects.get(kind="membership.waiver_declined").words.opened("body")
    assert "Nothing more is to be paid: your membership ends on 22 December 2026" in body


def test_a_no_says_what_is_true_of_who_pauses():
    subscription, by = world.member()
    actions.pause(subscription, date(2027, 3, 1), by=by, because=WHY)
    assert "Nothing is to be paid before your pause ends on 1 March 2027" in no_letter(subscription, by)


def test_a_no_names_no_card_that_is_not_there_or_is_not_asked():
    subscription, by = world.joined()
    body = no_letter(subscription, by)
    assert "You have £3 to pay, and can pay it today" in body
    assert "we ask the card" not in body


def test_a_no_says_that_a_payment_is_on_its_way():
    subscription, by = world.joined()
    world.tried(subscription)
    assert "A payment of £3 is on its way" in no_letter(subscription, by)


def test_who_had_no_reminder_of_a_year_because_they_waited_has_fourteen_days_from_the_answer():
    subscription, by = world.member("yearly")
    with on(date(2027, 10, 13)):
        asked = world.asks_not_to_pay(subscription, by)
    world.nights(date(2027, 11, 21), date(2027, 12, 2), every=5)
    with on(date(2027, 12, 2)):
        actions.decline_waiver(asked, by=world.officer(), because=WORDS)
    with on(date(2027, 12, 16)):
        found = queries.mine(world.person_of(by), by)
        assert found is not None
        assert "change_mind" in found.can
    with on(date(2027, 12, 17)):
        found = queries.mine(world.person_of(by), by)
        assert found is not None
        assert "change_mind" not in found.can


def test_who_waits_is_not_told_that_a_pause_ends_and_costs_again():
    subscription, by = world.member()
    actions.pause(subscription, date(2027, 3, 1), by=by, because=WHY)
    with on(date(2027, 2, 20)):
        asked = world.asks_not_to_pay(subscription, by)
        assert reminders.remind_due(date(2027, 2, 20)) == 0
        actions.withdraw_waiver(asked, by=by, because=WHY)
        assert reminders.remind_due(date(2027, 2, 20)) == 1
