"""Append-only: what happened, to what, by whom, when, because. Ids, codes and dates; words lie beside it."""

import pgtrigger
from django.db import models

from careregister.base import clock
from careregister.base.ids import new_id


class Entry(models.Model):
    """One thing that happened. Refers to what it is about by plain values: history has no foreign keys upward."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(default=clock.now)
    what = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)  # whom it concerns, so that a person's whole story is one look-up
    by_kind = models.TextField()
    by_person = models.UUIDField(null=True)
    by_account = models.UUIDField(null=True)
    by_role = models.TextField(blank=True)
    by_reference = models.TextField(blank=True)
    because = models.TextField()
    refs = models.JSONField(default=dict)
    sequence = models.BigIntegerField(
        unique=True,
        db_default=models.Func(
            models.Value("history_entry_order"), function="nextval", output_field=models.BigIntegerField()
        ),
    )

    class Meta:
        indexes = (
            models.Index(fields=("subject_kind", "subject_id", "sequence"), name="history_of_subject"),
            models.Index(fields=("person_id", "sequence"), name="history_of_person"),
            models.Index(fields=("by_account", "sequence"), name="history_by_account"),
            models.Index(fields=("what", "at"), name="history_of_kind"),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'history is never emptied';",
            ),
        )


class Words(models.Model):
    """What was said when it happened. The serving login can write it once; only the privacy login may empty it."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="words")
    text = models.TextField()
