"""Rules are dated data with a source: the row in force on the day is used, and no row is a named refusal."""

from datetime import date

import pytest

from careregister.base import body
from careregister.base.refusals import Refused

FILE = """
[body]
name = "A Body"
short_name = "AB"
register_name = "Register"
number_prefix = "AB"
email = "a@example.org"
phone = "0"
address = "-"
website = "https://example.org"
[[rule]]
code = "fee"
since = 2026-04-01
value = 3
source = "Board, March 2026"
[[rule]]
code = "fee"
since = 2020-01-01
value = 2
source = "Board, 2019"
"""


@pytest.fixture
def a_body(settings, tmp_path):
    settings.BODY_FILE = tmp_path / "body.toml"
    settings.BODY_FILE.write_text(FILE, encoding="utf-8")


@pytest.mark.parametrize(("code", "day"), [("fee", date(2019, 12, 31)), ("fine", date(2026, 6, 10))])
def test_a_day_without_a_rule_is_refused_by_name(a_body, code, day):
    with pytest.raises(body.NoRuleInForce) as refusal:
        body.rule(code, day)
    assert isinstance(refusal.value, Refused)
    assert (refusal.value.reason, refusal.value.detail["code"]) == ("no_rule_in_force", code)


@pytest.mark.parametrize(
    ("day", "fee"),
    [(date(2020, 1, 1), 2), (date(2026, 3, 31), 2), (date(2026, 4, 1), 3), (date(2099, 1, 1), 3)],
)
def test_the_row_in_force_on_the_day_is_used_whatever_order_they_stand_in(a_body, day, fee):
    row = body.body().rule("fee", day)
    assert row.value == body.rule("fee", day) == fee
    assert row.source
    assert row.since <= day


def test_every_rule_of_the_body_that_is_served_has_a_source_and_one_row_for_a_day():
    rows = body.body().rows
    assert all(row.source.strip() for row in rows)
    assert len({(row.code, row.since) for row in rows}) == len(rows)
