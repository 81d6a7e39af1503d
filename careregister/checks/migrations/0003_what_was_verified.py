from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checks', '0002_asking'),
    ]

    operations = [
        migrations.AddField(
            model_name='providervisit',
            name='verified',
            field=models.BinaryField(db_default=b'', default=b''),
        ),
    ]
