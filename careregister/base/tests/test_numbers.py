"""Registration numbers: whatever is misheard or mistyped once is caught, and whatever is typed kindly is understood."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careregister.base import numbers

PREFIX = "CR"
bodies = st.integers(0, 10**8 - 1).map(lambda body: f"{body:08d}")
MANY = [f"{body:08d}" for body in (0, 1, 10**8 - 1, 12345678, *random.Random(7).sample(range(10**8), 300))]


@pytest.mark.parametrize("place", range(numbers.DIGITS))
def test_every_single_wrong_digit_is_caught(place):
    for body in MANY:
        right = body + numbers.check_digit(body)
        for digit in "0123456789":
            typed = right[:place] + digit + right[place + 1 :]
            assert numbers.is_sound(typed) == (typed == right)


@pytest.mark.parametrize("place", range(numbers.DIGITS - 1))
def test_every_swap_of_neighbours_is_caught(place):
    for body in MANY:
        right = body + numbers.check_digit(body)
        typed = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
        assert numbers.is_sound(typed) == (typed == right)


def test_the_check_table_catches_both_for_any_number_of_any_length():
    """Damm's property itself: no row repeats a digit, and no two digits are exchanged without a difference."""
    table = numbers._DAMM
    for row in range(10):
        assert sorted(table[row]) == list("0123456789")
        assert table[row][row] == "0"
        for one in range(10):
            for other in range(10):
                there = table[int(table[row][one])][other]
                back = table[int(table[row][other])][one]
                assert (there == back) == (one == other)


@pytest.mark.parametrize("typed", ["\x00", "\x00\x1f\x7f\x85", " \x00 "])
def test_characters_that_nobody_can_type_are_nothing(typed):
    assert numbers.squeeze(typed) == ""
    assert numbers.squeeze(f"cr{typed}123") == "CR123"


@pytest.mark.parametrize("typed", ["CR123456786", "123 456 786", "cr-123-456-780", "123456780"])
def test_nine_digits_have_our_shape_whatever_the_check_digit(typed):
    assert numbers.has_our_shape(typed, PREFIX)


@pytest.mark.parametrize("typed", ["", "CR", "CR12345678", "XX123456786", "CR١٢٣٤٥٦٧٨٦", "CRCR123456786"])
def test_what_is_not_nine_digits_has_not(typed):
    assert not numbers.has_our_shape(typed, PREFIX)


@given(bodies)
def test_a_digit_too_few_or_too_many_is_no_number(body):
    right = body + numbers.check_digit(body)
    assert not numbers.is_sound(right[:-1])
    assert not numbers.is_sound(right + "0")
    assert numbers.canonical(right + "0", PREFIX) is None


@pytest.mark.parametrize(
    "typed",
    [
        "CR123456786",
        "cr123456786",
        " Cr 123 456 786 ",
        "123456786",
        "CR-123-456-786",
        "CR–123—456−786",
        "CR‑123‑456‑786",
        "CR 123 456 786",
        "CR\t123\n456 786",
        "CR.123/456_786",
        "c r 1 2 3 4 5 6 7 8 6",
        "CR\u200b123\u00ad456\ufeff786",
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed):
    assert numbers.canonical(typed, PREFIX) == "CR123456786"


@pytest.mark.parametrize(
    "typed",
    ["", "CR", "CR12345678O", "XX123456782", "CRCR123456782", "١٢٣٤٥٦٧٨٩", "²23456782", "CR12345678", "1e8", "-1"],
)
def test_what_cannot_be_a_number_is_none(typed):
    assert numbers.canonical(typed, PREFIX) is None


@given(st.text())
def test_no_text_whatever_breaks_the_reading_of_numbers(text):
    found = numbers.canonical(text, PREFIX)
    assert found is None or numbers.canonical(found, PREFIX) == found
    assert not (found and numbers.looks_mistyped(text, PREFIX))
    numbers.grouped(text)


@given(bodies, st.integers(1, 9))
def test_a_wrong_check_digit_is_mistyped_and_a_wrong_length_is_not(body, off):
    wrong = body + str((int(numbers.check_digit(body)) + off) % 10)
    assert numbers.looks_mistyped(f"cr {wrong}", PREFIX)
    assert not numbers.looks_mistyped(f"cr {wrong[:-1]}", PREFIX)
    assert not numbers.looks_mistyped("Smith", PREFIX)


@given(bodies)
def test_a_number_is_shown_in_threes_and_read_back_the_same(body):
    number = f"CR{body}{numbers.check_digit(body)}"
    shown = numbers.grouped(number)
    assert [len(part) for part in shown.split(" ")] == [2, 3, 3, 3]
    assert numbers.canonical(shown, PREFIX) == number
    assert numbers.grouped(number[2:]) == shown[3:]


def test_made_numbers_are_sound_and_keep_their_leading_noughts():
    assert numbers.make(PREFIX, lambda most: 0) == "CR000000000"
    assert numbers.make(PREFIX, lambda most: most - 1).startswith("CR99999999")
    made = {numbers.make(PREFIX) for _ in range(500)}
    assert len(made) > 495
    assert all(numbers.canonical(number, PREFIX) == number for number in made)
