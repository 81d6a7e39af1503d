"""The body this installation serves, and its rules: dated data with a source, read from one TOML file.

Nothing statutory or belonging to the body is a constant in code. A rule has rows by date; the one in force on the day
is used.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from .refusals import Refused


class NoRuleInForce(Refused, LookupError):
    """The file has no row for this rule on this day."""


@dataclass(frozen=True, slots=True)
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

    def rule(self, code: str, on: date) -> RuleRow:
        """The row of `code` in force on `on`; NoRuleInForce when there is none."""
        rows = [row for row in self.rows if row.code == code and row.since <= on]
        if not rows:
            raise NoRuleInForce("no_rule_in_force", code=code, on=on)
        return max(rows, key=lambda row: row.since)


def body() -> Body:
    return _read(Path(settings.BODY_FILE))


def rule(code: str, on: date) -> Any:
    """The value of a rule on a day."""
    return body().rule(code, on).value


@lru_cache(maxsize=4)
def _read(path: Path) -> Body:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = tuple(
        RuleRow(code=row["code"], since=row["since"], value=row["value"], source=row["source"]) for row in data["rule"]
    )
    return Body(**data["body"], rows=rows)
