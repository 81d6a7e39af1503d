"""The role of finance officer. The rules that allow it are checked apart, so that nobody waits."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

DROP = "-- squawk-ignore ban-drop-constraint\nalter table people_rolegrant drop constraint "


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_account_for_one_address")]

    operations = [
        migrations.SeparateDatabaseAndState(
            # The new ones, which allow more, follow in the same transaction.
            database_operations=[
                migrations.RunSQL([DROP + "role_known"], migrations.RunSQL.noop),
                migrations.RunSQL([DROP + "role_side"], migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="rolegrant", name="role_known"),
                migrations.RemoveConstraint(model_name="rolegrant", name="role_side"),
            ],
        ),
        AddConstraintNotValid(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "registrar",
                            "head_of_registration",
                            "checks_officer",
                            "membership_officer",
                            "finance_officer",
                            "case_officer",
                            "case_manager",
                            "case_examiner",
                            "panel_member",
                            "publications_officer",
                            "representative",
                            "campaigns_officer",
                            "editor",
                            "auditor",
                            "administrator",
                        ),
                    )
                ),
                name="role_known",
            ),
        ),
        AddConstraintNotValid(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "registrar"), ("side", "judges")),
                    models.Q(("role", "head_of_registration"), ("side", "judges")),
                    models.Q(("role", "checks_officer"), ("side", "neither")),
                    models.Q(("role", "membership_officer"), ("side", "neither")),
                    models.Q(("role", "finance_officer"), ("side", "neither")),
                    models.Q(("role", "case_officer"), ("side", "judges")),
                    models.Q(("role", "case_manager"), ("side", "judges")),
                    models.Q(("role", "case_examiner"), ("side", "judges")),
                    models.Q(("role", "panel_member"), ("side", "judges")),
                    models.Q(("role", "publications_officer"), ("side", "neither")),
                    models.Q(("role", "representative"), ("side", "represents")),
                    models.Q(("role", "campaigns_officer"), ("side", "represents")),
                    models.Q(("role", "editor"), ("side", "neither")),
                    models.Q(("role", "auditor"), ("side", "neither")),
                    models.Q(("role", "administrator"), ("side", "neither")),
                    _connector="OR",
                ),
                name="role_side",
            ),
        ),
    ]
