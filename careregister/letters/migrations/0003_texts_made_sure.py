"""The channels of letters, checked apart so that nobody waits."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_texts")]

    operations = [ValidateConstraint(model_name="letter", name="letter_channel")]
