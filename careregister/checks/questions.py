"""What somebody else is asked, as data: a page of questions for each kind of ask. Answers are kept as plain JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.base.visible import visible

from .models.asking import EMPLOYER_DBS, REFERENCE, VOUCHER
from .models.certificates import ENHANCED, ENHANCED_BARRED

TEXT, WORDS, MONTH, DATE = "text", "words", "month", "date"  # "2026-03", "2026-03-04"
CHOICE, YES_NO, AGREE = "choice", "yes_no", "agree"  # a code; "yes" or "no"; "yes"
_YES_NO = (("yes", _("Yes")), ("no", _("No")))


@dataclass(frozen=True, slots=True)
class Question:
    """`when`: asked only if that question was answered with one of those codes. `longest`: characters."""

    code: str
    kind: str
    label: Promise
    hint: Promise | str = ""
    required: bool = True
    choices: tuple[tuple[str, Promise], ...] = ()
    longest: int = 200
    when: tuple[str, tuple[str, ...]] | None = None

    def is_asked(self, given: Mapping[str, Any]) -> bool:
        return self.when is None or given.get(self.when[0]) in self.when[1]

    @property
    def codes(self) -> frozenset[str]:
        """The codes that answer it; empty for a question answered in words."""
        offered = _YES_NO if self.kind == YES_NO else self.choices
        return frozenset({"yes"}) if self.kind == AGREE else frozenset(code for code, _words in offered)


REASONS = (
    ("left", _("They left by their own wish")),
    ("contract_ended", _("The contract ended")),
    ("redundant", _("They were made redundant")),
    ("dismissed", _("They were dismissed")),
    ("other", _("Another reason")),
    ("not_known", _("I do not know")),
)
_TRUE = Question("true", AGREE, _("What I have written is true, as far as I know"))
_ENDED = ("still", ("no",))

QUESTIONS: dict[str, tuple[Question, ...]] = {
    REFERENCE: (
        Question(
            "relation",
            CHOICE,
            _("How do you know them?"),
            choices=(
                ("manager", _("I am or was their manager")),
                ("senior", _("I am or was a senior colleague")),
                ("teacher", _("I taught them")),
                ("family_cared_for", _("They looked after me or my family")),
                ("other", _("Another way")),
            ),
        ),
        Question("role", TEXT, _("What did they do with you?"), _("For example care assistant, or student."), longest=120),
        Question("started", MONTH, _("When did they start?"), _("Month and year, for example 3 2019. About right is fine.")),
        Question("still", YES_NO, _("Are they still there?")),
        Question("ended", MONTH, _("When did they leave? (if they have left)"), _("Month and year."), when=_ENDED),
        Question("reason", CHOICE, _("Why did it end? (if they have left)"), choices=REASONS, when=_ENDED),
        Question("conduct", WORDS, _("How did they treat the people they cared for or worked with?"), _("A few sentences are enough."), longest=3000),
        Question(
            "again",
            CHOICE,
            _("Would you employ them again?"),
            choices=(("yes", _("Yes")), ("no", _("No")), ("cannot_say", _("I cannot say"))),
        ),
        Question("again_words", WORDS, _("Why not? (if you said no)"), required=False, longest=1500, when=("again", ("no",))),
        Question("safety", YES_NO, _("Is there anything about them that could put people in care at risk?")),
        Question("safety_words", WORDS, _("What is it? (if you said yes)"), _("Write what you saw or know yourself."), longest=3000, when=("safety", ("yes",))),
        Question(
            "confidential",
            YES_NO,
            _("Shall we keep your answers from them?"),
            _("If you say no, they may read them. If you say yes, we show them only if the law makes us."),
        ),
        _TRUE,
    ),
    VOUCHER: (
        Question("known_since", MONTH, _("Since when have you known them?"), _("Month and year, for example 3 2019. About right is fine.")),
        Question("how", WORDS, _("How do you know them?"), longest=600),
        Question("is_them", YES_NO, _("Do you know them by this name, and have you met them in person?")),
        Question("related", YES_NO, _("Are you related to them, or do you live with them?")),
        Question("job", TEXT, _("What is your job, and where?"), _("We may ring your workplace to check."), longest=200),
        _TRUE,
    ),
    EMPLOYER_DBS: (
        Question("job", TEXT, _("What is your job?"), longest=120),
        Question("seen", YES_NO, _("Have you seen the original of their enhanced DBS certificate?")),
        Question("seen_on", DATE, _("On which day did you see it? (if you did)"), _("For example 27 3 2026."), when=("seen", ("yes",))),
        Question("issued_on", DATE, _("Date on the certificate (if you saw it)"), _("For example 12 2 2026."), when=("seen", ("yes",))),
        Question(
            "level",
            CHOICE,
            _("What is its level? (if you saw it)"),
            choices=((ENHANCED, _("Enhanced")), (ENHANCED_BARRED, _("Enhanced, with the list of barred people"))),
            when=("seen", ("yes",)),
        ),
        Question(
            "workforce",
            CHOICE,
            _("For which workforce is it? (if you saw it)"),
            choices=(("adult", _("Adults")), ("child", _("Children")), ("both", _("Both")), ("other", _("Other"))),
            when=("seen", ("yes",)),
        ),
        Question(
            "content",
            YES_NO,
            _("Do you let them work with people in care? (if you saw it)"),
            _("Do not write what it says. Yes or no is all we may know."),
            when=("seen", ("yes",)),
        ),
        _TRUE,
    ),
}  # fmt: skip


def wrong(kind: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Question to what is wrong with its answer: missing, too_long, no_choice, no_date, in_future, out_of_order, or not_asked:
    words that an answer above makes needless. They may be the very thing we should know, so they are not dropped.
    """
    found = {}
    for question in QUESTIONS[kind]:
        if question.is_asked(given):
            trouble = _trouble(question, str(given.get(question.code, "") or ""))
            if trouble:
                found[question.code] = trouble
        elif question.kind == WORDS and str(given.get(question.code) or "").strip():
            found[question.code] = "not_asked"
    for earlier, later in (("started", "ended"), ("issued_on", "seen_on")):
        both = given.get(earlier), given.get(later)
        if all(both) and {earlier, later}.isdisjoint(found) and both[0] > both[1]:  # type: ignore[operator]
            asked = {question.code: question for question in QUESTIONS[kind]}
            if later in asked and asked[later].is_asked(given):
                found[later] = "out_of_order"
    return found


def cleaned(kind: str, given: Mapping[str, Any]) -> dict[str, str]:
    """The answers to what was asked, tidied. NotAllowed `answers_wrong`, with the codes of the questions."""
    troubles = wrong(kind, given)
    if troubles:
        raise NotAllowed("answers_wrong", questions=sorted(troubles))
    asked = [question for question in QUESTIONS[kind] if question.is_asked(given)]
    said = {question.code: visible(str(given.get(question.code, "") or "")).strip() for question in asked}
    return {code: answer for code, answer in said.items() if answer}


def _trouble(question: Question, answer: str) -> str:
    answer = visible(answer).strip()
    if not answer:
        return "missing" if question.required else ""
    if len(answer) > question.longest:
        return "too_long"
    if question.codes and answer not in question.codes:
        return "no_choice"
    if question.kind == MONTH:
        return _date_trouble(f"{answer}-01") if re.fullmatch(r"\d{4}-\d{2}", answer) else "no_date"
    return _date_trouble(answer) if question.kind == DATE else ""


def _date_trouble(answer: str) -> str:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return "no_date"
    return "in_future" if day > clock.today() else ""
