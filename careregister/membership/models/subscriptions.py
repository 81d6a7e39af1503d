"""A membership. Its state follows from its dates, its waivers and the ledger; it is kept so that it can be searched."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from careregister.base.ids import new_id
from careregister.organisations.models import Employer
from careregister.payments.models import Payer
from careregister.people.models import Person

from .. import states


class Subscription(models.Model):
    """One membership of one person; its id is the reference of what is billed for it. One live for each person.

    `dues_until`: the first day that is not billed, waived or paused yet. `billed_*`: the period billed last.
    `part_*`: the next period where it is not a whole one. `began_on`: when the first payment came, or was waived.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="subscriptions", db_index=False)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="subscriptions", db_index=False)
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, related_name="subscriptions", db_index=False
    )
    plan = models.TextField()
    next_plan = models.TextField(blank=True)  # from `dues_until` on
    state = models.TextField(default=states.STARTING)
    joined_on = models.DateField()
    anchor_day = models.PositiveSmallIntegerField()
    dues_until = models.DateField()
    part_until = models.DateField(null=True)
    part_pence = models.PositiveIntegerField(null=True)
    billed_from = models.DateField(null=True)
    billed_pence = models.PositiveIntegerField(null=True)
    began_on = models.DateField(null=True)
    past_due_since = models.DateField(null=True)
    paused_from = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    cancels_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = (
            states.SUBSCRIPTION.constraint("state", "subscription_state"),
            models.UniqueConstraint(fields=("person",), condition=~Q(state=states.ENDED), name="subscription_one_live"),
            models.CheckConstraint(
                condition=Q(state=states.ENDED, ended_on__isnull=False, ended_because__in=sorted(states.ENDED_BECAUSE))
                | (~Q(state=states.ENDED) & Q(ended_on=None, ended_because="")),
                name="subscription_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(state=states.ENDED)
                | Q(state=states.STARTING, began_on=None)
                | (~Q(state=states.STARTING) & Q(began_on__isnull=False)),
                name="subscription_begun_when",
            ),
            models.CheckConstraint(
                condition=Q(state=states.PAST_DUE, past_due_since__isnull=False)
                | (~Q(state=states.PAST_DUE) & Q(past_due_since=None)),
                name="subscription_past_due_when",
            ),
            models.CheckConstraint(
                condition=Q(paused_from=None, paused_until=None)
                | Q(paused_from__isnull=False, paused_until__isnull=False, paused_until__gt=F("paused_from")),
                name="subscription_pause_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.PAUSED) | Q(paused_until__isnull=False), name="subscription_paused_when"
            ),
            models.CheckConstraint(
                condition=Q(part_until=None, part_pence=None)
                | Q(part_until__isnull=False, part_until__gt=F("dues_until"), part_pence__isnull=False),
                name="subscription_part_whole",
            ),
            models.CheckConstraint(
                condition=Q(billed_from=None, billed_pence=None)
                | Q(billed_from__isnull=False, billed_pence__isnull=False),
                name="subscription_billed_whole",
            ),
            models.CheckConstraint(condition=Q(anchor_day__range=(1, 31)), name="subscription_anchor_day"),
            models.CheckConstraint(condition=~Q(plan=""), name="subscription_has_a_plan"),
        )
        indexes = (
            models.Index(fields=("dues_until",), condition=Q(state__in=states.LIVE), name="subscription_to_bill"),
            models.Index(
                fields=("cancels_on",),
                condition=Q(state__in=states.LIVE, cancels_on__isnull=False),
                name="subscription_to_end",
            ),
            models.Index(
                fields=("paused_from",),
                condition=Q(state__in=states.LIVE, paused_from__isnull=False),
                name="subscription_to_pause",
            ),
            models.Index(
                fields=("state", "past_due_since"),
                condition=Q(state__in=(states.STARTING, states.PAST_DUE)),
                name="subscription_to_look_at",
            ),
            models.Index(
                fields=("employer",),
                condition=Q(state__in=states.LIVE, employer__isnull=False),
                name="subscription_of_employer",
            ),
            models.Index(fields=("person", "-joined_on"), name="subscription_of_person"),
            models.Index(fields=("payer",), name="subscription_of_payer"),
        )


class Notice(models.Model):
    """A letter that the clock wrote about a membership, of a kind and about a day: once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="notices", db_index=False)
    kind = models.TextField()
    about = models.DateField()
    letter_id = models.UUIDField(null=True)  # none where we had no way to write
    sent_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subscription", "kind", "about"), name="notice_once"),
            models.CheckConstraint(condition=~Q(kind=""), name="notice_has_a_kind"),
        )
