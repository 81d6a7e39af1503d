"""Acts: decisions that are only ever added to."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from careregister.base.ids import new_id

from .. import states
from .registrants import Registrant


class Act(models.Model):
    """One decision about a registrant. Never altered: a mistaken one is replaced by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="acts", db_index=False)
    subject_person = models.UUIDField()
    action = models.TextField()
    effective_from = models.DateTimeField()
    recorded_at = models.DateTimeField()
    until = models.DateField(null=True)  # last day: of the registration, or of the restriction
    restriction = models.UUIDField(null=True)
    review_by = models.DateField(null=True)
    publish_until = models.DateField(null=True)  # None: the publication rule in force decides
    tier = models.TextField(blank=True)
    reason = models.TextField()
    authority = models.TextField()
    authority_ref = models.UUIDField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    decided_kind = models.TextField()
    decided_person = models.UUIDField(null=True)
    decided_account = models.UUIDField(null=True)
    decided_role = models.TextField(blank=True)
    decided_reference = models.TextField(blank=True)
    proposed_person = models.UUIDField(null=True)
    proposed_account = models.UUIDField(null=True)
    proposed_role = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(action__in=states.ACTIONS), name="act_action"),
            models.CheckConstraint(condition=Q(authority__in=states.AUTHORITIES), name="act_authority"),
            models.CheckConstraint(condition=Q(tier__in=("", *states.TIERS)), name="act_tier"),
            models.CheckConstraint(
                condition=Q(action="confer_tier") & ~Q(tier="") | ~Q(action="confer_tier") & Q(tier=""),
                name="act_tier_with_its_action",
            ),
            models.CheckConstraint(
                condition=Q(action__in=tuple(states.RESTRICTION.steps), restriction__isnull=False)
                | ~Q(action__in=tuple(states.RESTRICTION.steps)) & Q(restriction=None),
                name="act_restriction_with_its_actions",
            ),
            models.CheckConstraint(
                condition=~Q(action__in=(*states.SETS_UNTIL, *states.IMPOSES)) | Q(until__isnull=False),
                name="act_until_where_it_needs_one",
            ),
            models.CheckConstraint(
                condition=~Q(action=states.VOID) | Q(replaces__isnull=False), name="act_void_replaces"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | Q(authority=states.CORRECTION, proposed_person__isnull=False),
                name="act_correction_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(action__in=states.TWO_PERSON_ACTIONS)
                | Q(authority__in=tuple(sorted(states.BROUGHT)))
                | Q(proposed_person__isnull=False),
                name="act_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(decided_kind="staff") | Q(decided_person__isnull=False) & ~Q(decided_role=""),
                name="act_staff_are_persons",
            ),
            models.CheckConstraint(
                condition=Q(proposed_person=None) | ~Q(proposed_person=F("subject_person")),
                name="act_proposer_not_subject",
            ),
            models.CheckConstraint(
                condition=Q(proposed_person=None) | Q(decided_person=None) | ~Q(proposed_person=F("decided_person")),
                name="act_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(decided_kind="staff") | ~Q(decided_person=F("subject_person")),
                name="act_staff_not_about_themselves",
            ),
            models.UniqueConstraint(fields=("registrant", "recorded_at"), name="act_stamped_in_order"),
        )
        indexes = (models.Index(fields=("decided_account", "recorded_at"), name="act_by_account"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'acts are never emptied';",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.id}"


class ActWords(models.Model):
    """What an act says in words, and words about the person. Written once; only the privacy login may empty it."""

    act = models.OneToOneField(Act, on_delete=models.PROTECT, primary_key=True, related_name="words")
    explanation = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    facts = models.JSONField(null=True)  # of amend_facts: what the person wants shown
