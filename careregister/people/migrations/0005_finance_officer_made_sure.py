"""The roles that there are, checked apart so that nobody waits."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_finance_officer")]

    operations = [
        ValidateConstraint(model_name="rolegrant", name="role_known"),
        ValidateConstraint(model_name="rolegrant", name="role_side"),
    ]
