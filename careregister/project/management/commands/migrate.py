"""Django's own `migrate`, in half the time where there is much to do: the first start, and the tests' template.

With every constraint and index that a migration adds, Django makes anew the classes of its table and of all that refer to
it. Of three hundred of them that is more work than everything else together, and changes nothing: a constraint or an
index is no part of what the other tables see.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    """Migrate; constraints and indexes are added to the class there is."""

    def handle(self, *args: Any, **options: Any) -> None:
        with _classes_kept():
            super().handle(*args, **options)


@contextmanager
def _classes_kept() -> Iterator[None]:
    original = ProjectState._append_option  # type: ignore[attr-defined]  # when it is gone, every test says so
    ProjectState._append_option = _append_option  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._append_option = original  # type: ignore[attr-defined]


def _append_option(state: ProjectState, app_label: str, model_name: str, option: str, added: Any) -> None:
    kept = state.models[app_label, model_name].options
    kept[option] = [*kept[option], added]
    if "apps" in state.__dict__:
        meta = state.apps.get_model(app_label, model_name)._meta
        setattr(meta, option, [*getattr(meta, option), added])
