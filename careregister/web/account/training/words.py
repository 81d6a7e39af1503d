"""How times and states of courses read."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careregister.training import queries
from careregister.web.parts.jinja import date_words

COURSE_STATES: dict[str, tuple[Promise, str]] = {
    queries.IN_DATE: (gettext_lazy("In date"), "good"),
    queries.DUE_SOON: (gettext_lazy("Refresh soon"), "care"),
    queries.REFRESH_DUE: (gettext_lazy("Refresh due"), "act"),
    queries.FOR_EVER: (gettext_lazy("Done once, for good"), "good"),
    queries.MISSING: (gettext_lazy("Not in your passport yet"), "plain"),
}


# How an audit stands, said to whoever was drawn.
AUDITS: dict[str, Promise] = {
    "asked": gettext_lazy("We ask to see it"),
    "given": gettext_lazy("You sent it, and we read it"),
    "second_look": gettext_lazy("You sent it, and we read it"),
    "more_wanted": gettext_lazy("We ask for something more"),
    "appealed": gettext_lazy("You appealed, and we look again"),
}


def length(minutes: int) -> str:
    """`1 hour 30 minutes`."""
    hours, left = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if left or not hours:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", left) % {"count": left})
    return " ".join(parts)


def amount(requirement: queries.Requirement, number: int) -> str:
    """A figure of a requirement: a length of time, or how often."""
    if requirement.code == "reflections":
        return ngettext("%(count)s time", "%(count)s times", number) % {"count": number}
    return length(number)


def when(day: date, day_known: bool = True) -> str:
    """A day, or its month where the day is not known."""
    return date_words(day) if day_known else date_words(day).partition(" ")[2]


def audit(one: queries.MyAudit) -> Promise | str:
    """How an audit of one's own stands."""
    return AUDITS.get(one.state) or one.outcome_words or one.state_words


def course_state(state: str) -> Promise:
    return COURSE_STATES[state][0]


def course_kind(state: str) -> str:
    return COURSE_STATES[state][1]


def in_short(mine: queries.CpdMine) -> str:
    """Where somebody stands, in one sentence."""
    left = [_left(one) for one in mine.requirements if not one.met]
    courses = sum(not one.met for one in mine.topics)
    if courses:
        words = ngettext("%(count)s course to do or refresh", "%(count)s courses to do or refresh", courses)
        left.append(words % {"count": courses})
    return _("Still to do: %(list)s.") % {"list": "; ".join(left)} if left else _("You have done all that is asked.")


def _left(one: queries.Requirement) -> str:
    if one.code == "reflections":
        said = ngettext("say once what it changed", "say %(count)s times what it changed", one.left)
        return said % {"count": one.left}
    with_others = one.code == "with_others_minutes"
    said = _("%(length)s with other people") if with_others else _("%(length)s of learning")
    return said % {"length": length(one.left)}
