"""What it costs to apply: pages, fields, words to read, and the time that a slow reader on a phone needs for them.

Counted from the form as it is asked, along the way of an ordinary applicant: no figure here was measured on a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careregister.applications.form import definition as d
from careregister.applications.form.sections import SECTIONS
from careregister.applications.queries.reading import choices_of
from careregister.base import body, clock

WORDS_A_MINUTE = 100
MOST_MINUTES = 30
LONG_LIST = 9  # answers: of more, nobody reads all
SECONDS_A_PAGE = 3  # until it is there
ROUND_EACH_PAGE = 3  # words: the way back and the button, known after the first
# To answer with a thumb, seconds.
SECONDS = {
    d.TEXT: 12, d.NAME: 10, d.WORDS: 30, d.EMAIL: 20, d.PHONE: 12, d.POSTCODE: 8, d.DATE: 12, d.MONTH: 8,
    d.CHOICE: 4, d.YES_NO: 2, d.MANY: 8, d.AGREE: 2, d.FILES: 40, d.PLACE: 15,
}  # fmt: skip
# An ordinary applicant: three jobs with one gap, two referees, two courses, papers sent by phone, an employer who attests.
TYPICAL: Mapping[str, list[dict[str, Any]]] = {
    "about_you": [{"had_other_names": "no", "moved": "yes"}],
    "identity": [{"route": "video"}],
    "criminal_record": [{"mode": "employer"}],
    "employment": [{"still": "no"}] * 2 + [{"still": "yes"}],
    "gaps": [{}],
    "references": [{}] * 2,
    "care_certificate": [{"have": "whole"}],
    "training": [{}] * 2,
    "health_and_character": [{"health_affects": "no"}],
    "insurance": [{"self_employed": "no"}],
}


@dataclass(frozen=True, slots=True)
class Effort:
    pages: int
    fields: int
    words: int
    typing_seconds: int

    @property
    def minutes(self) -> float:
        return self.words / WORDS_A_MINUTE + (self.typing_seconds + self.pages * SECONDS_A_PAGE) / 60

    def __str__(self) -> str:
        return (
            f"To apply: {self.pages} pages, {self.fields} fields, {self.words} words to read; "
            f"{self.minutes:.1f} minutes for a slow reader on a phone ({WORDS_A_MINUTE} words a minute, counted, not timed)"
        )


def effort() -> Effort:
    """Of the whole way."""
    pages = fields = seconds = 0
    words = code_words() + sum(_count(one.title) for one in SECTIONS)  # the list of parts
    for section in SECTIONS:
        known: set[str] = set()
        for given in TYPICAL.get(section.code, [{}]):
            for page in d.asked_pages(section, given):
                asked = d.asked_fields(page, given)
                pages, fields = pages + 1, fields + len(asked)
                words += _again(asked)  # looking it over at the end
                words += ROUND_EACH_PAGE + (_again(asked) if page.code in known else _first(page))
                seconds += sum(SECONDS[field.kind] for field in asked if field.required)
                known.add(page.code)
    return Effort(pages, fields, words, seconds)


def code_words() -> int:
    """Of the code of conduct, which they promise to keep. The other pages beside the questions are for who wants more."""
    code = body.rule("code.conduct", clock.today())
    return sum(_count(part["title"], *part["points"]) for part in code)


def _first(page: d.Page) -> int:
    """Everything on it: also what is asked only after a yes."""
    return _count(page.title, page.says) + sum(
        _count(field.label, field.hint) + _offered(field) for field in page.fields
    )


def _offered(field: d.Field) -> int:
    """The answers to choose from; of a long list one word of each, until the right one is found."""
    offered = [words for _code, words in choices_of(field)]
    return len(offered) if len(offered) > LONG_LIST else _count(*offered)


def _again(fields: list[d.Field]) -> int:
    """The same page for the next job or course: its labels."""
    return sum(_count(field.label) for field in fields)


def _count(*texts: object) -> int:
    return sum(len(re.findall(r"[\w’'@.-]*\w[\w’'@.-]*", str(text))) for text in texts)
