"""What money reads as to whoever keeps it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.payments.queries import LineShown
from careregister.payments.states import BACS_DEBIT

AGES: dict[str, Promise] = {
    "not_due": gettext_lazy("Due today or later"),
    "to_30": gettext_lazy("1 to 30 days"),
    "to_60": gettext_lazy("31 to 60 days"),
    "to_90": gettext_lazy("61 to 90 days"),
    "older": gettext_lazy("More than 90 days"),
}
ATTEMPTS: dict[str, tuple[Promise, str]] = {
    "waiting": (gettext_lazy("To be sent"), "plain"),
    "sending": (gettext_lazy("Sent, no answer yet"), "plain"),
    "processing": (gettext_lazy("On its way"), "plain"),
    "succeeded": (gettext_lazy("Received"), "good"),
    "failed": (gettext_lazy("Failed"), "care"),
    "returned": (gettext_lazy("Taken back by the bank"), "care"),
    "withdrawn": (gettext_lazy("Not asked for"), "plain"),
}
INVOICES: dict[str, tuple[Promise, str]] = {
    "open": (gettext_lazy("Open"), "act"),
    "settled": (gettext_lazy("Paid"), "good"),
    "cancelled": (gettext_lazy("Cancelled"), "plain"),
    "waived": (gettext_lazy("Waived"), "plain"),
    "given_up": (gettext_lazy("Given up"), "care"),
}
REFUNDS: dict[str, tuple[Promise, str]] = {
    "asked": (gettext_lazy("Waits for a second person"), "act"),
    "agreed": (gettext_lazy("Agreed, to be sent"), "plain"),
    "sending": (gettext_lazy("Sent, no answer yet"), "plain"),
    "pending": (gettext_lazy("On its way"), "plain"),
    "succeeded": (gettext_lazy("Arrived"), "good"),
    "failed": (gettext_lazy("Failed"), "care"),
    "declined": (gettext_lazy("Not agreed"), "plain"),
    "taken_back": (gettext_lazy("Taken back"), "plain"),
}
# A kind of difference: what it is, and what to do about it.
DIFFERENCES: dict[str, tuple[Promise, Promise]] = {
    "not_booked": (
        gettext_lazy("The provider has it, we do not"),
        gettext_lazy("It is looked up again every night. If it stays, find the payment at the provider by its id: it was made there by hand, or it is somebody else’s."),
    ),
    "not_moved": (
        gettext_lazy("We booked it, the provider lists nothing"),
        gettext_lazy("Usually the provider lists it a day later. If it stays for three days, ask the provider about the payment."),
    ),
    "amount": (
        gettext_lazy("Both have it, for different amounts"),
        gettext_lazy("Ask the provider which amount moved. A refund made there by hand looks like this: make no second one here."),
    ),
    "unknown": (
        gettext_lazy("A movement of a kind we do not know"),
        gettext_lazy("Look it up at the provider, then say here in words what it was: it is booked with your words."),
    ),
    "out_of_step": (
        gettext_lazy("An invoice says other than the ledger"),
        gettext_lazy("This should never be. Change nothing, and tell whoever runs this."),
    ),
}  # fmt: skip
WHAT: dict[str, Promise] = {
    "charge": gettext_lazy("Payment"),
    "refund": gettext_lazy("Refund"),
    "other": gettext_lazy("Other"),
    "invoice": gettext_lazy("Invoice"),
}
# Why a refund is asked for.
REASONS: dict[str, Promise] = {
    "changed_mind": gettext_lazy("They changed their mind in time"),
    "paid_twice": gettext_lazy("Paid twice, or too much"),
    "our_error": gettext_lazy("Our error"),
    "goodwill": gettext_lazy("Goodwill"),
    "died": gettext_lazy("The member has died"),
    "other_reason": gettext_lazy("Another reason"),
}
LINES: dict[str, Promise] = {
    "monthly": gettext_lazy("Monthly plan"),
    "yearly": gettext_lazy("Yearly plan"),
    "register_yearly": gettext_lazy("Register only, yearly"),
}


# Why a payment failed, as the provider says it.
FAILED: dict[str, Promise] = {
    "insufficient_funds": gettext_lazy("Not enough money"),
    "refer_to_customer": gettext_lazy("Not enough money"),
    "expired_card": gettext_lazy("The card has expired"),
    "lost_card": gettext_lazy("The card was lost"),
    "stolen_card": gettext_lazy("The card was stolen"),
    "authentication_required": gettext_lazy("The bank wants to ask the payer first"),
    "card_declined": gettext_lazy("The bank said no"),
    "generic_decline": gettext_lazy("The bank said no"),
    "debit_not_authorized": gettext_lazy("The payer did not allow the Direct Debit"),
    "mandate_inactive": gettext_lazy("The Direct Debit was ended"),
    "account_closed": gettext_lazy("The account is closed"),
    "dispute_lost": gettext_lazy("The bank gave the money back to the payer"),
}


def failed_because(code: str) -> Any:
    """In words; a code that we do not know as the provider says it."""
    return FAILED.get(code, code.replace("_", " "))


def vat_words(tax: Any) -> str:
    """How VAT is treated by `payments.tax`."""
    if tax["vat"] == "not registered":
        return _("Not registered: no VAT is charged")
    return _("%(vat)s, %(percent)s%%") % {"vat": str(tax["vat"]).capitalize(), "percent": tax["vat_percent"]}


def code_words(code: str) -> Any:
    """What a line of an invoice is for."""
    return LINES.get(code, code.replace("_", " "))


def alike(lines: Iterable[LineShown]) -> list[tuple[str, date, int]]:
    """The lines of an invoice, those for the same from the same day as one: what, since when, how many."""
    counted = Counter((line.code, line.since) for line in lines)
    return [(code, since, count) for (code, since), count in counted.items()]


def method_words(kind: str, last4: str) -> str:
    said = {"last4": last4}
    return _("Direct Debit ending %(last4)s") % said if kind == BACS_DEBIT else _("Card ending %(last4)s") % said
