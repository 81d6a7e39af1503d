"""The rules of states, checked apart so that nobody waits."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_appeals_withdrawn")]

    operations = [
        ValidateConstraint(model_name="application", name="application_state"),
        ValidateConstraint(model_name="application", name="application_ended_when"),
        ValidateConstraint(model_name="passage", name="passage_state"),
    ]
