"""Letters before money is taken: each is written once, on its day or as soon after a missed one."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.letters.models import Letter
from careregister.membership import actions, jobs, reminders
from careregister.membership.models import Notice

from . import world
from .world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY = world.WHY


def days(first: date, last: date, *, but: date | None = None) -> list[tuple[date, str]]:
    """Every morning of these days, and the nights on which something begins: on which day which reminder was written."""
    known, written = set(Notice.objects.values_list("pk", flat=True)), []
    while first <= last:
        if first.day in (1, TODAY.day):  # an employer's months and everybody else's
            world.night(first)
        if first != but:
            with clock.at(world.moment(first)):
                count = jobs.remind_due()
            new = list(Notice.objects.exclude(pk__in=known).order_by("kind")) if count else []
            known |= {notice.pk for notice in new}
            written += [(first, notice.kind) for notice in new]
        first += timedelta(days=1)
    assert len(known) == Notice.objects.count()
    return written


def paid(subscription, day: date) -> None:
    with clock.at(world.moment(day)):
        world.pay(subscription)


def test_a_yearly_renewal_is_told_twice_before_and_once_after():
    subscription, _by = world.member("yearly")
    written = days(date(2027, 10, 20), date(2027, 11, 22))
    paid(subscription, date(2027, 11, 22))
    written += days(date(2027, 11, 23), date(2027, 11, 30))
    assert written == [
        (date(2027, 10, 23), "renewal_coming"),
        (date(2027, 11, 15), "renewal_coming_soon"),
        (date(2027, 11, 22), "cooling_off"),
    ]
    letter = Letter.objects.select_related("words").filter(kind="membership.renewal_coming").first()
    assert letter is not None
    text = letter.words.opened("body")
    assert "22 November 2027" in text
    assert "£36" in text
    assert "/account/membership/" in text


def test_a_missed_morning_is_made_good():
    world.member("yearly")
    assert days(date(2027, 10, 22), date(2027, 10, 26), but=date(2027, 10, 23)) == [
        (date(2027, 10, 24), "renewal_coming")
    ]


def test_who_cancelled_is_reminded_of_nothing():
    subscription, by = world.member("yearly")
    actions.cancel(subscription, by=by, because=WHY)
    assert days(date(2027, 10, 20), date(2027, 11, 21)) == []


def test_a_monthly_member_is_reminded_for_the_last_payment_of_each_six_months():
    subscription, _by = world.member()
    written, day = [], TODAY + timedelta(days=1)
    for _month in range(13):
        until = world.row(subscription).dues_until
        written += days(day, until)
        paid(subscription, until)
        day = until + timedelta(days=1)
    assert written == [(date(2027, 5, 12), "half_yearly"), (date(2027, 11, 12), "half_yearly")]


def test_another_amount_is_told_before_it_is_taken():
    subscription, by = world.member()
    actions.change_plan(subscription, "register_yearly", by=by, because=WHY)
    assert days(date(2026, 11, 23), date(2026, 12, 21)) == [
        (date(2026, 11, 23), "renewal_coming"),
        (date(2026, 12, 15), "renewal_coming_soon"),
    ]


def test_paying_again_after_a_waiver_is_told_before():
    subscription, by = world.joined()
    request = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    actions.grant_waiver(request, 2, by=world.officer(), because=WHY)
    assert days(date(2026, 12, 25), date(2027, 1, 21)) == [(date(2027, 1, 8), "payment_coming")]


def test_the_end_of_a_pause_is_told_before():
    subscription, by = world.member()
    actions.pause(subscription, date(2027, 3, 1), by=by, because=WHY)
    assert days(date(2026, 12, 20), date(2027, 2, 28)) == [(date(2027, 2, 15), "pause_ends")]


def test_a_worker_whose_employer_pays_is_told_of_no_payment():
    employer, owner = world.employer()
    subscription, _worker = world.covered(employer, owner)
    world.night(date(2026, 11, 23))
    paid(subscription, date(2026, 11, 24))
    assert days(date(2026, 12, 1), date(2026, 12, 31)) == []


def test_what_is_due_is_one_statement(django_assert_num_queries):
    for _one in range(3):
        world.member("yearly")
    with django_assert_num_queries(1):
        assert len(reminders.due(date(2027, 10, 25))) == 3
