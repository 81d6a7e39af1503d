"""Reasons of the room renewals, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, Said

WORDS = {
    "no_renewal": Said(_("There is no such renewal"), AGAIN),
    "renewal_running": Said(_("This is open already"), AGAIN),
    "renewal_not_due": Said(
        _("It is too early to renew"), _("Renewal opens two months before the last day. We write to you then.")
    ),
    "still_needed": Said(_("This is still needed"), AGAIN),
    "nothing_to_restore": Said(
        _("There is nothing to come back from"),
        _("You are on the register, or you never were. Ring us if that is wrong."),
    ),
    "unknown_part": Said(_("There is no such part"), AGAIN),
    "part_closed": Said(
        _("This cannot be changed now"), _("Your renewal was sent. If something is wrong in it, ring us.")
    ),
    "parts_missing": Said(_("Something is still missing"), _("Go back and finish every part, then send it.")),
    "evidence_out_of_date": Said(
        _("Something is still out of date"),
        _("Accept what they sent for it first, or hand the renewal back and say what is missing."),
    ),
    "work_contact_missing": Said(
        _("A name or an address is missing"), _("Write their name and their e-mail address at work.")
    ),
    "no_deferral": Said(_("Nobody asks for more time now"), AGAIN),
    "deferral_asked": Said(_("More time was asked for already"), _("A registrar answers that first.")),
    "deferral_reason": Said(_("Choose why more time is needed"), AGAIN),
    "deferral_too_short": Said(_("That day is over, or is today"), _("Choose a later day.")),
    "deferral_too_long": Said(_("That is longer than the rule lets it be"), _("Choose an earlier day.")),
    "deferral_not_over": Said(_("The time that was given is not over"), AGAIN),
    "way_unknown": Said(_("Choose how you reached them"), AGAIN),
    "nothing_sent_yet": Said(_("Nothing has been sent yet"), _("The first notice goes the coming night.")),
    "chased_already": Said(
        _("This is written down already"), _("For this notice you wrote or rang before, by the same way.")
    ),
    "verdict_unknown": Said(_("Choose what is to happen"), AGAIN),
    "wait_until_when": Said(_("Say until when to wait"), _("Choose a day that is still to come.")),
    "lapse_too_early": Said(_("The grace is not over"), _("Nobody lapses before it is.")),
    "lapse_rung_missing": Said(_("Not every notice has gone"), _("Nobody lapses before each of them did.")),
    "lapse_not_reached": Said(
        _("A notice did not arrive, or may still come back"),
        _("Write by post or telephone first, and write that down."),
    ),
    "lapse_reached_late": Said(
        _("They were reached for the first time too short a time ago"),
        _("They have as long from then as the grace lasts."),
    ),
    "lapse_deferral_asked": Said(_("They asked for more time"), _("Answer that first.")),
    "lapse_not_looked": Said(_("No registrar has looked at this lately"), _("Look at it first.")),
    "lapse_paid": Said(_("They have paid"), _("Look at it again: nobody who paid lapses without a word of why.")),
}
