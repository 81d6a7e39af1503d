"""A small benchmark on every run of the tests: an edition that forgets people, or suspects strangers, does not pass."""

from bench.linkage import measure


def test_people_are_recognised_and_strangers_left_alone():
    outcome = measure(800, 200, 600, (0.2,))[0.2]
    assert outcome.recall > 0.95
    assert outcome.precision > 0.97
    assert sum(outcome.suspected.values()) <= 2
