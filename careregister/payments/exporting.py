"""What the room gives out to the person it is about."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, STAFF, Show, Table

from .models import Attempt, Hold, Invoice, Line, Method, Payer, Refund


def _of(rows: QuerySet, path: str, order: str) -> Callable[[UUID], QuerySet]:
    return lambda person: rows.filter(**{path: person}).order_by(order)


TABLES = (
    Table(
        "payments.Payer",
        _("You as somebody who pays"),
        _of(Payer.objects.all(), "person", "made_at"),
        {"made_at": Show(_("Since"))},
        {"person": IDS, "customer": IDS},
    ),
    Table(
        "payments.Hold",
        _("While we take nothing from you"),
        _of(Hold.objects.all(), "payer__person", "since"),
        {"since": Show(_("Since")), "until": Show(_("Until"))},
        {"payer": IDS},
    ),
    Table(
        "payments.Method",
        _("Cards and Direct Debits you gave"),
        _of(Method.objects.all(), "payer__person", "since"),
        {
            "kind": Show(_("Kind")),
            "last4": Show(_("Last four digits")),
            "expires": Show(_("Good until")),
            "brand_or_bank": Show(_("Brand or bank")),
            "since": Show(_("Given")),
            "ended_at": Show(_("Ended")),
        },
        {"provider_id": IDS, "mandate": IDS},
    ),
    Table(
        "payments.Invoice",
        _("Invoices to you"),
        _of(Invoice.objects.all(), "payer__person", "issued_at"),
        {
            "number": Show(_("Number")),
            "issued_at": Show(_("Issued")),
            "due_on": Show(_("Due")),
            "pence": Show(_("Pence")),
            "open_pence": Show(_("Pence still open")),
            "state": Show(_("How it stands")),
        },
    ),
    Table(
        "payments.Line",
        _("What you were billed for"),
        _of(Line.objects.all(), "invoice__payer__person", "since"),
        {
            "code": Show(_("What")),
            "words": Show(_("In words")),
            "pence": Show(_("Pence")),
            "since": Show(_("From")),
            "until": Show(_("To")),
        },
    ),
    Table(
        "payments.Attempt",
        _("Your payments"),
        _of(Attempt.objects.all(), "payer__person", "made_at"),
        {
            "made_at": Show(_("Asked for")),
            "pence": Show(_("Pence")),
            "state": Show(_("How it went")),
            "code": Show(_("Why it failed, in the bank’s word")),
            "received_at": Show(_("Received")),
            "retry_on": Show(_("Tried again on")),
        },
    ),
    Table(
        "payments.Refund",
        _("What we gave back to you"),
        _of(Refund.objects.all(), "attempt__payer__person", "asked_at"),
        {"asked_at": Show(_("Ordered")), "pence": Show(_("Pence")), "state": Show(_("How it stands"))},
        {"asked_person": STAFF, "asked_account": STAFF, "settled_person": STAFF, "settled_account": STAFF},
    ),
)
