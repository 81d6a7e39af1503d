"""Reasons about money, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, Said

_LATER = _("Nothing was charged. Try again in a few minutes; you lose nothing by waiting.")

WORDS = {
    "not_your_money": Said(_("These payments are somebody else’s"), AGAIN),
    "not_the_clock": Said(_("This happens by itself"), _("Nobody does it by hand.")),
    "payer_unknown": Said(_("Nobody pays under this number"), AGAIN),
    "unknown_kind": Said(_("You can pay by card or by Direct Debit"), AGAIN),
    "paying_is_closed": Said(
        _("Paying by card or Direct Debit is not open here yet"),
        _("Nothing is owed for as long as you cannot pay. We will tell you when it opens."),
    ),
    "provider_refused": Said(_("The payment service did not take this"), _LATER),
    "provider_away": Said(_("The payment service does not answer just now"), _LATER),
    "setup_unknown": Said(
        _("We do not know this visit to the payment page"), _("Start again from your membership page.")
    ),
    "method_unknown": Said(_("There is no such way to pay"), AGAIN),
    "method_is_ended": Said(_("This way to pay was ended already"), _("Nothing was changed.")),
    "no_way_to_pay": Said(_("There is no card or Direct Debit to pay with"), _("Add one first, then pay.")),
    "nothing_to_pay": Said(_("There is nothing to pay"), _("Nothing was charged.")),
    "nothing_to_bill": Said(_("An invoice is for something, and its days are in order"), AGAIN),
    "billed_already": Said(_("This time was billed already"), _("Nothing was billed twice.")),
    "payment_under_way": Said(
        _("A payment of this is on its way"),
        _("You do not need to pay again. A Direct Debit takes a few working days."),
    ),
    "payment_unknown": Said(_("There is no such payment"), AGAIN),
    "payment_not_received": Said(_("This payment was not received, so there is nothing to give back"), AGAIN),
    "invoice_unknown": Said(_("There is no such invoice"), AGAIN),
    "invoice_is_settled": Said(_("This invoice was paid"), _("To give money back, make a refund.")),
    "invoice_is_cancelled": Said(_("This invoice was cancelled"), _("Nothing was changed.")),
    "invoice_is_waived": Said(_("This invoice was waived"), _("Nothing was changed.")),
    "invoice_is_given_up": Said(_("This invoice is not asked for any more"), _("Nothing was changed.")),
    "invoice_ended_before": Said(_("This was booked on the invoice before"), _("Cancel what is open on it instead.")),
    "more_than_is_open": Said(_("That is not a part of what is open"), AGAIN),
    "more_than_was_paid": Said(_("That is more than is left of this payment"), AGAIN),
    "refund_unknown": Said(_("There is no such refund"), AGAIN),
    "refund_just_asked": Said(
        _("You asked for the same refund a moment ago"),
        _("It stands in the list of refunds. If it is to be given back twice, wait five minutes."),
    ),
    "own_refund": Said(
        _("A refund above the limit is agreed by a second person"), _("You asked for this one. Ask a colleague.")
    ),
    "not_your_refund": Said(_("Somebody else asked for this refund"), _("You can agree to it or decline it.")),
    "refund_is_asked": Said(_("This refund waits for a second person"), AGAIN),
    "refund_is_agreed": Said(_("This refund was agreed already"), _("It is sent within minutes.")),
    "refund_is_sending": Said(_("This refund is on its way"), AGAIN),
    "refund_is_pending": Said(_("This refund is on its way"), AGAIN),
    "refund_is_succeeded": Said(_("This refund arrived"), AGAIN),
    "refund_is_failed": Said(_("This refund failed"), _("Make a new one, or pay the person in another way.")),
    "refund_is_declined": Said(_("This refund was not agreed"), AGAIN),
    "refund_is_taken_back": Said(_("This refund was taken back"), AGAIN),
    "movement_unknown": Said(_("There is nothing to explain under this number"), AGAIN),
    "movement_is_booked": Said(_("This was explained already"), _("Nothing was changed.")),
    "wrong_signature": Said(_("This did not come from the payment service"), _("Nothing was done.")),
    "unbalanced": Said(_("The two sides of this booking differ"), _("Nothing was booked. Tell whoever runs this.")),
}
