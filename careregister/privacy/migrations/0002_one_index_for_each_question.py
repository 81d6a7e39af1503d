import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_finance_officer_made_sure'),
        ('privacy', '0001_first'),
    ]

    operations = [
        without_index(
            'datarequest',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='data_requests', to='people.person'),
            index='privacy_datarequest_person_id_e709717d',
            on='privacy_datarequest (person_id)',
        ),
        without_index(
            'piece',
            'copy',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='privacy.copy'),
            index='privacy_piece_copy_id_89491329',
            on='privacy_piece (copy_id)',
        ),
    ]
