"""What counts for what: each thing once for each requirement, whatever was added, changed, removed or closed before."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as some

from careregister.training import counting
from careregister.training.counting import AWARD, LEARNING, Item
from careregister.training.states import MINUTES, REFLECTIONS, WITH

NAMES = UUID("6f3b0a52-7d7d-4a7e-8a6b-0c3c1de8d1aa")
BEGINS = date(2025, 3, 15)
YEAR = (BEGINS, date(2026, 3, 14))


def learning(day: date, minutes: int = 60, name: str = "one", **said) -> Item:
    said = {"with_others": False, "reflected": False, "topic": "", **said}
    return Item(LEARNING, uuid5(NAMES, name), day, minutes, **said)


def course(day: date, topic: str = "fire_safety", minutes: int = 60, name: str = "course") -> Item:
    return Item(AWARD, uuid5(NAMES, name), day, minutes, False, False, topic)


def total(items, taken=None, year=YEAR) -> dict[str, int]:
    return counting.totals(counting.counted(items, taken or {}, *year))


def test_nothing_is_nothing():
    assert total([]) == {MINUTES: 0, WITH: 0, REFLECTIONS: 0}


def test_both_ends_of_the_year_are_within_it_and_their_neighbours_are_not():
    days = [YEAR[0], YEAR[1], YEAR[0] - timedelta(days=1), YEAR[1] + timedelta(days=1)]
    assert total([learning(day, name=str(day)) for day in days])[MINUTES] == 120


def test_one_thing_counts_for_several_requirements_and_for_each_once():
    assert total([learning(BEGINS, 45, with_others=True, reflected=True)]) == {MINUTES: 45, WITH: 45, REFLECTIONS: 1}


def test_what_has_counted_for_another_year_counts_no_more():
    one = learning(BEGINS, with_others=True, reflected=True)
    before = BEGINS + timedelta(days=10)
    taken = {(one.id, requirement): before for requirement in (MINUTES, WITH, REFLECTIONS)}
    assert total([one], taken) == {MINUTES: 0, WITH: 0, REFLECTIONS: 0}
    assert total([one], taken, (BEGINS - timedelta(days=300), before))[MINUTES] == 60


def test_a_course_counts_by_itself_and_the_same_course_in_the_log_counts_in_its_place():
    assert total([course(BEGINS)])[MINUTES] == 60
    logged = learning(BEGINS, 180, topic="fire_safety", with_others=True)
    assert total([course(BEGINS), logged]) == {MINUTES: 180, WITH: 180, REFLECTIONS: 0}
    another_day = learning(BEGINS + timedelta(days=1), 20, topic="fire_safety")
    assert total([course(BEGINS), another_day])[MINUTES] == 80


def test_a_course_that_has_counted_is_not_told_again_in_the_log():
    one = course(BEGINS)
    again = learning(BEGINS, 180, topic="fire_safety", with_others=True)
    taken = {(one.id, MINUTES): BEGINS + timedelta(days=1)}
    assert total([one, again], taken) == {MINUTES: 0, WITH: 0, REFLECTIONS: 0}


days = some.integers(0, 1100).map(lambda after: BEGINS + timedelta(days=after))
items = some.builds(
    Item,
    some.sampled_from([LEARNING, AWARD]),
    some.integers(0, 30).map(lambda number: uuid5(NAMES, str(number))),
    days,
    some.integers(0, 600),
    some.booleans(),
    some.booleans(),
    some.sampled_from(["", "fire_safety", "dementia"]),
)
lists = some.lists(items, max_size=25, unique_by=lambda item: item.id)


@given(lists, some.lists(some.tuples(days, some.integers(10, 500)), min_size=1, max_size=6), some.randoms())
def test_nothing_counts_twice_whatever_years_are_closed_in_whatever_order(rows, years, dice):
    taken: dict[tuple[UUID, str], date] = {}
    seen: list[tuple[UUID, str]] = []
    closed: set[date] = set()
    for since, length in years:
        until = since + timedelta(days=length)
        dice.shuffle(rows)  # whatever order they were written down in
        some_rows = rows[: dice.randint(0, len(rows))]  # and whatever was removed, or is not written yet
        if until in closed:
            continue
        found = counting.counted(some_rows, taken, since, until)
        seen += [(one.id, one.requirement) for one in found]
        taken |= {(one.id, one.requirement): until for one in found}
        closed.add(until)
    assert len(seen) == len(set(seen))


@given(lists, some.randoms())
def test_the_order_of_writing_makes_no_difference(rows, dice):
    before = counting.counted(rows, {}, *YEAR)
    dice.shuffle(rows)
    assert counting.counted(rows, {}, *YEAR) == before


@given(lists)
def test_no_day_is_counted_for_more_than_was_learnt_on_it(rows):
    assert total(rows)[MINUTES] <= sum(item.minutes for item in rows)
    assert total(rows)[WITH] <= total(rows)[MINUTES]
    assert total(rows)[REFLECTIONS] <= len(rows)
