import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0003_appeals_withdrawn_made_sure'),
    ]

    operations = [
        without_index(
            'interest',
            'application',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='applications.application'),
            index='applications_interest_application_id_2122bb9b',
            on='applications_interest (application_id)',
        ),
        without_index(
            'match',
            'application',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='applications.application'),
            index='applications_match_application_id_db2d6de5',
            on='applications_match (application_id)',
        ),
        without_index(
            'section',
            'application',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='applications.application'),
            index='applications_section_application_id_d1c31273',
            on='applications_section (application_id)',
        ),
    ]
