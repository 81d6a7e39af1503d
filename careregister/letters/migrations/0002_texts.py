"""Letters may go as a text to a mobile number."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_first")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # The new one, which allows more, follows in the same transaction.
                migrations.RunSQL(
                    ["-- squawk-ignore ban-drop-constraint\nalter table letters_letter drop constraint letter_channel"],
                    migrations.RunSQL.noop,
                )
            ],
            state_operations=[migrations.RemoveConstraint(model_name="letter", name="letter_channel")],
        ),
        AddConstraintNotValid(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(channel__in=("email", "sms")), name="letter_channel"
            ),
        ),
    ]
