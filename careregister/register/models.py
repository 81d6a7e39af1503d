"""The register: acts, which are only ever added to, and the spans derived from them in the same transaction."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.models import KNOWN_AS, LEGAL, Person

from . import states


class Registrant(models.Model):
    """A person once admitted. The number is for life; the row is what every decision about them locks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="registrant")
    number = models.OneToOneField("Number", on_delete=models.PROTECT, db_column="number", related_name="of")
    acts_written = models.PositiveIntegerField(default=0)
    last_recorded_at = models.DateTimeField(null=True)
    first_registered = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("id", "person"), name="registrant_is_person"),)

    def __str__(self) -> str:
        return self.number_id


class Number(models.Model):
    """Every number ever issued or brought along, in one name space, so that none is used twice."""

    number = models.TextField(primary_key=True)
    alias_of = models.ForeignKey(Registrant, on_delete=models.PROTECT, null=True, related_name="aliases")
    issued_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.number


class Act(models.Model):
    """One decision about a registrant. Never altered: a mistaken one is replaced by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="acts")
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
                condition=Q(proposed_person=None)
                | Q(decided_person=None)
                | ~Q(proposed_person=F("decided_person")),
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


class Span(models.Model):
    """Something that held over a time (`valid`), as we knew it over a time (`known`). Both half-open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.UUIDField()
    valid = DateTimeRangeField()
    known = DateTimeRangeField()

    class Meta:
        abstract = True


def _never_twice(name: str, *columns: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((F(column), RangeOperators.EQUAL) for column in columns),
            (F("valid"), RangeOperators.OVERLAPS),
            (F("known"), RangeOperators.OVERLAPS),
        ],
    )


_KNOWN_NOW = Q(known__upper_inf=True)


class StandingSpan(Span):
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="standing_spans")
    base = models.TextField()
    registered_until = models.DateField()

    class Meta:
        constraints = (
            states.STANDING.constraint("base", "standing_base"),
            _never_twice("standing_one_at_a_time", "registrant"),
        )
        indexes = (models.Index(fields=("registrant",), condition=_KNOWN_NOW, name="standing_known_now"),)


class RestrictionSpan(Span):
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="restriction_spans")
    restriction = models.UUIDField()
    kind = models.TextField()
    last_day = models.DateField()
    review_by = models.DateField(null=True)
    publish_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=states.RESTRICTION_KINDS), name="restriction_kind"),
            models.CheckConstraint(
                condition=~Q(kind__in=tuple(sorted(states.INTERIM))) | Q(review_by__isnull=False),
                name="restriction_interim_is_reviewed",
            ),
            _never_twice("restriction_one_at_a_time", "restriction"),
        )
        indexes = (models.Index(fields=("registrant",), condition=_KNOWN_NOW, name="restriction_known_now"),)


class TierSpan(Span):
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="tier_spans")
    tier = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(tier__in=states.TIERS), name="tier_known"),
            _never_twice("tier_one_at_a_time", "registrant"),
        )
        indexes = (models.Index(fields=("registrant",), condition=_KNOWN_NOW, name="tier_known_now"),)


class PublicFacts(models.Model):
    """What the person chose to show today: derived from the last `amend_facts` act that was not replaced."""

    registrant = models.OneToOneField(
        Registrant, on_delete=models.PROTECT, primary_key=True, related_name="public_facts"
    )
    act = models.UUIDField()
    name_shown = models.TextField(default=LEGAL)
    town = models.TextField(blank=True)
    county = models.TextField(blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(name_shown__in=(LEGAL, KNOWN_AS)), name="facts_name_shown"),)
        indexes = (models.Index(F("town"), name="facts_town"),)


class Hold(models.Model):
    """Placed by a room above: while it lasts, neither lapse nor removal at own request is lawful."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField()
    reference = models.UUIDField(null=True)  # what placed it, in the words of the room above
    placed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("registrant", "reason", "reference"),
                condition=Q(released_at=None),
                nulls_distinct=False,
                name="hold_placed_once",
            ),
        )


class Proposal(models.Model):
    """A decision that needs two: proposed by one, decided by another, about a third."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registrant = models.ForeignKey(Registrant, on_delete=models.PROTECT, related_name="proposals", null=True)
    subject_person = models.UUIDField()
    action = models.TextField()
    corrects = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="+")
    details = models.JSONField()
    reason = models.TextField()
    words = models.TextField(blank=True)
    authority = models.TextField()
    authority_ref = models.UUIDField(null=True)
    state = models.TextField(default=states.OPEN)
    proposed_person = models.UUIDField()
    proposed_account = models.UUIDField()
    proposed_role = models.TextField()
    proposed_at = models.DateTimeField()
    closed_person = models.UUIDField(null=True)
    closed_account = models.UUIDField(null=True)
    closed_role = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_words = models.TextField(blank=True)
    act = models.OneToOneField(Act, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = (
            states.PROPOSAL.constraint("state", "proposal_state"),
            models.CheckConstraint(condition=Q(action__in=states.ACTIONS), name="proposal_action"),
            models.CheckConstraint(
                condition=~Q(proposed_person=F("subject_person")), name="proposal_not_about_oneself"
            ),
            models.CheckConstraint(
                condition=Q(closed_person=None)
                | Q(state=states.TAKEN_BACK, closed_person=F("proposed_person"))
                | ~Q(state=states.TAKEN_BACK) & ~Q(closed_person=F("proposed_person")) & ~Q(closed_person=F("subject_person")),
                name="proposal_three_persons",
            ),
            models.CheckConstraint(
                condition=Q(state=states.OPEN, closed_at=None)
                | ~Q(state=states.OPEN) & Q(closed_at__isnull=False, closed_person__isnull=False),
                name="proposal_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=states.ACCEPTED, act__isnull=False) | ~Q(state=states.ACCEPTED) & Q(act=None),
                name="proposal_accepted_has_act",
            ),
            models.UniqueConstraint(
                fields=("subject_person", "action"), condition=Q(state=states.OPEN), name="proposal_one_open"
            ),
        )
        indexes = (models.Index(fields=("proposed_at",), condition=Q(state=states.OPEN), name="proposal_queue"),)


class CheckHash(models.Model):
    """The slow hash of number and date of birth, for the private check by prefix (`register.private_check`)."""

    registrant = models.OneToOneField(Registrant, on_delete=models.PROTECT, primary_key=True, related_name="+")
    digest = models.TextField(db_index=True)
