"""Money is read as people write it, and a share of it is whole pence."""

import pytest

from careregister.base.money import pounds, share


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (300, "£3"),
        (3600, "£36"),
        (250, "£2.50"),
        (5, "£0.05"),
        (0, "£0"),
        (-24, "−£0.24"),
        (123456789, "£1,234,567.89"),
    ],
)
def test_written_as_people_read_it(pence, written):
    assert pounds(pence) == written


@pytest.mark.parametrize(
    ("pence", "percent", "of_it"), [(300, "1.5", 5), (300, "1", 3), (3600, "1.5", 54), (350, "1", 4)]
)
def test_a_share_is_whole_pence_halves_up(pence, percent, of_it):
    assert share(pence, percent) == of_it
