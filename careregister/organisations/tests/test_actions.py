"""Taking an edition in: what is refused, then what it changes and what history says of it."""

from datetime import date

import pytest
from django.db import connection

from careregister.base.actors import ANONYMOUS, CLOCK, Because, importing
from careregister.base.refusals import NotAllowed
from careregister.history.queries import latest, of_subject
from careregister.organisations import actions, directory, queries, seeds
from careregister.organisations.comparing import Changes, compare
from careregister.organisations.models import Edition, Location

FEBRUARY, MARCH = date(2026, 2, 27), date(2026, 3, 27)
HEADER = "Name,Postcode,Phone number,CQC Location ID"
WHY = Because("directory_edition")

pytestmark = pytest.mark.django_db


def of(*lines: str, header: str = HEADER) -> directory.Directory:
    found = directory.read("\n".join([header, *lines]).encode())
    assert not found.problems
    return found


def take(found: directory.Directory, edition: date = FEBRUARY, *, by=None, **how) -> Changes:
    return actions.import_directory(found, edition, by=by or importing("test"), because=WHY, **how)


def known(location_id: str) -> queries.Place:
    found = queries.place(location_id)
    assert found is not None
    return found


ROSE, ELM = "Rose House,M41 5BU,0161 1,1-100000001", "Elm House,M41 5BV,0161 2,1-100000002"


@pytest.mark.parametrize("by", [ANONYMOUS, CLOCK])
def test_nobody_but_an_import_changes_the_directory(by):
    with pytest.raises(NotAllowed) as refused:
        take(of(ROSE), by=by)
    assert refused.value.reason == "not_an_import"


def test_a_file_with_problems_changes_nothing():
    found = directory.read(f"{HEADER}\n{ROSE}\n,M41 5BU,,1-100000003".encode())
    with pytest.raises(NotAllowed) as refused:
        take(found)
    assert refused.value.reason == "unreadable"
    assert not Location.objects.exists()


def test_a_file_without_places_is_refused():
    with pytest.raises(NotAllowed) as refused:
        take(of())
    assert refused.value.reason == "empty"


def test_an_older_edition_never_overwrites_a_newer_one():
    take(of(ROSE), MARCH)
    with pytest.raises(NotAllowed) as refused:
        take(of("Old House,M41 5BU,0161 1,1-100000001"), FEBRUARY)
    assert refused.value.reason == "older_edition"
    assert known("1-100000001").name == "Rose House"


def test_more_than_a_fifth_does_not_leave_unless_it_is_said_that_they_may():
    many = [f"House {number},,,1-2000000{number:02}" for number in range(60)]
    take(of(*many))
    with pytest.raises(NotAllowed) as refused:
        take(of(*many[:40]), MARCH)
    assert refused.value.reason == "too_many_left"
    assert refused.value.detail == {"left": 20, "of": 60}
    assert len(take(of(*many[:40]), MARCH, may_leave=True).left) == 20


def test_the_same_file_twice_changes_nothing_and_leaves_no_second_line():
    take(of(ROSE, ELM))
    before = list(Location.objects.order_by("pk").values())
    assert not take(of(ROSE, ELM)).any
    assert list(Location.objects.order_by("pk").values()) == before
    assert Edition.objects.count() == len(latest("organisations.directory_imported")) == 1


def test_a_dry_run_writes_nothing():
    assert len(compare(of(ROSE), FEBRUARY).new) == 1
    assert not Location.objects.exists()


def test_an_edition_says_what_is_new_changed_and_gone():
    take(of(ROSE, ELM))
    changes = take(of("Rose Villa,M41 5BU,0161 1,1-100000001", "Oak House,,,1-100000003"), MARCH)
    assert [place.location_id for place in changes.new] == ["1-100000003"]
    assert [(place.location_id, fields) for place, fields in changes.changed] == [("1-100000001", ("name",))]
    assert [place.location_id for place in changes.left] == ["1-100000002"]

    rose, elm = known("1-100000001"), known("1-100000002")
    assert (rose.name, rose.first_listed, rose.last_listed, rose.left_on) == ("Rose Villa", FEBRUARY, MARCH, None)
    assert (elm.first_listed, elm.last_listed, elm.left_on) == (FEBRUARY, FEBRUARY, MARCH)


def test_history_says_who_changed_left_and_returned_and_counts_the_rest():
    take(of(ROSE, ELM))
    take(of("Rose Villa,M41 5BU,0161 1,1-100000001"), MARCH)
    take(of("Rose Villa,M41 5BU,0161 1,1-100000001", ELM), date(2026, 4, 27))
    counts = [line.refs for line in latest("organisations.directory_imported")]
    assert counts[1] == {"edition": "2026-03-27", "listed": 1, "new": 0, "changed": 1, "returned": 0, "left": 1}
    elm, rose = known("1-100000002"), known("1-100000001")
    kind = "organisations.location"
    assert [line.what for line in of_subject(kind, elm.id)] == [
        "organisations.location_returned",
        "organisations.location_left",
    ]
    assert [line.refs["fields"] for line in of_subject(kind, rose.id)] == [["name"]]


def test_a_place_that_comes_back_is_the_same_place():
    take(of(ROSE, ELM))
    before = known("1-100000002").id
    take(of(ROSE), MARCH)
    changes = take(of(ROSE, ELM), date(2026, 4, 27))
    assert [place.location_id for place in changes.returned] == ["1-100000002"]
    after = known("1-100000002")
    assert (after.id, after.left_on) == (before, None)


def test_a_column_that_is_not_there_leaves_what_is_known_alone():
    take(of(ROSE))
    take(of("1-100000001,Rose House", header="Location ID,Location name"), MARCH)
    assert known("1-100000001").phone == "0161 1"


def test_a_cell_that_has_been_emptied_empties_the_field():
    take(of(ROSE))
    take(of("Rose House,M41 5BU,,1-100000001"), MARCH)
    assert known("1-100000001").phone == ""


def test_nobody_leaves_because_a_part_does_not_name_them():
    take(of(ROSE))
    assert not take(of(ELM), MARCH, partial=True).left
    assert queries.count_listed() == 2


def test_thousands_of_places_take_few_statements(django_assert_max_num_queries):
    found = of(*(f"House {number},M41 5BU,,1-3000{number:05}" for number in range(3000)))
    with django_assert_max_num_queries(16):
        take(found)
    with django_assert_max_num_queries(12):
        take(found, MARCH)
    assert queries.count_listed() == 3000


def test_the_demo_has_the_56_homes_once_however_often_it_is_loaded():
    assert seeds.load() == seeds.load() == queries.count_listed() == 56
    assert queries.newest_edition() == FEBRUARY
    assert connection.in_atomic_block
