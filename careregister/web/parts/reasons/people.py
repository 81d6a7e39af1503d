"""Refusals about accounts, roles and names."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, ASK, Said

WORDS = {
    "not_staff": Said(_("This part is for staff"), _("You are signed in, but not with an account of staff.")),
    "not_administrator": Said(_("Only an administrator does this"), ASK),
    "not_name_keeper": Said(_("Only a registrar changes names"), ASK),
    "not_protector": Said(_("Your role does not do this"), ASK),
    "own_roles": Said(
        _("You cannot change your own roles"),
        _("Another administrator has to do it. That protects you as much as others."),
    ),
    "own_account": Said(_("You cannot do this to your own account"), _("Ask another administrator.")),
    "own_record": Said(_("You cannot decide about your own record"), _("Ask a colleague.")),
    "represents_and_judges": Said(
        _("Nobody both represents members and judges them"),
        _("This person holds a role on the other side. End that role first, or give this one to somebody else."),
    ),
    "role_goes_alone": Said(
        _("This role goes with no other"),
        _("An administrator or an auditor is nothing else, so that they stay out of what they oversee."),
    ),
    "role_already_held": Said(_("They hold this role already"), _("Nothing was changed.")),
    "role_not_held": Said(
        _("They do not hold this role"), _("Somebody may have ended it before you. Nothing was changed.")
    ),
    "unknown_role": Said(_("There is no such role"), AGAIN),
    "no_role": Said(_("Choose at least one role"), _("An account of staff is for somebody with a role.")),
    "no_person": Said(_("This account belongs to no person"), _("It cannot be given roles.")),
    "email_wrong": Said(_("This is not an e-mail address"), _("Write it like name@example.org.")),
    "email_taken": Said(_("There is an account with this e-mail address"), _("Look for it in the list of accounts.")),
    "not_that_person": Said(
        _("This name does not go with that number or e-mail address"),
        _("Ask your colleague how their name is written on the register, and for their number."),
    ),
    "name_missing": Said(_("Write a name"), AGAIN),
    "name_unchanged": Said(_("That is the name already"), _("Nothing was changed.")),
    "not_a_former_name": Said(
        _("This is not a former name"), _("Only a former name can be let into search or kept out of it.")
    ),
    "persons_choice": Said(
        _("Only the person may choose this"), _("Choose “The person asked for it” as the reason, and only if they did.")
    ),
    "account_suspended": Said(_("This account is suspended"), _("Open it again first.")),
    "account_open": Said(_("This account is open"), _("Nothing was changed.")),
    "reset_already_asked": Said(_("Somebody asked for this already"), _("It waits for a second administrator.")),
    "needs_second_person": Said(_("A second person has to do this"), _("Whoever asked for it cannot also confirm it.")),
    "too_soon": Said(
        _("It is too soon"),
        _("The owner of the account was written to and may object. Come back when the waiting time is over."),
    ),
    "not_on_this_machine": Said(
        _("One-click sign-in works on this machine only"),
        _("It is for a demonstration, opened as http://localhost on the machine where it runs."),
    ),
    "not_your_account": Said(_("This is not your account"), ASK),
    "names_are_kept": Said(
        _("A registrar keeps these names now"),
        _("Ask us to change a name or a date of birth, and show us a document that says so."),
    ),
    "birth_impossible": Said(_("Nobody can be born on that day"), _("Check the year.")),
    "contact_missing": Said(_("The address is missing"), _("Write it, and try again.")),
    "not_contact_keeper": Said(_("Your role does not change addresses"), ASK),
    "no_way_to_write": Said(
        _("We have no address of this person"), _("Ask them for an e-mail address or a mobile number first.")
    ),
    "code_over": Said(
        _("This code does not work any more"),
        _("It was used already, it is too old, or it was tried too often. Ask for a new one."),
    ),
    "phone_taken": Said(
        _("Another account has this number"),
        _("Sign in with that number instead, or use another one."),
    ),
    "code_wrong": Said(_("That code is not right"), _("Read it once more in the newest letter we sent you.")),
}
