import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0007_letter_that_failed'),
        ('people', '0005_finance_officer_made_sure'),
    ]

    operations = [
        without_index(
            'letter',
            'person',
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='people.person'),
            index='letters_letter_person_id_25b618e8',
            on='letters_letter (person_id)',
        ),
    ]
