import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_first'),
        ('people', '0005_finance_officer_made_sure'),
    ]

    operations = [
        without_index(
            'document',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='people.person'),
            index='evidence_document_person_id_01dadd79',
            on='evidence_document (person_id)',
        ),
        without_index(
            'page',
            'document',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='evidence.document'),
            index='evidence_page_document_id_309c4e0c',
            on='evidence_page (document_id)',
        ),
    ]
