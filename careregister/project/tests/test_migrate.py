"""Our `migrate` does less than Django's, and what it leaves out changes nothing."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import CheckConstraint, Index, Q

from careregister.project.management.commands.migrate import _classes_kept


def history() -> ProjectState:
    state = MigrationExecutor(connection).loader.project_state(("history", "0001_first"))
    assert state.apps.get_model("history", "Entry")
    return state


@pytest.mark.django_db
def test_a_constraint_and_an_index_are_known_to_the_class_that_was_there_before():
    state = history()
    before = state.apps.get_model("history", "Entry")
    said = CheckConstraint(condition=~Q(what=""), name="entry_said")
    with _classes_kept():
        state.add_constraint("history", "entry", said)
        state.add_index("history", "entry", Index(fields=["because"], name="entry_because"))
    after = state.apps.get_model("history", "Entry")
    assert after is before
    assert said in after._meta.constraints
    assert "entry_because" in {one.name for one in after._meta.indexes}
    assert said in state.models["history", "entry"].options["constraints"]


@pytest.mark.django_db
def test_the_tables_have_every_constraint_and_index_that_the_models_say():
    """The template of the tests was made by our `migrate`."""
    with connection.cursor() as cursor:
        cursor.execute("select conname from pg_constraint union select indexname from pg_indexes")
        there = {name for (name,) in cursor.fetchall()}
    ours = [model for model in apps.get_models() if model.__module__.startswith("careregister.")]
    said = {one.name for model in ours for one in (*model._meta.constraints, *model._meta.indexes)}
    assert len(said) > 250
    assert said - there == set()


def test_whoever_migrates_otherwise_has_djangos_own_way_back():
    original = vars(ProjectState)["_append_option"]
    with _classes_kept():
        assert vars(ProjectState)["_append_option"] is not original
    assert vars(ProjectState)["_append_option"] is original
