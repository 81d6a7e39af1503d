"""The private check is made of number and name. Hashes made of a date of birth go; the worker makes the new ones."""

from django.db import migrations, models

EMPTY = "delete from register_checkhash;"


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0002_subject_is_the_registrants_person"),
    ]

    operations = [
        migrations.RunSQL(EMPTY, EMPTY),
        migrations.AddField(
            model_name="checkhash",
            name="made_of",
            field=models.TextField(db_default=""),
        ),
    ]
