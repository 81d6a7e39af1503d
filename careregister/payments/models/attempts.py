"""Asking the provider for money, and giving some back."""

from django.db import models
from django.db.models import F, Q

from careregister.base import clock
from careregister.base.ids import new_id

from ..states import (
    AGREED,
    ATTEMPT,
    FAILED,
    NOT_AGREED,
    PENDING,
    REFUND,
    RETURNED,
    SENDING,
    SUCCEEDED,
    WAITING,
    WITHDRAWN,
)
from .invoices import Invoice
from .payers import Method, Payer


class Attempt(models.Model):
    """One payment asked of the provider under our own id, so that it is made once however often we ask.

    `number` counts the tries of these invoices with this method; `retry_on` is the day of the next, and empty once it
    was made.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="attempts")
    pence = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    state = models.TextField(default=WAITING)
    charge = models.TextField(blank=True)  # what the provider calls it
    code = models.TextField(blank=True)  # the provider's, for a failure or a return
    made_at = models.DateTimeField(default=clock.now)
    begun_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # when the provider was last asked how it stands
    ended_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    retry_on = models.DateField(null=True)
    refunding_pence = models.PositiveIntegerField(default=0)  # refunds that were sent or may yet be

    class Meta:
        constraints = (
            ATTEMPT.constraint("state", "attempt_state"),
            models.CheckConstraint(condition=Q(pence__gt=0, number__gt=0), name="attempt_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=(WAITING, WITHDRAWN), begun_at=None)
                | (~Q(state__in=(WAITING, WITHDRAWN)) & Q(begun_at__isnull=False)),
                name="attempt_begun_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(FAILED, SUCCEEDED, RETURNED, WITHDRAWN), ended_at__isnull=False)
                | (~Q(state__in=(FAILED, SUCCEEDED, RETURNED, WITHDRAWN)) & Q(ended_at=None)),
                name="attempt_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(SUCCEEDED, RETURNED)) | (~Q(charge="") & Q(received_at__isnull=False)),
                name="attempt_received_when",
            ),
            models.CheckConstraint(
                condition=Q(retry_on=None) | Q(state__in=(FAILED, RETURNED)), name="attempt_retried_when"
            ),
            models.CheckConstraint(condition=Q(refunding_pence__lte=F("pence")), name="attempt_refunded_at_most"),
            models.CheckConstraint(
                condition=Q(refunding_pence=0) | Q(state__in=(SUCCEEDED, RETURNED)), name="attempt_refunded_when"
            ),
            models.UniqueConstraint(fields=("charge",), condition=~Q(charge=""), name="attempt_charge"),
        )
        indexes = (
            models.Index(fields=("made_at",), condition=Q(state=WAITING), name="attempt_to_send"),
            models.Index(
                fields=("asked_at",), condition=Q(state__in=(SENDING, "processing")), name="attempt_to_ask_about"
            ),
            models.Index(fields=("retry_on",), condition=Q(retry_on__isnull=False), name="attempt_to_retry"),
            models.Index(fields=("payer", "-made_at"), name="attempt_of_payer"),
        )


class AttemptInvoice(models.Model):
    """What of an attempt is for which invoice. An invoice is in one attempt under way at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="parts", db_index=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="parts")
    pence = models.PositiveIntegerField()
    under_way = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(pence__gt=0), name="part_of_something"),
            models.UniqueConstraint(fields=("attempt", "invoice"), name="part_once"),
            models.UniqueConstraint(fields=("invoice",), condition=Q(under_way=True), name="part_one_under_way"),
        )


class Refund(models.Model):
    """Money given back, by one up to the limit that held on the day, and by two above it.

    `together_pence`: this with what was refunded of the same payment before, so that a sum in parts is one sum.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="refunds")
    pence = models.PositiveIntegerField()
    together_pence = models.PositiveIntegerField()
    alone_pence = models.PositiveIntegerField()
    state = models.TextField()
    provider_id = models.TextField(blank=True)
    code = models.TextField(blank=True)
    because = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    asked_person = models.UUIDField()
    asked_account = models.UUIDField()
    settled_at = models.DateTimeField(null=True)  # agreed, declined or taken back
    settled_person = models.UUIDField(null=True)
    settled_account = models.UUIDField(null=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            REFUND.constraint("state", "refund_state"),
            models.CheckConstraint(
                condition=Q(pence__gt=0, together_pence__gte=F("pence")), name="refund_of_something"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_person=None, settled_account=None)
                | Q(settled_at__isnull=False, settled_person__isnull=False, settled_account__isnull=False),
                name="refund_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_AGREED)
                | Q(together_pence__lte=F("alone_pence"))
                | (
                    Q(settled_person__isnull=False)
                    & ~Q(settled_person=F("asked_person"))
                    & ~Q(settled_account=F("asked_account"))
                ),
                name="refund_by_two_above_the_limit",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*NOT_AGREED, AGREED), begun_at=None)
                | (~Q(state__in=(*NOT_AGREED, AGREED)) & Q(begun_at__isnull=False)),
                name="refund_begun_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(SUCCEEDED, FAILED), ended_at__isnull=False)
                | (~Q(state__in=(SUCCEEDED, FAILED)) & Q(ended_at=None)),
                name="refund_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(PENDING, SUCCEEDED)) | ~Q(provider_id=""), name="refund_known_when"
            ),
            models.UniqueConstraint(fields=("provider_id",), condition=~Q(provider_id=""), name="refund_provider_id"),
        )
        indexes = (
            models.Index(fields=("asked_at",), condition=Q(state__in=("asked", AGREED)), name="refund_waiting"),
            models.Index(fields=("begun_at",), condition=Q(state__in=(SENDING, PENDING)), name="refund_under_way"),
        )
