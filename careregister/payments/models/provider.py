"""What the provider says: events, its own list of what moved, and how that compares with the ledger."""

from django.db import models
from django.db.models import Q

from careregister.base import clock
from careregister.base.ids import new_id

MOVED = ("charge", "refund", "dispute", "payout", "fee", "other")
# not_booked: the provider has it, we do not. not_moved: we booked it, and the provider lists nothing. amount: both, and
# they differ. unknown: of a kind we cannot book. out_of_step: an invoice says other than the ledger.
DIFFERENCES = ("not_booked", "not_moved", "amount", "unknown", "out_of_step")


class ProviderEvent(models.Model):
    """A hint that something changed, kept once. How it stands is asked for when it is booked, and not read here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.TextField(unique=True)
    kind = models.TextField()
    object_kind = models.TextField()
    object_id = models.TextField(blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    booked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("received_at",), condition=Q(booked_at=None), name="event_to_book"),)


class Movement(models.Model):
    """One line of the provider's own list of what moved on our balance there. `pence` before its share `fee_pence`."""

    id = models.TextField(primary_key=True)
    kind = models.TextField()
    pence = models.IntegerField()
    fee_pence = models.IntegerField()
    source = models.TextField(blank=True)
    at = models.DateTimeField()
    heard_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=MOVED), name="movement_kind"),)
        indexes = (
            models.Index(fields=("at",), name="movement_when"),
            models.Index(fields=("source", "kind"), name="movement_of_source"),
        )


class Reconciliation(models.Model):
    """The ledger beside the provider's list at the end of a London day. The difference is what the rows below explain."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField(unique=True)
    made_at = models.DateTimeField(default=clock.now)
    movements = models.PositiveIntegerField()
    provider_pence = models.BigIntegerField()
    ledger_pence = models.BigIntegerField()


class Difference(models.Model):
    """One thing that the two do not agree on, in pence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="differences")
    kind = models.TextField()
    what = models.TextField()  # the kind of movement or booking
    provider_pence = models.BigIntegerField()
    ledger_pence = models.BigIntegerField()
    movement = models.TextField(blank=True)
    attempt_id = models.UUIDField(null=True)
    refund_id = models.UUIDField(null=True)
    invoice_id = models.UUIDField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=DIFFERENCES), name="difference_kind"),)
