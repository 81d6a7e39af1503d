"""Refusals of applications."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, ASK, Said

WORDS = {
    "no_application": Said(_("There is no such application"), _("Check the reference for a slip.")),
    "not_yours": Said(_("This application is not yours"), _("Sign in with the account you applied with.")),
    "application_open": Said(
        _("You have an open application already"), _("Go on with that one. You will find it in your account.")
    ),
    "section_closed": Said(
        _("This part cannot be changed now"),
        _("You have sent it. If something is wrong, tell us and we will ask you about it, so that you can correct it."),
    ),
    "unknown_section": Said(_("There is no such part"), AGAIN),
    "too_many": Said(_("That is more than we can take"), _("Take one away first, or ring us.")),
    "incomplete": Said(
        _("Something is missing"), _("Go through your list: each part that is not done yet is marked. Then send it.")
    ),
    "not_lawful_now": Said(
        _("This cannot be done as things stand"),
        _("Somebody may have been quicker. Look at the page again: it shows what can be done now."),
    ),
    "information_outstanding": Said(
        _("We are waiting for the applicant"),
        _("They were asked something and still have time. Wait for their answer, or stop waiting first."),
    ),
    "interest_not_declared": Said(
        _("First say whether you know this person"),
        _("Before you act on an application for the first time, say whether you know the applicant in any way."),
    ),
    "conflict_declared": Said(
        _("You said that you know this person"), _("Hand the application to a colleague. You may not act on it.")
    ),
    "not_clean": Said(
        _("This file is not clean"),
        _(
            "One person may admit only when every check has passed and nothing speaks against it. Finish what is missing, or recommend a decision to a second person."
        ),
    ),
    "heard_first": Said(
        _("The applicant has not been heard on this"),
        _("Give notice of the reasons first. They reply, or their time passes; then the refusal can be recommended."),
    ),
    "decided_before": Said(
        _("You had a part in the first decision"), _("An appeal is for two people who had none. Ask a colleague.")
    ),
    "match_undecided": Said(
        _("This may be somebody we know already"),
        _("Decide first whether it is the same person. Nothing else can be decided before that."),
    ),
    "no_match": Said(_("There is no such person to compare with"), AGAIN),
    "no_earlier_record": Said(
        _("Nobody decided that this is somebody we know"),
        _("An application is led back only after somebody decided that it is the same person."),
    ),
    "removed_before": Said(
        _("This person was removed from the register"),
        _("They are not led back. Recommend a decision; a second person decides, with the removal before them."),
    ),
    "too_late_to_appeal": Said(
        _("The time to appeal is over"),
        _("If something kept you from appealing in time, ring us. You can also apply again."),
    ),
    "nothing_recommended": Said(
        _("Nothing is recommended"), _("It may have been sent back meanwhile. Look at the page again.")
    ),
    "already_recommended": Said(_("Something is recommended already"), _("Decide on that first, or send it back.")),
    "unknown_outcome": Said(_("There is no such decision"), AGAIN),
    "unknown_tier": Said(_("There is no such level"), AGAIN),
    "unknown_reason": Said(
        _("This reason is not among the rules of this application"),
        _("An application is decided by the rules of the day it was sent. Choose one of the reasons on the page."),
    ),
    "reasons_missing": Said(_("Choose at least one reason"), _("Nobody is refused without one.")),
    "not_compared": Said(
        _("We have not yet looked whether we met this person before"),
        _("It happens by itself within minutes of sending. If it does not, tell an administrator."),
    ),
    "no_second_look": Said(
        _("This admission was not drawn for a second look"), _("Only a random share is looked at again.")
    ),
    "already_looked": Said(_("Somebody has looked at this already"), _("Nothing was changed.")),
    "owner_wrong_role": Said(
        _("This person does not work on applications"), _("Hand it to a registrar or a checks officer.")
    ),
    "date_past": Said(_("This day is over"), _("Choose today or a later day.")),
    "not_due": Said(_("It is too early for that"), ASK),
    "link_used": Said(
        _("This link does not work any more"),
        _("It takes one answer, or the time for it is over. If you want to tell us more, sign in or ring us."),
    ),
}
