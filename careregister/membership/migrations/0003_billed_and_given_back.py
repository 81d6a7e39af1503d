from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0002_one_index_for_each_question'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subscription',
            name='subscription_billed_whole',
        ),
        migrations.RemoveField(
            model_name='subscription',
            name='billed_round',
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('billed_from', None), ('billed_pence', None)), models.Q(('billed_from__isnull', False), ('billed_pence__isnull', False)), _connector='OR'), name='subscription_billed_whole'),
        ),
        migrations.RemoveConstraint(
            model_name='subscription',
            name='subscription_ended_when',
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_because__in', ['by_staff', 'cancelled', 'changed_mind', 'employer_stopped', 'never_began', 'refunded', 'unpaid']), ('ended_on__isnull', False), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_because', ''), ('ended_on', None)), _connector='OR'), name='subscription_ended_when'),
        ),
    ]
