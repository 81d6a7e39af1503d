import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0001_first'),
        ('organisations', '0002_employers'),
        ('payments', '0002_one_index_for_each_question'),
        ('people', '0005_finance_officer_made_sure'),
    ]

    operations = [
        without_index(
            'notice',
            'subscription',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='membership.subscription'),
            index='membership_notice_subscription_id_702a43d9',
            on='membership_notice (subscription_id)',
        ),
        without_index(
            'subscription',
            'employer',
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='organisations.employer'),
            index='membership_subscription_employer_id_4414476d',
            on='membership_subscription (employer_id)',
        ),
        without_index(
            'subscription',
            'payer',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='payments.payer'),
            index='membership_subscription_payer_id_71399a96',
            on='membership_subscription (payer_id)',
        ),
        without_index(
            'subscription',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='people.person'),
            index='membership_subscription_person_id_d46228f2',
            on='membership_subscription (person_id)',
        ),
        without_index(
            'waiverrequest',
            'person',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='waiver_requests', to='people.person'),
            index='membership_waiverrequest_person_id_40e139fe',
            on='membership_waiverrequest (person_id)',
        ),
    ]
