"""Times as people write them."""

import pytest

from careregister.web.account.training.forms import minutes_in
from careregister.web.account.training.words import length


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("45", 45), ("45 min", 45), ("45 minutes", 45), ("45mins", 45), ("90m", 90), ("1h", 60), ("1h20", 80),
        ("1 h 20", 80), ("1 hour 20", 80), ("1 hour and 20 minutes", 80), ("2 hours", 120), ("2 hrs", 120),
        ("1.5 hours", 90), ("1,5 h", 90), ("1:20", 80), ("0:45", 45), ("an hour", 60), ("An hour and a half", 90),
        ("2 hours and a half", 150), ("half an hour", 30), ("1 hour 30 minutes.", 90), ("100 hours", 6000),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_was_meant(said, minutes):
    assert minutes_in(said) == minutes


@pytest.mark.parametrize(
    "said", ["", "a while", "0", "-5", "1:75", "h", "101 hours", "20 21 22", "two", "1e3", "٣٠ hours!"]
)
def test_what_is_no_time_is_asked_again(said):
    assert minutes_in(said) is None


@pytest.mark.parametrize("minutes", [1, 45, 60, 61, 80, 120, 599, 6000])
def test_what_we_write_we_can_read(minutes):
    assert minutes_in(length(minutes)) == minutes
