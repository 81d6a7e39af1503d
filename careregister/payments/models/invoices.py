"""What is owed: an invoice of lines. A line has a reference that only the room above understands."""

from django.db import models
from django.db.models import F, Func, Q, Value

from careregister.base import clock
from careregister.base.ids import new_id

from ..states import INVOICE, OPEN, SETTLED
from .payers import Payer


class Invoice(models.Model):
    """`open_pence` is what the ledger says is still owed on it; every night the two are compared."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(
        unique=True,
        db_default=Func(Value("payments_invoice_number"), function="nextval", output_field=models.BigIntegerField()),
    )
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="invoices", db_index=False)
    pence = models.PositiveIntegerField()
    open_pence = models.PositiveIntegerField()
    issued_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    state = models.TextField(default=OPEN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            INVOICE.constraint("state", "invoice_state"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="invoice_of_something"),
            models.CheckConstraint(condition=Q(open_pence__lte=F("pence")), name="invoice_open_at_most_all"),
            models.CheckConstraint(
                condition=Q(state=OPEN, closed_at=None, open_pence__gt=0)
                | (~Q(state=OPEN) & Q(closed_at__isnull=False, open_pence=0)),
                name="invoice_open_while_owed",
            ),
        )
        indexes = (
            models.Index(fields=("due_on",), condition=Q(state=OPEN), name="invoice_due"),
            models.Index(fields=("payer", "-issued_at"), name="invoice_of_payer"),
            models.Index(fields=("closed_at",), condition=Q(state=SETTLED), name="invoice_settled_when"),
        )


class Line(models.Model):
    """One thing that somebody pays for, for one period: days, both inclusive. A period of a reference is billed once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    reference = models.UUIDField()
    code = models.TextField()
    words = models.TextField(blank=True)
    pence = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField()
    # Set with the invoice's cancellation: the period may then be billed anew.
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(pence__gt=0), name="line_of_something"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="line_in_order"),
            models.CheckConstraint(condition=~Q(code=""), name="line_has_code"),
            models.UniqueConstraint(
                fields=("reference", "since"), condition=Q(cancelled_at=None), name="line_period_once"
            ),
        )
        indexes = (models.Index(fields=("reference", "-since"), name="line_of_reference"),)
