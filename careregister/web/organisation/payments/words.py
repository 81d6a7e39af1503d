"""What invoices, payments and ways to pay read as to an employer."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.payments.queries import AttemptShown, InvoiceShown, MethodShown
from careregister.payments.states import BACS_DEBIT, CARD

KINDS = {
    CARD: (gettext_lazy("Card"), gettext_lazy("The payment is there at once.")),
    BACS_DEBIT: (
        gettext_lazy("Direct Debit"),
        gettext_lazy("Have the sort code and account number near you. Banks need a few working days for each payment."),
    ),
}
INVOICES: dict[str, tuple[Promise, str]] = {
    "open": (gettext_lazy("To pay"), "act"),
    "settled": (gettext_lazy("Paid"), "good"),
    "cancelled": (gettext_lazy("Cancelled"), "plain"),
    "waived": (gettext_lazy("Let off"), "plain"),
    "given_up": (gettext_lazy("Not asked for any more"), "plain"),
}
PAYMENTS: dict[str, tuple[Promise, str]] = {
    "waiting": (gettext_lazy("On its way"), "plain"),
    "sending": (gettext_lazy("On its way"), "plain"),
    "processing": (gettext_lazy("On its way"), "plain"),
    "succeeded": (gettext_lazy("Paid"), "good"),
    "failed": (gettext_lazy("Did not go through"), "care"),
    "returned": (gettext_lazy("Taken back by the bank"), "care"),
    "withdrawn": (gettext_lazy("Not asked for"), "plain"),
}


def invoice_words(invoice: InvoiceShown) -> tuple[Promise | str, str]:
    """How an invoice stands, and what kind of tag says it."""
    if invoice.open_pence and invoice.under_way:
        return _("Payment on its way"), "plain"
    return INVOICES[invoice.state]


def payment_words(payment: AttemptShown) -> tuple[Promise | str, str]:
    if payment.refunded_pence == payment.pence and payment.state == "succeeded":
        return _("Given back"), "plain"
    if payment.refunded_pence:
        return _("Paid, part given back"), "good"
    return PAYMENTS[payment.state]


def method_words(method: MethodShown | None) -> str:
    """The way to pay, as one would say it; empty for none."""
    if method is None:
        return ""
    said = {"brand": method.brand_or_bank.title(), "last4": method.last4}
    if method.kind == BACS_DEBIT:
        return _("Direct Debit, account ending %(last4)s") % said
    return _("%(brand)s card ending %(last4)s") % said if method.brand_or_bank else _("Card ending %(last4)s") % said
