"""What payments and lines of money read as on a person's own pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.payments.queries import AttemptShown
from careregister.payments.states import BACS_DEBIT

# What the provider says of a failure, as something one can do about it.
_NO_MONEY = gettext_lazy("There was not enough money in the account.")
_CARD_GONE = gettext_lazy("The card cannot be used any more. Give another one.")
_ASK = gettext_lazy("Your bank wants to ask you first. Give the card again: then it can.")
_DEBIT_ENDED = gettext_lazy(
    "The Direct Debit was ended or never allowed by the bank. Set up a new one, or pay by card."
)
FAILED: dict[str, Promise] = {
    "insufficient_funds": _NO_MONEY,
    "refer_to_customer": _NO_MONEY,
    "expired_card": _CARD_GONE,
    "lost_card": _CARD_GONE,
    "stolen_card": _CARD_GONE,
    "authentication_required": _ASK,
    "debit_not_authorized": _DEBIT_ENDED,
    "mandate_inactive": _DEBIT_ENDED,
    "account_closed": _DEBIT_ENDED,
    "dispute_lost": gettext_lazy("The bank gave the money back to you."),
}
OTHERWISE = gettext_lazy("The bank said no, and does not tell us why. Your bank can tell you.")
STATES: dict[str, Promise] = {
    "waiting": gettext_lazy("On its way"),
    "sending": gettext_lazy("On its way"),
    "processing": gettext_lazy("On its way"),
    "succeeded": gettext_lazy("Paid"),
    "failed": gettext_lazy("Did not go through"),
    "returned": gettext_lazy("Taken back by the bank"),
    "withdrawn": gettext_lazy("Not asked for"),
}
KIND_OF_TAG = {"succeeded": "good", "failed": "care", "returned": "care"}


def failed_because(code: str) -> Promise:
    return FAILED.get(code, OTHERWISE)


def method_words(kind: str, last4: str, brand: str = "") -> str:
    said = {"brand": brand.title(), "last4": last4}
    if kind == BACS_DEBIT:
        return _("Direct Debit, account ending %(last4)s") % said
    return _("%(brand)s card ending %(last4)s") % said if brand else _("Card ending %(last4)s") % said


def state_words(attempt: AttemptShown) -> Promise | str:
    """How a payment stands, with what was given back of it."""
    if attempt.refunded_pence == attempt.pence and attempt.state == "succeeded":
        return _("Given back")
    if attempt.refunded_pence:
        return _("Paid, part given back")
    return STATES[attempt.state]
