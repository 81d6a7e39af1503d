import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_finance_officer_made_sure'),
        ('training', '0002_learning'),
    ]

    operations = [
        without_index(
            'audit',
            'draw',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='audits', to='training.draw'),
            index='training_audit_draw_id_43d6eb3b',
            on='training_audit (draw_id)',
        ),
        without_index(
            'audit',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='learning_audits', to='people.person'),
            index='training_audit_person_id_519359dc',
            on='training_audit (person_id)',
        ),
        without_index(
            'auditstep',
            'audit',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='training.audit'),
            index='training_auditstep_audit_id_968b0ff3',
            on='training_auditstep (audit_id)',
        ),
        without_index(
            'award',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='people.person'),
            index='training_award_person_id_5e083637',
            on='training_award (person_id)',
        ),
        without_index(
            'countedfor',
            'award',
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counted_for', to='training.award'),
            index='training_countedfor_award_id_05dcf7a2',
            on='training_countedfor (award_id)',
        ),
        without_index(
            'countedfor',
            'learning',
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counted_for', to='training.learning'),
            index='training_countedfor_learning_id_bc50fc75',
            on='training_countedfor (learning_id)',
        ),
        without_index(
            'countedfor',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
            index='training_countedfor_person_id_877dc251',
            on='training_countedfor (person_id)',
        ),
        without_index(
            'learning',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='learning', to='people.person'),
            index='training_learning_person_id_22930ea6',
            on='training_learning (person_id)',
        ),
        without_index(
            'plan',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='learning_plans', to='people.person'),
            index='training_plan_person_id_fcff7c97',
            on='training_plan (person_id)',
        ),
    ]
