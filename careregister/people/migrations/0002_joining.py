"""Joining: adjustments, codes by e-mail and text, telephone numbers that sign in, postal addresses."""

import careregister.base.clock
import careregister.base.ids
import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=careregister.base.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="adjustments", to="people.person")),
                ("code", models.TextField()),
                ("sealed_words", models.BinaryField()),
                ("since", models.DateTimeField(default=careregister.base.clock.now)),
                ("until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignInCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=careregister.base.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.TextField()),
                ("sealed_address", models.BinaryField()),
                ("code", models.BinaryField()),
                ("link", models.BinaryField()),
                ("opens", models.BooleanField()),
                ("made_at", models.DateTimeField(default=careregister.base.clock.now)),
                ("ends_at", models.DateTimeField(db_index=True)),
                ("guesses", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # The new one, which allows more, follows in the same transaction.
                migrations.RunSQL(
                    ["-- squawk-ignore ban-drop-constraint\nalter table people_contact drop constraint contact_kind"],
                    migrations.RunSQL.noop,
                )
            ],
            state_operations=[migrations.RemoveConstraint(model_name="contact", name="contact_kind")],
        ),
        migrations.AddField(
            model_name="account",
            name="phone",
            field=models.TextField(blank=True, default="", db_default=""),
        ),
        migrations.AddField(
            model_name="person",
            name="names_open",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AlterField(
            model_name="account",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddConstraint(
            model_name="signincode",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("email", "phone"))), name="sign_in_code_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("person", "code"), name="adjustment_once"
            ),
        ),
        AddConstraintNotValid(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", ""), ("phone", ""), _negated=True), name="account_reached"
            ),
        ),
        AddConstraintNotValid(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("email", "phone", "address", "former_address"))), name="contact_kind"
            ),
        ),
    ]
