"""Taking an index away in a migration without what Django does beside it: it would check every foreign key anew."""

from typing import Any

from django.db import migrations, models


def without_index(model: str, name: str, field: models.ForeignKey[Any, Any], *, index: str, on: str) -> Any:
    """The operation: drop the `index` that Django made for the foreign key `name` of `model`. `field` as it is now; `on`:
    what the index was on, `table (column)`, to make it again when the migration is taken back."""
    return migrations.SeparateDatabaseAndState(
        state_operations=[migrations.AlterField(model, name, field)],
        database_operations=[migrations.RunSQL(f"drop index {index}", f"create index {index} on {on}")],
    )
