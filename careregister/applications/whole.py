"""Whether an application says all that is asked: each section by the form, and no month of work life without a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careregister.base import clock
from careregister.checks import history_of_work

from .form.definition import complete
from .form.sections import SECTIONS
from .models import Application

EMPLOYMENT, GAPS, ABOUT = "employment", "gaps", "about_you"
Answers = Mapping[str, Mapping[str, Any]]


def not_complete(application: Application) -> list[str]:
    """The codes of the sections that are not whole, in order."""
    answers = {row.code: row.data for row in application.sections.all()}
    return [section.code for section in SECTIONS if not section.optional and not is_whole(section.code, answers)]


def is_whole(code: str, answers: Answers) -> bool:
    """Whether one section says all that is asked, with what the others say."""
    section = next(one for one in SECTIONS if one.code == code)
    if code == GAPS:
        return _ready_for_gaps(answers) and not open_gaps(answers) and _explained(section, answers)
    return complete(section, answers.get(code, {}))


def open_gaps(answers: Answers) -> tuple[history_of_work.Gap, ...]:
    """The gaps without a word, from leaving education until this month; none while work itself is not told."""
    if not _ready_for_gaps(answers):
        return ()
    found = history_of_work.gaps(
        list(answers.get(EMPLOYMENT, {}).get("items", [])),
        list(answers.get(GAPS, {}).get("items", [])),
        answers[ABOUT]["left_education"],
        f"{clock.today():%Y-%m}",
    )
    return tuple(found)


def _ready_for_gaps(answers: Answers) -> bool:
    told = answers.get(EMPLOYMENT, {})
    return bool(answers.get(ABOUT, {}).get("left_education")) and bool(told.get("items") or told.get("none"))


def _explained(section: Any, answers: Answers) -> bool:
    """Every gap that was begun is told whole; none begun is well where there are none."""
    kept = answers.get(GAPS, {})
    return not kept.get("items") or complete(section, kept)
