"""Reasons of the room training, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, Said

WORDS = {
    "own_award": Said(_("This is your own training"), _("Somebody else has to look at the proof of it.")),
    "unknown_topic": Said(
        _("There is no such course in our list"), _("Choose one from the list, or “Something else”.")
    ),
    "date_in_future": Said(_("That day has not come yet"), _("Give the day on which it was finished.")),
    "provider_missing": Said(_("It does not say who gave the course"), _("Write who taught it, then try again.")),
    "no_proof": Said(
        _("There is no proof to look at"), _("Ask for a photo of the certificate, or ask whoever gave the course.")
    ),
    "award_is_surer": Said(_("This is already known more surely"), AGAIN),
    "award_not_accepted": Said(_("The proof of this course was not accepted"), AGAIN),
    "award_withdrawn": Said(_("This course was taken back"), AGAIN),
    "award_told_again": Said(
        _("The same course was told again since"), _("Look at the newer one, and leave this one as it is.")
    ),
}
