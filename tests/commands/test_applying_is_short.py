"""Half an hour on a phone: the form may not grow unnoticed. A count of words, not a clock."""

from bench import applying


def test_there_is_not_more_to_read_and_fill_in_than_half_an_hour_takes():
    found = applying.effort()
    assert found.words < 1_900, found
    assert found.pages < 35, found
    assert found.fields < 100, found
    assert found.minutes < applying.MOST_MINUTES, found
