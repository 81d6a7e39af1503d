"""Texts that editors write; letters that did not arrive, and that somebody left at that."""

import careregister.base.clock
import careregister.base.ids
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0003_texts_made_sure'),
        ('people', '0003_one_account_for_one_address'),
    ]

    operations = [
        migrations.CreateModel(
            name='TextVersion',
            fields=[
                ('id', models.UUIDField(default=careregister.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('language', models.TextField()),
                ('number', models.PositiveIntegerField()),
                ('subject', models.TextField()),
                ('body', models.TextField()),
                ('note', models.TextField()),
                ('written_at', models.DateTimeField(default=careregister.base.clock.now)),
                ('written_person', models.UUIDField()),
                ('written_account', models.UUIDField()),
            ],
        ),
        migrations.AddField(
            model_name='letter',
            name='written_off_at',
            field=models.DateTimeField(null=True),
        ),
        AddConstraintNotValid(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('written_off_at', None), ('status__in', ('uncertain', 'refused', 'returned')), _connector='OR'), name='letter_written_off_when'),
        ),
        migrations.AddConstraint(
            model_name='textversion',
            constraint=models.UniqueConstraint(fields=('kind', 'language', 'number'), name='letter_text_number'),
        ),
        migrations.AddConstraint(
            model_name='textversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='letter_text_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='textversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('body', ''), _negated=True), models.Q(('note', ''), _negated=True)), name='letter_text_says_something'),
        ),
    ]
