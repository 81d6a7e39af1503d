"""An appeal may be withdrawn: one more end of an application. Each rule is made anew without reading the whole table."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations
from django.db.models import CheckConstraint, Q

_OPEN = ("submitted", "in_review", "recommended", "appealed", "draft", "information_requested", "being_heard")
_ENDED = ("admitted", "refused", "withdrawn", "appeal_dismissed", "appeal_withdrawn", "led_back", "discarded")
# In the same transaction they stand again, wider than before: nothing that relied on them is let down.
_DROP = """-- squawk-ignore ban-drop-constraint
alter table applications_application drop constraint application_state;
-- squawk-ignore ban-drop-constraint
alter table applications_application drop constraint application_ended_when;
-- squawk-ignore ban-drop-constraint
alter table applications_passage drop constraint passage_state"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_first")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL([_DROP], migrations.RunSQL.noop)],
            state_operations=[
                migrations.RemoveConstraint(model_name="application", name="application_state"),
                migrations.RemoveConstraint(model_name="application", name="application_ended_when"),
                migrations.RemoveConstraint(model_name="passage", name="passage_state"),
            ],
        ),
        AddConstraintNotValid(
            model_name="application",
            constraint=CheckConstraint(condition=Q(state__in=(*_OPEN, *_ENDED)), name="application_state"),
        ),
        AddConstraintNotValid(
            model_name="application",
            constraint=CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False) | ~Q(state__in=_ENDED) & Q(ended_at=None),
                name="application_ended_when",
            ),
        ),
        AddConstraintNotValid(
            model_name="passage",
            constraint=CheckConstraint(condition=Q(state__in=(*_OPEN, *_ENDED)), name="passage_state"),
        ),
    ]
