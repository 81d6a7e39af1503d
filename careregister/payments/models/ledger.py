"""Double entry in integer pence, only ever added to. What was booked wrongly is reversed by another booking, once."""

import pgtrigger
from django.db import models
from django.db.models import Q

from careregister.base import clock
from careregister.base.ids import new_id

from .attempts import Attempt, Refund
from .invoices import Invoice

# owed: by payers, to us. held: by the provider, for us. overpaid: by us, to a payer whose payment found nothing to pay.
# disputed: taken from what is held while a bank looks into a payment.
ACCOUNTS = ("owed", "income", "held", "bank", "fees", "waived", "refunded", "lost", "overpaid", "disputed", "other")
OF_INVOICE = ("issued", "cancelled", "waived", "given_up")
OF_ATTEMPT = ("received", "returned")
OF_REFUND = ("refunded", "refund_failed")
OF_MOVEMENT = ("share", "paid_out", "disputed", "other")
BOOKINGS = (*OF_INVOICE, *OF_ATTEMPT, *OF_REFUND, *OF_MOVEMENT)


class LedgerTransaction(models.Model):
    """One booking, known by what it is and what it is of. `at`: when the money moved or was owed, not when we heard."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    at = models.DateTimeField()
    booked_at = models.DateTimeField(default=clock.now)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="bookings")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="bookings", db_index=False)
    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, null=True, related_name="bookings", db_index=False)
    movement = models.TextField(blank=True)  # the provider's own id for it
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=OF_INVOICE, invoice__isnull=False, attempt=None, refund=None, movement="")
                | Q(kind__in=OF_ATTEMPT, invoice=None, attempt__isnull=False, refund=None, movement="")
                | Q(kind__in=OF_REFUND, invoice=None, attempt=None, refund__isnull=False, movement="")
                | (Q(kind__in=OF_MOVEMENT, invoice=None, attempt=None, refund=None) & ~Q(movement="")),
                name="booking_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("returned", "refund_failed"), reverses__isnull=False)
                | (~Q(kind__in=("returned", "refund_failed")) & Q(reverses=None)),
                name="booking_reverses_when",
            ),
            models.UniqueConstraint(
                # What is cancelled in parts is bound by what is open.
                fields=("invoice", "kind"),
                condition=Q(kind__in=("issued", "waived", "given_up")),
                name="booking_once_of_invoice",
            ),
            models.UniqueConstraint(
                fields=("attempt", "kind"), condition=Q(attempt__isnull=False), name="booking_once_of_attempt"
            ),
            models.UniqueConstraint(
                fields=("refund", "kind"), condition=Q(refund__isnull=False), name="booking_once_of_refund"
            ),
            models.UniqueConstraint(
                fields=("movement", "kind"), condition=~Q(movement=""), name="booking_once_of_movement"
            ),
        )
        indexes = (models.Index(fields=("at", "kind"), name="booking_when"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="has_entries",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                IF (SELECT count(*) FROM payments_ledgerentry WHERE transaction_id = NEW.id) < 2 THEN
                    RAISE EXCEPTION 'a booking has two sides at least' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        )


class LedgerEntry(models.Model):
    """One side: `pence` above nothing is a debit, below a credit. Those of a booking are written together and come to nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    transaction = models.ForeignKey(LedgerTransaction, on_delete=models.PROTECT, related_name="entries")
    account = models.TextField()
    pence = models.IntegerField()
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="entries")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(account__in=ACCOUNTS), name="entry_account"),
            models.CheckConstraint(condition=~Q(pence=0), name="entry_of_something"),
            models.CheckConstraint(
                condition=~Q(account="owed") | Q(invoice__isnull=False), name="entry_owed_on_an_invoice"
            ),
        )
        indexes = (models.Index(fields=("account",), include=("pence",), name="entry_of_account"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # By statement, and so at once for ten thousand: whoever writes an entry writes all of its booking with it.
            pgtrigger.Trigger(
                name="comes_to_nothing",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="written"),
                func="""
                IF EXISTS (SELECT FROM written GROUP BY transaction_id HAVING sum(pence) <> 0 OR count(*) < 2) THEN
                    RAISE EXCEPTION 'the sides of a booking come to nothing' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        )
