import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('checks', '0004_asked_about_no_more'),
        ('people', '0005_finance_officer_made_sure'),
    ]

    operations = [
        without_index(
            'ask',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='people.person'),
            index='checks_ask_person_id_5f9a741f',
            on='checks_ask (person_id)',
        ),
        without_index(
            'check',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='people.person'),
            index='checks_check_person_id_03e4c8c2',
            on='checks_check (person_id)',
        ),
        without_index(
            'checkdocument',
            'of_check',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='checks.check'),
            index='checks_checkdocument_of_check_id_6946be97',
            on='checks_checkdocument (of_check_id)',
        ),
        without_index(
            'checkstep',
            'of_check',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='checks.check'),
            index='checks_checkstep_of_check_id_9afac80e',
            on='checks_checkstep (of_check_id)',
        ),
        without_index(
            'identityscores',
            'of_check',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='identity_scores', to='checks.check'),
            index='checks_identityscores_of_check_id_92546c1b',
            on='checks_identityscores (of_check_id)',
        ),
        without_index(
            'spell',
            'history',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='spells', to='checks.workhistory'),
            index='checks_spell_history_id_40167363',
            on='checks_spell (history_id)',
        ),
        without_index(
            'statuscheck',
            'certificate',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='status_checks', to='checks.certificate'),
            index='checks_statuscheck_certificate_id_eaa4c7b0',
            on='checks_statuscheck (certificate_id)',
        ),
    ]
