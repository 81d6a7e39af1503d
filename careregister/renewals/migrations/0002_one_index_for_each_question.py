import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_finance_officer_made_sure'),
        ('renewals', '0001_first'),
    ]

    operations = [
        without_index(
            'answers',
            'renewal',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='renewals.renewal'),
            index='renewals_answers_renewal_id_1118e81a',
            on='renewals_answers (renewal_id)',
        ),
        without_index(
            'look',
            'renewal',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='renewals.renewal'),
            index='renewals_look_renewal_id_fecbccf3',
            on='renewals_look (renewal_id)',
        ),
        without_index(
            'notice',
            'renewal',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='renewals.renewal'),
            index='renewals_notice_renewal_id_85c676e4',
            on='renewals_notice (renewal_id)',
        ),
        without_index(
            'renewal',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='people.person'),
            index='renewals_renewal_person_id_cb4d03f9',
            on='renewals_renewal (person_id)',
        ),
    ]
