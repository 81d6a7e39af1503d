"""Open figures are written down by whichever process counts first on a day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0003_private_check_by_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenFigures",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("figures", models.JSONField()),
            ],
        ),
    ]
