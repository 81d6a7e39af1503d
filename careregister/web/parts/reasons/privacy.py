"""Refusals about what is held about somebody."""

from django.utils.translation import gettext_lazy as _

from .said import ASK, Said

WORDS = {
    "not_your_data": Said(
        _("Only the person themselves can see this"), _("Sign in with your own account to see what is held about you.")
    ),
    "no_such_request": Said(_("There is no such request here"), ASK),
    "request_waits": Said(
        _("You have asked this already"), _("We are still answering. Withdraw that one first if you want to ask anew.")
    ),
    "answered_before": Said(
        _("You answered this request before"), _("Somebody else has to look at it now. Hand it to a colleague.")
    ),
    "copy_being_made": Said(_("Your file is being made"), _("Come back in a few minutes.")),
    "copy_gone": Said(_("This file is gone"), _("We keep it for three days. Make a new one.")),
    "application_first": Said(
        _("An application of theirs is open"), _("It has to end, or be withdrawn, before anything is deleted.")
    ),
    "nothing_may_go": Said(
        _("Nothing of this may be deleted now"), _("Refuse the request. The page says what stays, and why.")
    ),
}
