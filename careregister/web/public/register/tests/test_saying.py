"""What an entry's small words say."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from careregister.base import clock
from careregister.web.public.register import saying


def entry(status: str, **days) -> Any:
    told = {"tier": "", "first_registered": None, "since": None, "town": "", "county": "", "status": status}
    return SimpleNamespace(**told, **days)


@pytest.mark.parametrize(
    ("status", "days_past", "words"),
    [
        ("registered", -1, None),
        ("registered", 1, "until we renew or end it."),
        ("paused", 1, "on the register, paused,"),
    ],
)
def test_past_the_last_day_it_promises_nothing_that_is_not_happening(status: str, days_past: int, words: str | None):
    today = clock.today()
    shown = entry(status, as_at=today, registered_until=today - timedelta(days=days_past))
    [(_label, _day, small)] = saying.facts(shown)
    assert (small is None) if words is None else (words in (small or "") and "looked at" not in (small or ""))
