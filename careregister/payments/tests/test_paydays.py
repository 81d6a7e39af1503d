"""Failed payments are tried again when people have money, and never for ever."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careregister.payments.paydays import NO_USE, is_payday, next_try

RULE = {
    "rest_days": 3, "most": {"card": 3, "bacs_debit": 2}, "days_of_month": [1, 15, 28], "fridays": True,
    "month_end": True,
}  # fmt: skip
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("code", sorted(NO_USE))
def test_what_asking_again_does_not_mend_is_not_asked_again(code: str):
    assert next_try(date(2026, 11, 2), 1, "card", code, RULE) is None


def test_after_the_last_try_there_is_none():
    assert next_try(date(2026, 11, 2), 4, "card", "insufficient_funds", RULE) is None
    assert next_try(date(2026, 11, 2), 3, "bacs_debit", "insufficient_funds", RULE) is None


@pytest.mark.parametrize(
    ("failed", "again"),
    [
        (date(2026, 11, 2), date(2026, 11, 6)),  # a Monday: the Friday after three days of rest
        (date(2026, 11, 4), date(2026, 11, 13)),  # the next Friday is too soon
        (date(2026, 11, 25), date(2026, 11, 30)),  # the last working day of the month
        (date(2026, 12, 11), date(2026, 12, 15)),
        (date(2026, 5, 26), date(2026, 5, 29)),  # the 31st is a Sunday, so the month ends on the Friday
    ],
)
def test_the_next_try_is_the_first_payday_after_a_rest(failed: date, again: date):
    assert next_try(failed, 1, "card", "insufficient_funds", RULE) == again


@given(failed=DAYS)
def test_every_try_is_soon_on_a_working_day_and_after_a_rest(failed: date):
    again = next_try(failed, 1, "card", "card_declined", RULE)
    assert again is not None
    assert timedelta(days=3) <= again - failed <= timedelta(days=10)
    assert is_payday(again, RULE)
    assert again.weekday() < 5


@given(failed=DAYS)
def test_a_rule_without_paydays_still_rests(failed: date):
    rule = RULE | {"days_of_month": [], "fridays": False, "month_end": False}
    assert next_try(failed, 1, "card", "card_declined", rule) == failed + timedelta(days=3)
