"""Drawing lots: the same for the same seed and list, about a fortieth, and fair."""

import hashlib
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from careregister.training import lots

SHARE = Decimal("0.025")
numbers = some.lists(some.integers(0, 10**9 - 1).map(lambda number: f"CR{number:09}"), max_size=300, unique=True)


def test_of_nobody_nobody_is_drawn():
    assert lots.draw([], "seed", SHARE) == lots.Lots((), "", hashlib.sha256(b"").hexdigest(), 0)


@given(numbers, some.text(min_size=1), some.randoms())
def test_the_same_seed_and_list_draw_the_same_whatever_the_order(listed, seed, dice):
    before = lots.draw(listed, seed, SHARE)
    dice.shuffle(listed)
    assert lots.draw(listed, seed, SHARE) == before


@given(numbers, some.text(min_size=1))
def test_the_share_is_rounded_up_to_whole_people(listed, seed):
    found = lots.draw(listed, seed, SHARE)
    assert len(found.drawn) == -(-len(listed) * 25 // 1000)
    assert set(found.drawn) <= set(listed)
    assert found.size == len(listed)


@given(numbers.filter(bool), some.text(min_size=1))
def test_anybody_can_check_one_number_with_seed_and_threshold(listed, seed):
    """As the public page says it, with nothing but SHA-256."""
    found = lots.draw(listed, seed, SHARE)
    for number in listed:
        own = hashlib.sha256((seed + number).encode()).hexdigest()
        assert (own <= found.threshold) == (number in found.drawn)


@given(numbers, some.text(min_size=1))
def test_another_list_has_another_digest(listed, seed):
    assert lots.draw([*listed, "CR000000000x"], seed, SHARE).digest != lots.draw(listed, seed, SHARE).digest


def test_over_many_seeds_everybody_is_drawn_about_as_often():
    listed = [f"CR{number:09}" for number in range(200)]
    times = dict.fromkeys(listed, 0)
    for seed in range(2000):
        for number in lots.draw(listed, str(seed), SHARE).drawn:
            times[number] += 1
    assert sum(times.values()) == 2000 * 5
    assert all(20 <= count <= 90 for count in times.values()), (min(times.values()), max(times.values()))


def test_the_digest_is_that_of_a_text_file_with_one_number_a_line():
    assert lots.draw(["CR2", "CR1"], "s", SHARE).digest == hashlib.sha256(b"CR1\nCR2\n").hexdigest()
