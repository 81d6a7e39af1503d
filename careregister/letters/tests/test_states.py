"""The life of a letter, as the table has it."""

import pytest

from careregister.letters.states import HANDED_OVER, LETTER, REFUSED, RETURNED, UNCERTAIN, WRITTEN


@pytest.mark.parametrize("settled", [HANDED_OVER, REFUSED, RETURNED])
def test_what_has_arrived_or_failed_is_never_handed_over_by_itself(settled):
    assert not LETTER.lawful("begin", settled)
    assert not LETTER.lawful("put_back", settled)


def test_what_has_arrived_is_never_sent_again_and_what_failed_only_by_staff():
    assert not LETTER.lawful("send_again", HANDED_OVER)
    for failed in (REFUSED, RETURNED):
        assert LETTER.step("send_again").result(failed) == WRITTEN
    assert LETTER.step("send_again").who.roles


def test_an_uncertain_letter_goes_nowhere_until_it_is_put_back():
    assert not LETTER.lawful("begin", UNCERTAIN)
    assert LETTER.step("send_again").result(UNCERTAIN) == WRITTEN


def test_what_is_not_known_to_have_gone_does_not_come_back():
    assert not LETTER.lawful("return", WRITTEN)
    assert not LETTER.lawful("return", REFUSED)
