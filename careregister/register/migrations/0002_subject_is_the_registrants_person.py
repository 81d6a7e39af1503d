"""An act names the person it is about, so that "not about oneself" can be a check constraint; this binds the two."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0001_first")]

    operations = [
        migrations.RunSQL(
            """
            alter table register_act add constraint act_subject_is_person
                foreign key (registrant_id, subject_person) references register_registrant (id, person_id);
            """,
            "alter table register_act drop constraint act_subject_is_person;",
        ),
    ]
