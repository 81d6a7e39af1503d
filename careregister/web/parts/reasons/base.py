"""Refusals that any room may give."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, ASK, Said

WORDS = {
    "busy": Said(
        _("Somebody else is working on this"), _("Nothing of yours was saved. Wait a moment, then try again.")
    ),
    "changed_meanwhile": Said(
        _("Something changed while you were deciding"),
        _(
            "Somebody else changed this after you opened the page. Nothing of yours was saved. Go back, read what is new, and decide again."
        ),
    ),
    "too_often": Said(_("That was too often"), _("Wait a few minutes, then try again.")),
    "form_expired": Said(
        _("This page was open for too long"),
        _("For your safety we could not take what you sent. Go back, reload the page and send it again."),
    ),
    "not_found": Said(_("There is no such page"), _("Check the address for a slip, or start from the first page.")),
    "wrong_role": Said(_("Your role does not do this"), ASK),
    "unchanged": Said(_("It is so already"), _("Nothing was changed.")),
    "already_decided": Said(_("This was decided already"), _("Somebody was quicker. Nothing of yours was saved.")),
    "reason_missing": Said(_("Give a reason"), AGAIN),
    "words_missing": Said(_("Say why in a few words"), AGAIN),
}
