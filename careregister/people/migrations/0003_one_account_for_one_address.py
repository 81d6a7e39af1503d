"""An address signs in to one account: indexes over what is given, built and checked without stopping anybody."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("people", "0002_joining")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "create unique index concurrently account_email_given_once on people_account (lower(email)) "
                    "where email <> ''",
                    "drop index concurrently account_email_given_once",
                ),
                migrations.RunSQL(
                    "drop index concurrently account_email_once",
                    "create unique index concurrently account_email_once on people_account (lower(email))",
                ),
                migrations.RunSQL(
                    "create unique index concurrently account_phone_once on people_account (phone) where phone <> ''",
                    "drop index concurrently account_phone_once",
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="account", name="account_email_once"),
                migrations.AddConstraint(
                    model_name="account",
                    constraint=models.UniqueConstraint(
                        Lower("email"), condition=~models.Q(email=""), name="account_email_given_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="account",
                    constraint=models.UniqueConstraint(
                        fields=("phone",), condition=~models.Q(phone=""), name="account_phone_once"
                    ),
                ),
            ],
        ),
        ValidateConstraint(model_name="account", name="account_reached"),
        ValidateConstraint(model_name="contact", name="contact_kind"),
    ]
