"""Nothing that is held is forgotten: each field is given out, or held back with a reason."""

from careregister.base.parts import WHY_NOT
from careregister.people.held import LIBRARIES
from careregister.privacy import walking
from tests.shape.test_held import classified


def test_every_held_field_is_given_out_or_held_back():
    held = classified()[0].keys() | LIBRARIES.keys()
    told = {f"{table.model}.{name}" for table in walking.all_tables() for name in {*table.shows, *table.withholds}}
    assert held - told == set()


def test_each_table_is_told_once_and_each_reason_is_known():
    tables = walking.all_tables()
    assert len({table.model for table in tables}) == len(tables)
    assert {why for table in tables for why in table.withholds.values()} <= WHY_NOT.keys()
    assert not [table.model for table in tables if table.shows.keys() & table.withholds.keys()]
