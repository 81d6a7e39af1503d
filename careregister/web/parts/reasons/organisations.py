"""Reasons of the room organisations, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, ASK, Said

WORDS = {
    "sign_in_first": Said(_("You are not signed in"), _("Sign in, then try again.")),
    "own_account_first": Said(
        _("You are signed in as staff"), _("To act for an employer, sign in with an account of your own.")
    ),
    "address_wrong": Said(_("This is not an e-mail address"), _("Write it as name@example.org.")),
    "no_employer": Said(_("There is no such employer"), AGAIN),
    "employer_new": Said(_("This employer is not confirmed yet"), ASK),
    "employer_confirmed": Said(_("This employer is confirmed already"), AGAIN),
    "employer_closed": Said(_("This employer is closed"), ASK),
    "not_of_the_employer": Said(
        _("You do not do this for this employer"), _("Ask whoever owns its account to give you the role for it.")
    ),
    "own_employer": Said(_("You act for this employer yourself"), _("A colleague has to confirm it.")),
    "only_an_owner": Said(
        _("Staff only invite an employer’s first owner"), _("Its owner invites everybody else and gives them roles.")
    ),
    "provider_taken": Said(
        _("Another employer is confirmed for that provider"), _("Look at the other one before you go on.")
    ),
    "invitation_over": Said(
        _("This invitation is over"), _("It was used, taken back, or its time is past. Ask for a new one.")
    ),
    "last_owner": Said(_("An employer needs an owner"), _("Make somebody else an owner first.")),
    "no_such_user": Said(_("This person does not act for the employer"), AGAIN),
}
