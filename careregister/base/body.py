"""The body this installation serves, and its rules: dated data with a source, read from one TOML file.

Nothing statutory or belonging to the body is a constant in code. A rule has rows by date; the one in force on the day
is used.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from .refusals import Refused


class NoRuleInForce(Refused, LookupError):
    """The file has no row for this rule on this day."""


@dataclass(frozen=True, slots=True, eq=False)  # itself alone: what is made of a row can be kept by it
class RuleRow:
    code: str
    since: date
    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Body:
    name: str
    short_name: str
    register_name: str
    number_prefix: str
    email: str
    phone: str
    address: str
    website: str
    rows: tuple[RuleRow, ...]
    _by_code: dict[str, list[RuleRow]] = field(init=False, compare=False, repr=False)  # the newest row first

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {})
        for row in sorted(self.rows, key=lambda row: row.since, reverse=True):
            self._by_code.setdefault(row.code, []).append(row)

    def rule(self, code: str, on: date) -> RuleRow:
        """The row of `code` in force on `on`; NoRuleInForce when there is none."""
        for row in self._by_code.get(code, ()):
            if row.since <= on:
                return row
        raise NoRuleInForce("no_rule_in_force", code=code, on=on)


def body() -> Body:
    return _read(settings.BODY_FILE)


def rule(code: str, on: date) -> Any:
    """The value of a rule on a day."""
    return body().rule(code, on).value


@lru_cache(maxsize=4)
def _read(path: str | Path) -> Body:
    data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    rows = tuple(
        RuleRow(code=row["code"], since=row["since"], value=row["value"], source=row["source"]) for row in data["rule"]
    )
    return Body(**data["body"], rows=rows)
