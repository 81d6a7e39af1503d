"""The words of these pages for codes that the rooms below keep."""

from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.applications import states
from careregister.applications.form.sections import SECTIONS
from careregister.checks.kinds import KINDS
from careregister.web.parts.reasons import words as words_for

DBS_LEVELS = {"enhanced": gettext_lazy("Enhanced"), "enhanced_barred": gettext_lazy("Enhanced with barred lists")}
WORKFORCES = {
    "adult": gettext_lazy("Adult workforce"),
    "child": gettext_lazy("Child workforce"),
    "both": gettext_lazy("Child and adult workforce"),
    "other": gettext_lazy("Other workforce"),
}
SECTION_TITLES = {one.code: one.title for one in SECTIONS}
_FIELDS = {
    field.code: field.label for section in SECTIONS for page in section.pages for field in page.fields if field.closed
}


def verb(action: str) -> str:
    return {
        "take_up": _("Take it up"),
        "hand_to": _("Hand it to a colleague"),
        "ask": _("Ask the applicant"),
        "stop_waiting": _("Stop waiting for an answer"),
        "give_notice": _("Give notice that we may refuse"),
        "admit": _("Admit"),
        "recommend": _("Recommend a decision"),
        "send_back": _("Send the recommendation back"),
        "accept_recommendation": _("Decide as recommended"),
        "recommend_on_appeal": _("Recommend on the appeal"),
        "decide_appeal": _("Decide the appeal as recommended"),
        "lead_back": _("Lead back to the first record"),
    }[action]


def does(action: str) -> str:
    """What a step does, in one or two sentences."""
    return {
        "take_up": _("From now on this application is yours."),
        "hand_to": _("It becomes theirs. It stays where it is."),
        "ask": _("The applicant gets your question by letter, with a link to answer. Until then it is their turn."),
        "stop_waiting": _("It comes back to us without an answer. The link in the letter ends."),
        "give_notice": _(
            "The applicant reads our reasons and can reply before anybody decides. Nothing is decided yet."
        ),
        "admit": _("They are on the register at once. The file is clean, so you alone decide."),
        "recommend": _("A second registrar looks at it and decides. Nothing goes out before that."),
        "send_back": _("It goes back to review. Say what is missing."),
        "accept_recommendation": _("It is decided as recommended, by both of you."),
        "recommend_on_appeal": _("Another who had no part in the refusal decides. Nothing goes out before that."),
        "decide_appeal": _("The appeal is decided as recommended, by both of you."),
        "lead_back": _("This application ends. The applicant is told that we know them and how to go on."),
    }[action]


def button(action: str) -> str:
    return {
        "ask": _("Send the question"),
        "give_notice": _("Send the notice"),
        "admit": _("Admit them"),
        "recommend": _("Recommend it"),
        "accept_recommendation": _("Decide it"),
        "recommend_on_appeal": _("Recommend it"),
        "decide_appeal": _("Decide the appeal"),
        "lead_back": _("Lead it back"),
    }.get(action, verb(action))


def done(action: str) -> str:
    return {
        "take_up": _("You have taken it up."),
        "hand_to": _("Handed over."),
        "ask": _("Asked. It is the applicant’s turn now."),
        "stop_waiting": _("It is back with us."),
        "give_notice": _("Notice is given. The applicant is heard first."),
        "admit": _("Admitted. They are on the register."),
        "recommend": _("Recommended. It waits for a second registrar."),
        "send_back": _("Sent back."),
        "accept_recommendation": _("Decided."),
        "recommend_on_appeal": _("Recommended. It waits for a second registrar who had no part before."),
        "decide_appeal": _("The appeal is decided."),
        "lead_back": _("Led back to the first record."),
    }[action]


def part(code: str) -> str:
    """What stands between a file and an admission by one: `check:identity`, `declared:unspent`, `match`, `tier`."""
    kind, _colon, what = code.partition(":")
    if kind == "check" and what in KINDS:
        return str(KINDS[what].name)
    if kind == "declared" and what in _FIELDS:
        return _("They said yes to: %(question)s") % {"question": _FIELDS[what]}
    return {
        "match": _("Somebody we may have met before"),
        "earlier": _("An earlier application of theirs that was refused, led back, or withdrawn before it was settled"),
        "tier": _("Another tier than their evidence earns"),
    }.get(code, code)


def refusal(reason: str) -> str:
    said = words_for(reason)
    return f"{said.title}. {said.more}"


def why(reason: str) -> str:
    """A refusal in a few words, to stand beside what cannot be done."""
    return str(words_for(reason).title)


def month(value: str) -> str:
    """`2019-03` as "March 2019"."""
    return formats.date_format(date.fromisoformat(f"{value}-01"), "F Y") if value else _("now")


def section(code: str) -> str:
    return str(SECTION_TITLES.get(code, code))


def match_state(state: str) -> str:
    return {
        states.UNDECIDED: _("Not decided"),
        states.SAME: _("The same person"),
        states.DIFFERENT: _("Somebody else"),
    }[state]


def rule_name(code: str) -> str:
    return {
        "admission.checks": _("Which checks are made"),
        "admission.identity_level": _("How sure we are of who somebody is"),
        "admission.second_look_share": _("Share of admissions looked at again"),
        "admission.hearing_days": _("Days to reply to a notice"),
        "admission.information_days": _("Days to answer a question"),
        "admission.appeal_days": _("Days to appeal"),
        "refusal.reasons": _("Reasons for which we may refuse"),
        "code.version": _("Code of conduct"),
        "declarations": _("What is declared"),
        "registration.length_months": _("Months of a registration"),
    }.get(code, code)


def rule_value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.0%}"
    return str(value) if isinstance(value, str | int) else ""


def rule_since(since: str) -> str:
    return _("Since %(day)s") % {"day": formats.date_format(date.fromisoformat(since), "j F Y")}


def gap(what: str) -> str:
    return {
        "family": _("Looking after family or home"),
        "looking": _("Looking for work"),
        "studying": _("Studying"),
        "travelling": _("Travelling or moving country"),
        "unable": _("Not able to work"),
        "other": _("Something else"),
    }.get(what, what)


def level(code: str) -> str:
    """How sure a profile of GPG 45 is."""
    known = {"low": _("low"), "medium": _("medium"), "high": _("high"), "very_high": _("very high")}
    return known.get(code, code)


def for_templates() -> dict[str, Any]:
    """What the templates of this room call."""
    return {
        "verb": verb,
        "does": does,
        "button": button,
        "part": part,
        "refusal": refusal,
        "why": why,
        "month": month,
        "section": section,
        "match_state": match_state,
        "rule_name": rule_name,
        "rule_value": rule_value,
        "rule_since": rule_since,
        "gap": gap,
        "level": level,
        "dbs_level": lambda code: DBS_LEVELS.get(code, code),
        "workforce": lambda code: WORKFORCES.get(code, code),
    }
