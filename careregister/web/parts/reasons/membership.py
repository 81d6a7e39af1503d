"""Reasons of the room membership, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, Said

WORDS = {
    "already_member": Said(_("You are a member already"), _("Your membership has a page in your account.")),
    "no_membership": Said(_("There is no such membership"), AGAIN),
    "not_your_membership": Said(_("This is somebody else’s membership"), _("Sign in with your own account.")),
    "unknown_plan": Said(_("There is no such plan"), _("Choose one from the list.")),
    "employer_pays": Said(
        _("An employer pays for this membership"), _("Tell the employer to stop first, or leave it on your page.")
    ),
    "no_employer_pays": Said(_("No employer pays for this membership"), AGAIN),
    "already_cancelled": Said(_("You have cancelled already"), _("Your page says until when you are a member.")),
    "not_cancelled": Said(_("This membership was not cancelled"), _("It goes on: there is nothing to do.")),
    "not_paused": Said(_("This membership is not paused"), AGAIN),
    "pause_before_paid": Said(
        _("You have paid for longer than that"), _("A pause begins when the time you have paid for is over.")
    ),
    "pause_too_long": Said(_("A pause can be for a year at most"), _("Choose an earlier day.")),
    "cooling_off_over": Said(
        _("The time to change your mind is over"), _("You can cancel: it ends with the time you have paid for.")
    ),
    "membership_is_starting": Said(_("This membership has not begun yet"), _("It begins with the first payment.")),
    "membership_is_active": Said(_("This membership is active"), AGAIN),
    "membership_is_past_due": Said(_("A payment is overdue"), _("Pay what is open first, then try again.")),
    "membership_is_paused": Said(_("This membership is paused"), _("End the pause first, then try again.")),
    "membership_is_ended": Said(_("This membership has ended"), _("You can join again.")),
    "waiver_waiting": Said(_("You have asked already"), _("We will write to you when it is decided.")),
    "waiver_over": Said(_("This request is settled already"), AGAIN),
    "waiver_too_long": Said(_("That is longer than the rules allow"), _("Choose fewer months.")),
    "worker_invitation_over": Said(
        _("This offer is over"), _("It was used, taken back, or its time is past. Ask the employer for a new one.")
    ),
}
