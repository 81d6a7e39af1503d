"""What staff type into the one box: numbers of any shape, dates in digits or words, e-mail addresses; the rest is names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from careregister.base import names, numbers

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_DATES = (
    (re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"), False),
    (re.compile(r"(?<!\d)(?P<d>\d{1,2})\s*[-/. ]\s*(?P<m>\d{1,2})\s*[-/. ]\s*(?P<y>\d{4})(?!\d)"), False),
    (re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+(?P<w>{_MONTH})\b[\s.,-]*(?P<y>\d{{4}})\b", re.I), True),
    (re.compile(rf"\b(?P<w>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.I), True),
)  # fmt: skip
_YEAR = re.compile(r"(?<![\w\-./])(?:19|20)\d\d(?![\w\-./])")
_WITH_DIGITS = re.compile(r"[A-Za-z]{0,5}[\s\-–./_]*\d[\dA-Za-z]*(?:[\s\-–./_]+[A-Za-z]*\d[\dA-Za-z]*)*")


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood. `mistyped`: it has the shape of one of our numbers, but its check digit is wrong."""

    numbers: tuple[str, ...] = ()
    email: str = ""
    born: date | None = None
    born_in: int | None = None
    tokens: tuple[str, ...] = ()
    mistyped: bool = False

    @property
    def empty(self) -> bool:
        return not self.kinds

    @property
    def kinds(self) -> tuple[str, ...]:
        """What somebody is described by, without what was said: `number`, `email`, `birth`, `name`."""
        said = {
            "number": self.numbers,
            "email": self.email,
            "birth": self.born or self.born_in,
            "name": self.tokens,
        }
        return tuple(kind for kind, there in said.items() if there)


def read_question(text: str, prefix: str) -> Question:
    """Take apart what was typed; `prefix` is the letters of our own numbers. Never an error: what is odd is a name."""
    rest = " ".join(text.split())[:300]
    email = ""
    if found := _EMAIL.search(rest):
        email, rest = found.group(), _without(rest, found)
    ours, rest = _take_own_number(rest, prefix)
    born, rest = _take_date(rest)
    year, rest = (None, rest) if born or ours else _take_year(rest)
    mistyped, others = False, []
    if found := _WITH_DIGITS.search(rest):
        typed, rest = found.group(), _without(rest, found)
        mistyped = numbers.looks_mistyped(typed, prefix)
        others = sorted({numbers.squeeze(typed), numbers.squeeze(re.sub(r"^[A-Za-z]+\s+", "", typed))})
        if names_before := re.match(r"[A-Za-z]+(?=\s)", typed):
            rest = f"{rest} {names_before.group()}" if names_before.group().upper() != prefix else rest
    return Question(
        numbers=tuple(ours or others),
        email=email,
        born=born,
        born_in=year,
        tokens=tuple(names.tokens(rest)),
        mistyped=mistyped,
    )


def _take_own_number(text: str, prefix: str) -> tuple[list[str], str]:
    pattern = re.compile(rf"(?<![\w])(?:{re.escape(prefix)})?[\s\-–./_]*(?:\d[\s\-–./_]*){{8}}\d(?!\d)", re.I)
    for found in pattern.finditer(text):
        if number := numbers.canonical(found.group(), prefix):
            return [number], _without(text, found)
    return [], text


def _take_date(text: str) -> tuple[date | None, str]:
    for pattern, in_words in _DATES:
        for found in pattern.finditer(text):
            part = found.groupdict()
            month = _MONTHS.index(part["w"][:3].lower()) + 1 if in_words else int(part["m"])
            try:
                return date(int(part["y"]), month, int(part["d"])), _without(text, found)
            except ValueError:
                continue
    return None, text


def _take_year(text: str) -> tuple[int | None, str]:
    """A year of birth that stands alone beside a name: `Okafor 1987`."""
    found = _YEAR.search(text)
    if found is None or not names.letters(text):
        return None, text
    return int(found.group()), _without(text, found)


def _without(text: str, found: re.Match[str]) -> str:
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
