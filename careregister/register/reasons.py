"""The reasons that may be given on the register, as dated rows: a code that can be counted, and the clause it reads as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import states

CORRECT, HOLD, RELEASE, ALIAS = "correct", "hold", "release", "alias"
ACCEPT, DECLINE, TAKE_BACK = "accept", "decline", "take_back"
_FIRST = date(2020, 1, 1)
_PANEL = ("remove_by_decision", "remove_as_deceit", "restore_after_removal", "impose_suspension", "impose_conditions")
_INTERIM = ("impose_interim_suspension", "impose_interim_conditions")


@dataclass(frozen=True, slots=True)
class Reason:
    """`clause` follows "because", in the third person: it is read by whoever chooses it and by everybody after. Offered for `actions` from `since` until the day before `until`; `words`: words too."""

    code: str
    clause: Promise
    actions: tuple[str, ...]
    words: bool = False
    since: date = _FIRST
    until: date | None = None


REASONS = (
    Reason("file_clean", _("the file was clean"), ("admit",)),
    Reason("file_looked_at_by_two", _("two members of staff looked at the file"), ("admit_on_review",), words=True),
    Reason("renewal_complete", _("the renewal was complete"), ("renew",)),
    Reason("renewal_after_a_look", _("the renewal was complete after a closer look"), ("renew",), words=True),
    Reason("own_wish", _("it was the person’s own wish"), ("pause", "resume", "remove_at_own_request", "amend_facts")),
    Reason("long_leave", _("the person is on long leave"), ("pause",)),
    Reason("left_care_work", _("the person stopped working in care"), ("remove_at_own_request",)),
    Reason("application_accepted", _("the application to come back was accepted"), ("restore",)),
    Reason("panel_decided", _("a panel decided so"), _PANEL, words=True),
    Reason("known_bar", _("the person is barred from this work"), ("remove_by_decision", *_INTERIM)),
    Reason("wrong_person_entered", _("the entry was made for the wrong person"), ("withdraw_as_our_error",), words=True),
    Reason("entered_twice", _("the person was on the register twice"), ("withdraw_as_our_error",), words=True),
    Reason("rules_not_met", _("the person did not yet meet the rules"), ("withdraw_as_our_error",), words=True),
    Reason("death_certificate", _("the death certificate was seen"), ("record_death",)),
    Reason("told_of_death", _("a public office reported the death"), ("record_death",), words=True),
    Reason("risk_to_public", _("there may be a risk to people in care"), _INTERIM, words=True),
    Reason("risk_to_self", _("it protects the person"), _INTERIM, words=True),
    Reason("consented", _("two examiners proposed it and the person agreed"), ("agree_conditions", "agree_warning"),
           words=True),
    Reason("review_held", _("the review was held"), ("review_restriction", "vary_restriction", "lift_restriction"),
           words=True),
    Reason("things_changed", _("things have changed"), ("vary_restriction", "lift_restriction"), words=True),
    Reason("conditions_met", _("the conditions were met"), ("lift_restriction",), words=True),
    Reason("training_verified", _("the training was verified"), ("confer_tier",)),
    Reason("training_out_of_date", _("the training went out of date"), ("confer_tier",), words=True),
    Reason("wrong_day", _("the day was wrong"), (CORRECT,), words=True),
    Reason("wrong_details", _("what it said was wrong"), (CORRECT,), words=True),
    Reason("should_not_have_been", _("it should never have been decided"), (states.VOID,), words=True),
    Reason("decided_for_another", _("it was meant for somebody else"), (states.VOID,), words=True),
    Reason("concern_open", _("a concern is open"), (HOLD,)),
    Reason("answer_awaited", _("an answer is awaited"), (HOLD,), words=True),
    Reason("concern_closed", _("the concern is closed"), (RELEASE,)),
    Reason("answer_came", _("the answer came"), (RELEASE,)),
    Reason("held_by_mistake", _("it was held by mistake"), (RELEASE,), words=True),
    Reason("brought_along", _("the person brought it from an older register"), (ALIAS,)),
    Reason("imported", _("it was in the records that were brought along"), ()),
    Reason("transferred", _("the register that the person was on became part of this one"), ()),
    Reason("ladder_finished", _("every notice had gone out and nothing came back"), ("lapse",)),
    Reason("agrees", _("a second person looked at it and agreed"), (ACCEPT,)),
    Reason("not_shown", _("it was not shown"), (DECLINE,), words=True),
    Reason("something_missing", _("something is missing"), (DECLINE,), words=True),
    Reason("thought_better", _("whoever proposed it thought better of it"), (TAKE_BACK,)),
)  # fmt: skip
_BY_CODE = {reason.code: reason for reason in REASONS}


def offered(action: str, on: date) -> list[Reason]:
    """The reasons that may be given for an action on a day; those of `correct` for a correction."""
    return [
        reason
        for reason in REASONS
        if action in reason.actions and reason.since <= on and (reason.until is None or on < reason.until)
    ]


def needs_words(code: str) -> bool:
    """Whether this reason is not enough without words. One that no row knows stands by itself."""
    return code in _BY_CODE and _BY_CODE[code].words


def clause(code: str) -> str:
    """What follows "because". A code of another time or another register is read as it stands."""
    return str(_BY_CODE[code].clause) if code in _BY_CODE else code.replace("_", " ")
