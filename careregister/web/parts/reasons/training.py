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
    "not_your_log": Said(_("There is no such page in your log"), _("Go to your learning and look again.")),
    "not_your_audit": Said(_("We asked you nothing at this address"), _("Go to your learning and look again.")),
    "own_audit": Said(_("This is your own learning"), _("Somebody else has to read it.")),
    "what_missing": Said(_("It does not say what you learnt"), _("A few words are enough.")),
    "words_too_long": Said(
        _("This is longer than we can keep"), _("Leave out the middle, or keep the rest as a second entry.")
    ),
    "minutes_odd": Said(_("The time must be between 1 minute and 100 hours"), _("Say how long it took.")),
    "unknown_company": Said(_("Choose with whom you learnt it"), AGAIN),
    "learning_counted": Said(
        _("This has counted for a year that is closed"),
        _("It stays as it is, because your renewal rests on it. You can write down something new at any time."),
    ),
    "nothing_given": Said(
        _("There is nothing to send yet"),
        _("Write down what you learnt in that year, or say in words why there is nothing."),
    ),
    "read_before": Said(
        _("You had a part in this before"), _("An appeal is read by somebody who had none. Leave it to a colleague.")
    ),
    "drawn_already": Said(_("For these days lots were drawn already"), _("Each draw is made once.")),
    "days_odd": Said(_("These days are the wrong way round"), _("Choose another month.")),
    "seed_odd": Said(
        _("A seed from outside needs both: the seed, and where it comes from"),
        _("Give both, or leave both empty. A seed has at most 200 characters."),
    ),
}
