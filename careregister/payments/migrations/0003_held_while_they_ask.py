import careregister.base.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_one_index_for_each_question'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('payer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='hold', serialize=False, to='payments.payer')),
                ('since', models.DateTimeField(default=careregister.base.clock.now)),
                ('until', models.DateField(null=True)),
            ],
        ),
    ]
