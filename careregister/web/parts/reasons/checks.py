"""Refusals about checks."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, Said

_BEGIN_AGAIN = _("Go back to proof of who you are and begin again. Nothing you wrote is lost.")
_OTHER_WAY = _(
    "Begin again, or choose another way: a short video call, bringing papers to us, or somebody who vouches."
)
_DONE = _("Somebody may have been quicker. Look at the page again.")

WORDS = {
    "check_unknown": Said(_("There is no such check"), AGAIN),
    "check_kind_unknown": Said(_("There is no such check"), AGAIN),
    "check_cannot": Said(_("This check cannot take that step now"), _DONE),
    "check_is_open": Said(_("This check is being looked at"), _DONE),
    "check_is_waiting": Said(_("This check waits for somebody else"), _DONE),
    "check_is_passed": Said(_("This check was accepted already"), _("To change that, open it again first.")),
    "check_is_not_passed": Said(_("This check was decided already"), _("To change that, open it again first.")),
    "check_is_expired": Said(_("This check has run out"), _("Open it again first.")),
    "check_is_closed": Said(_("This check is no longer needed"), _("The application it belonged to has ended.")),
    "expires_before_today": Said(_("That day is over"), _("Give the last day on which the check counts.")),
    "no_profile": Said(
        _("These scores meet no profile of the level that is needed"),
        _("Scores are not added: each has to reach the profile's minimum. Ask for more evidence, or another way."),
    ),
    "scores_incomplete": Said(_("A score is missing"), _("Give all five, and both scores of any further evidence.")),
    "score_out_of_range": Said(_("A score goes from 0 to 4"), AGAIN),
    "route_unknown": Said(_("Say how identity was shown"), AGAIN),
    "evidence_missing": Said(_("Say which evidence you looked at"), _("Tick at least one document.")),
    "nothing_to_compare": Said(
        _("There is no answer of an identity service to compare"),
        _("They may have gone there again, or nothing of what it verified was kept. Score their identity instead."),
    ),
    "identity_provider_off": Said(_("Proof of identity online is not open yet"), _OTHER_WAY),
    "identity_provider_down": Said(
        _("The identity service did not answer"),
        _("It is not you. Try again in a few minutes, or choose another way."),
    ),
    "identity_declined": Said(_("The identity service sent you back without an answer"), _OTHER_WAY),
    "identity_not_proven": Said(_("We could not be sure that this answer was about you"), _OTHER_WAY),
    "identity_level_too_low": Said(_("The identity service was not sure enough"), _OTHER_WAY),
    "identity_state_unknown": Said(_("We did not send you to the identity service"), _BEGIN_AGAIN),
    "identity_state_used": Said(_("That visit to the identity service is over"), _BEGIN_AGAIN),
    "identity_visit_over": Said(_("That took more than an hour"), _BEGIN_AGAIN),
    "mode_not_open": Said(
        _("Certificates cannot be seen in this way here"),
        _("Choose another way. An officer can tell you which are open."),
    ),
    "certificate_number": Said(_("A certificate number has 12 digits"), _("It stands at the top right.")),
    "certificate_surname": Said(_("Give the surname as it is printed on the certificate"), AGAIN),
    "certificate_date": Said(
        _("Look at the date again"), _("It is printed on the certificate, and is not in the future.")
    ),
    "certificate_kind": Said(_("Choose the kind of check and the workforce"), AGAIN),
    "certificate_replaced": Said(_("The person gave another certificate since"), _DONE),
    "already_taken_up": Said(_("This was taken up already"), _DONE),
}
