"""An editor's words for the text message, beside the letter; empty: made of the subject."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0005_texts_by_editors_made_sure")]

    operations = [
        migrations.AddField(
            model_name="textversion",
            name="sms",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
