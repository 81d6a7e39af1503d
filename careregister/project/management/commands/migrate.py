"""Django's own `migrate`, in a third of the time where there is much to do: the first start, and the tests' template.

With every table, constraint and index that a migration adds, Django makes anew the classes of the table and of all that
are connected with it. Of hundreds of them that is more work than everything else together, and changes nothing: a class
that is new is known to those it refers to as soon as it is made, and a constraint or an index is no part of what the
other tables see.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    """Migrate; tables, constraints and indexes are added to the classes there are."""

    def handle(self, *args: Any, **options: Any) -> None:
        with _classes_kept():
            super().handle(*args, **options)


@contextmanager
def _classes_kept() -> Iterator[None]:
    add_model = ProjectState.add_model
    append_option = ProjectState._append_option  # type: ignore[attr-defined]  # when it is gone, every test says so
    ProjectState.add_model = _add_model  # type: ignore[assignment, method-assign]
    ProjectState._append_option = _append_option  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState.add_model = add_model  # type: ignore[assignment, method-assign]
        ProjectState._append_option = append_option  # type: ignore[attr-defined]


def _add_model(state: ProjectState, model_state: ModelState) -> None:
    key = model_state.app_label, model_state.name_lower
    known = key in state.models
    state.models[key] = model_state
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)  # type: ignore[attr-defined]
    if "apps" in state.__dict__:
        if known:
            state.reload_model(*key)
        else:
            state.apps.render_multiple([model_state])


def _append_option(state: ProjectState, app_label: str, model_name: str, option: str, added: Any) -> None:
    kept = state.models[app_label, model_name].options
    kept[option] = [*kept[option], added]
    if "apps" in state.__dict__:
        meta = state.apps.get_model(app_label, model_name)._meta
        setattr(meta, option, [*getattr(meta, option), added])
