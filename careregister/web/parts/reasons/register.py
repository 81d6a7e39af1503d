"""Refusals of the register."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, Said

WORDS = {
    "about_oneself": Said(
        _("This is about yourself"),
        _("Nobody reads or decides their own entry here. Ask a colleague; your own entry is in your account."),
    ),
    "not_your_case": Said(
        _("This person is not before you"),
        _("A panel member opens a record only while a proposal about that person waits for a panel."),
    ),
    "held": Said(
        _("This person is held"),
        _(
            "While a hold lasts, the registration cannot lapse and the person cannot leave. Release the hold first, if you may, or ask whoever placed it."
        ),
    ),
    "restricted": Said(
        _("A restriction is in force"),
        _("The registration cannot lapse and the person cannot leave before the restriction has ended."),
    ),
    "already_proposed": Said(
        _("This is proposed already"), _("It waits for a second person. Look among the proposals.")
    ),
    "already_replaced": Said(
        _("This decision was corrected already"),
        _("Look at the record again, and correct the newer one if it is wrong."),
    ),
    "already_released": Said(_("This hold was released already"), _("Nothing was changed.")),
    "already_registrant": Said(
        _("This person has been on the register before"),
        _("They are restored under their old number, not admitted twice."),
    ),
    "admission_is_withdrawn": Said(
        _("An admission is not undone"), _("If it should never have been, propose to withdraw the entry as our error.")
    ),
    "not_a_registrant": Said(
        _("This person was never on the register"), _("Only an admission can be proposed for them.")
    ),
    "not_an_act_of_this_entry": Said(_("This decision belongs to another entry"), AGAIN),
    "nothing_to_correct": Said(_("There is nothing to correct"), AGAIN),
    "not_your_proposal": Said(
        _("Somebody else proposed this"),
        _("Only whoever proposed it can take it back. If you may decide it, decline it instead."),
    ),
    "not_your_entry": Said(_("This is somebody else’s entry"), _("You can only change your own.")),
    "three_different_persons": Said(
        _("A second person has to decide this"),
        _(
            "Whoever proposes, whoever decides and whom it is about are three different people. Ask a colleague who has not proposed it."
        ),
    ),
    "second_person_missing": Said(_("Two people decide this"), _("Propose it first. A second person then decides.")),
    "second_person_wrong_role": Said(
        _("Whoever proposed this no longer has the role for it"), _("Somebody who has it must propose it again.")
    ),
    "one_is_enough": Said(_("This needs no second person"), _("Somebody with the right role decides it alone.")),
    "clock_decides": Said(
        _("Nobody decides this by hand"),
        _("It happens by itself, when every notice has gone out and somebody has looked."),
    ),
    "wrong_authority": Said(_("This cannot be decided on that ground"), AGAIN),
    "past_date_needs_head": Said(
        _("A day in the past needs the head of registration"),
        _("Choose today or a later day, or ask the head of registration to decide it with evidence."),
    ),
    "past_date_needs_evidence": Said(_("A day in the past needs evidence"), _("Go back and say what you have seen.")),
    "longer_than_the_rule": Said(
        _("That is longer than the rule allows"), _("Go back and choose an earlier last day.")
    ),
    "review_later_than_the_rule": Said(
        _("That review is too late"), _("Go back and choose an earlier day for the review.")
    ),
    "too_early_to_restore": Said(
        _("It is too early to come back"),
        _("The rule sets how long after a removal somebody may be restored. Choose a later day."),
    ),
    "resume_needs_a_look": Said(
        _("A registrar has to look first"), _("Something went out of date while the registration was paused.")
    ),
    "town_not_an_address": Said(
        _("The town and the county hold no numbers"),
        _("The town only. Never a street or a postcode: everybody sees it."),
    ),
    "not_in_advance": Said(_("This cannot be dated in advance"), _("Choose “From now on”.")),
    "facts_missing": Said(_("Say what the entry should show"), AGAIN),
    "facts_not_here": Said(_("This step does not change what the entry shows"), AGAIN),
    "tier_not_here": Said(_("This step confers no tier"), AGAIN),
    "tier_missing": Said(_("Choose a tier"), AGAIN),
    "number_empty": Said(_("Write a number"), AGAIN),
    "number_like_ours": Said(
        _("That looks like one of our own numbers"),
        _(
            "An older number is kept only if nobody can take it for one of ours. Write it with the older register’s letters."
        ),
    ),
    "number_odd": Said(
        _("That is no number of a register"),
        _("Write at least three plain letters and digits, with a digit among them."),
    ),
    "number_taken": Said(
        _("This number belongs to an entry already"),
        _("A number is never given twice. Look for it among the registrants."),
    ),
    "step_not_lawful": Said(
        _("That is not possible from how this person stands"),
        _(
            "On that day their standing does not allow it, or a later decision would then contradict it. Look at the time line, and choose another day or another step."
        ),
    ),
    "until_missing": Said(_("Say until when"), AGAIN),
    "until_before_start": Said(_("It would end before it begins"), _("Go back and choose a later last day.")),
    "renewal_not_later": Said(
        _("That is not later than now"),
        _("A renewal goes on until a later day than before. Go back and choose a later one."),
    ),
    "review_missing": Said(_("Say when it is reviewed"), _("An interim order always has the day of its review.")),
    "not_restrictable": Said(
        _("Only somebody on the register can be restricted"), _("On that day this person is not on the register.")
    ),
    "restriction_missing": Said(_("Say which restriction"), AGAIN),
    "restriction_not_in_force": Said(
        _("That restriction is not in force then"),
        _("It ended, or has not begun on that day. Look at the record again."),
    ),
    "restriction_already_imposed": Said(_("That restriction is in force already"), _("Vary it instead.")),
    "restriction_ends_before_it_starts": Said(
        _("It would end before it begins"), _("Go back and choose a later last day, or a later review.")
    ),
    "restriction_not_here": Said(_("This step is about no restriction"), AGAIN),
}
