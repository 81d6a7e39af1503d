"""The private check: only somebody who knows the number and the birth date can make the hash, and buckets stay full."""

import hashlib
from datetime import date

import pytest

from careregister.register import private_check

BORN = date(1990, 2, 1)


def test_another_number_or_another_day_is_another_hash():
    right = private_check.digest("CR123456786", BORN)
    assert right == private_check.digest("CR123456786", date(1990, 2, 1))
    assert right != private_check.digest("CR123456786", date(1990, 1, 2))
    assert right != private_check.digest("CR123456795", BORN)
    assert len(right) == 40
    assert set(right) <= set("0123456789abcdef")


def test_anybody_can_make_the_hash_with_a_standard_library():
    ours = hashlib.scrypt(b"CR123456786|1990-02-01", salt=b"care-register private check 1", n=8192, r=8, p=1, dklen=20)
    assert private_check.digest("CR123456786", BORN) == ours.hex()


def test_many_at_once_are_the_same_in_the_same_order():
    pairs = [(f"CR{number:09d}", BORN) for number in range(5)]
    assert private_check.digests(pairs) == [private_check.digest(*pair) for pair in pairs]
    assert private_check.digests([]) == []


@pytest.mark.parametrize(
    ("count", "length"), [(0, 2), (3_000, 2), (40_959, 2), (40_960, 3), (655_360, 4), (1_500_000, 4), (10**12, 6)]
)
def test_a_prefix_is_shared_by_about_ten_people_or_more(count, length):
    assert private_check.prefix_length(count) == length
    if length > 2:
        assert count / 16**length >= private_check.FEWEST_IN_A_BUCKET
