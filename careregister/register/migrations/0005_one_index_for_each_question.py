import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0004_open_figures_of_a_day'),
    ]

    operations = [
        without_index(
            'act',
            'registrant',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='register.registrant'),
            index='register_act_registrant_id_87191405',
            on='register_act (registrant_id)',
        ),
    ]
