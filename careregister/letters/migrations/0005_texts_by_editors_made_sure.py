"""The rule for letters that were left at that, checked apart so that nobody waits; and the list of what is to handle."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("letters", "0004_texts_by_editors")]

    operations = [
        ValidateConstraint(model_name="letter", name="letter_written_off_when"),
        AddIndexConcurrently(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("status__in", ("uncertain", "refused", "returned")), ("written_off_at", None)),
                fields=["settled_at"],
                name="letter_to_handle",
            ),
        ),
    ]
