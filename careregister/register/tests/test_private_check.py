"""The private check: only somebody who knows the number and the whole name can make the hash, and buckets stay full."""

import hashlib

import pytest

from careregister.register import private_check

NAME = "Zoë O’Brien-Łukasz"


def test_another_number_or_another_name_is_another_hash():
    right = private_check.digest("CR123456786", NAME)
    assert right != private_check.digest("CR123456786", "Zoë O’Brien")
    assert right != private_check.digest("CR123456795", NAME)
    assert len(right) == 40
    assert set(right) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "typed", ["zoe obrien lukasz", "Łukasz, Zoë O'Brien", "LUKASZ  OBRIEN ZOE", "Zoë Zoë OʼBrien-Lukasz"]
)
def test_case_accents_apostrophes_hyphens_and_order_do_not_matter(typed):
    assert private_check.digest("CR123456786", typed) == private_check.digest("CR123456786", NAME)


def test_anybody_can_make_the_hash_with_a_standard_library():
    text = b"CR123456786|lukasz obrien zoe"
    ours = hashlib.scrypt(text, salt=b"care-register private check 2", n=8192, r=8, p=1, dklen=20)
    assert private_check.digest("CR123456786", NAME) == ours.hex()


def test_many_at_once_are_the_same_in_the_same_order():
    pairs = [(f"CR{number:09d}", NAME) for number in range(5)]
    assert private_check.digests(pairs) == [private_check.digest(*pair) for pair in pairs]
    assert private_check.digests([]) == []


@pytest.mark.parametrize(
    ("count", "length"), [(0, 2), (3_000, 2), (40_959, 2), (40_960, 3), (655_360, 4), (1_500_000, 4), (10**12, 6)]
)
def test_a_prefix_is_shared_by_about_ten_people_or_more(count, length):
    assert private_check.prefix_length(count) == length
    if length > 2:
        assert count / 16**length >= private_check.FEWEST_IN_A_BUCKET
