"""The filters of history: days as people write them, words instead of codes."""

from datetime import UTC, datetime

import pytest

from careregister.base import clock
from careregister.history.sentences import all_events
from careregister.register.tests import staffed
from careregister.web.staff.register import words

pytestmark = pytest.mark.django_db
HISTORY = "/staff/history/"
ADMITTED = "admitted Zoë O’Brien"


@pytest.mark.parametrize("day", ["4 March 2026", "4 mar 2026", "04/03/2026", "2026-03-04"])
def test_a_day_is_written_as_people_write_it(signed_in, day):
    with clock.at(datetime(2026, 3, 4, 11, tzinfo=UTC)):
        staffed.admitted()
    auditor = signed_in("auditor")
    assert ADMITTED in auditor.get(HISTORY, {"first": day, "last": day}).content.decode()
    assert ADMITTED not in auditor.get(HISTORY, {"first": "5 March 2026"}).content.decode()
    assert ADMITTED not in auditor.get(HISTORY, {"last": "3 March 2026"}).content.decode()


def test_a_day_that_is_none_is_said_beside_its_box(signed_in):
    told = signed_in("auditor").get(HISTORY, {"first": "31 June 2026"}).content.decode()
    assert "The first day must be a real date: June 2026 has no day 31" in told
    assert 'value="31 June 2026"' in told


def test_every_part_of_history_has_words_of_its_own():
    rooms = {name.partition(".")[0] for name in all_events()}
    assert {room for room in rooms if words.room(room) == room.capitalize()} <= {"applications", "letters"}
