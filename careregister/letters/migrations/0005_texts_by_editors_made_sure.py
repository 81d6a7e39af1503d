"""The rule for letters that were left at that, checked apart so that nobody waits; and the list of what is to handle."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

INDEX = """-- squawk-ignore require-concurrent-index-creation
create index letter_to_handle on letters_letter (settled_at)
where status in ('uncertain', 'refused', 'returned') and written_off_at is null"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0004_texts_by_editors")]

    operations = [
        ValidateConstraint(model_name="letter", name="letter_written_off_when"),
        migrations.SeparateDatabaseAndState(
            # Few rows are in it, so it is made in one short pass, while letters wait to be written for that long.
            database_operations=[migrations.RunSQL([INDEX], migrations.RunSQL.noop)],
            state_operations=[
                migrations.AddIndex(
                    model_name="letter",
                    index=models.Index(
                        condition=models.Q(
                            ("status__in", ("uncertain", "refused", "returned")), ("written_off_at", None)
                        ),
                        fields=["settled_at"],
                        name="letter_to_handle",
                    ),
                )
            ],
        ),
    ]
