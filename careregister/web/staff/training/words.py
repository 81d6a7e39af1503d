"""What the steps of an audit are called, and ask."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careregister.training.queries import AuditRow, Requirement

OVER = ("accepted", "not_met", "closed")  # their outcome says it all

TABS: dict[str, Promise] = {
    "us": _("With us"),
    "them": _("With the person"),
    "late": _("No answer in time"),
    "unreached": _("Not asked yet"),
    "ended": _("Ended"),
    "all": _("All"),
}

STEPS: dict[str, Promise] = {
    "accept": _("Accept it"),
    "want_more": _("Ask for what is missing"),
    "find_not_met": _("Find that the rules were not met"),
    "agree_not_met": _("Agree: not met"),
    "allow_appeal": _("Allow the appeal"),
    "dismiss_appeal": _("Dismiss the appeal"),
    "more_time": _("Give more time"),
    "excuse": _("Excuse them this time"),
    "ask": _("Say that they were told by other means"),
}

SAYS: dict[str, Promise] = {
    "accept": _("The person gets a letter that says so, and nothing more is to do."),
    "want_more": _(
        "Your words go to the person in a letter. They have the days of the rule again, and then it is read anew."
    ),
    "find_not_met": _("Nothing is said to the person yet: another reviewer reads it first, and your words with it."),
    "agree_not_met": _("You are the second reader. Your words go to the person in a letter; they can appeal."),
    "allow_appeal": _("Your words go to the person in a letter. The rules count as met."),
    "dismiss_appeal": _("Your words go to the person in a letter. It stays as it was decided."),
    "more_time": _("The person gets a letter with the new day."),
    "excuse": _("For illness, a new child, or somebody no longer in care work. Whoever was asked gets a letter."),
    "ask": _("For somebody whom no letter of ours reaches. Say how they were told, and when."),
}

# What is on the button; the rest say what the page is called.
WARNS = frozenset({"find_not_met", "agree_not_met", "dismiss_appeal"})

HAPPENED: dict[str, Promise] = {
    "ask": _("Asked to show their learning"),
    "remind": _("Reminded"),
    "more_time": _("More time given"),
    "excuse": _("Excused"),
    "give": _("The person answered"),
    "accept": _("Accepted"),
    "want_more": _("Asked for more"),
    "find_not_met": _("First reader: not met"),
    "agree_not_met": _("Second reader: not met"),
    "appeal": _("The person appealed"),
    "allow_appeal": _("Appeal allowed"),
    "dismiss_appeal": _("Appeal dismissed"),
    "close": _("Closed: the days to appeal are over"),
}


def length(minutes: int) -> str:
    """`13 h 5 min`, as staff read many of them."""
    hours, left = divmod(minutes, 60)
    said = {"hours": hours, "minutes": left}
    if not hours:
        return gettext("%(minutes)s min") % said
    return gettext("%(hours)s h %(minutes)s min") % said if left else gettext("%(hours)s h") % said


def amount(requirement: Requirement, number: int) -> str:
    """A figure of a requirement: a length of time, or how often."""
    if requirement.code == "reflections":
        return ngettext("%(count)s time", "%(count)s times", number) % {"count": number}
    return length(number)


def how(row: AuditRow) -> str:
    """How an audit stands: its outcome, and what goes on with it where something does."""
    outcome, state = str(row.outcome_words), str(row.state_words)
    if not outcome:
        return state
    return outcome if row.state in OVER else f"{outcome}: {state[:1].lower()}{state[1:]}"
