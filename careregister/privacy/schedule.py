"""The retention schedule: dated data in `data/schedule.toml`, each row with its source. Printed, shown, enforced."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careregister.base.refusals import Refused

# Words that people read: the file's own are what a catalogue translates.
_IN_WORDS = ("what", "why", "begins", "then", "stays_because")
FILE = Path(__file__).with_name("data") / "schedule.toml"


class NoSuchRow(Refused, LookupError):
    """No row of the schedule for this category holds on that day."""


@dataclass(frozen=True, slots=True)
class Row:
    """One category from `since` on. `months`: how long after `begins`; None: as long as the register.

    `job`: what enforces it, as in project/jobs.py; empty where nothing has to be done.
    """

    category: str
    since: date
    what: str
    why: str
    months: int | None
    begins: str
    then: str
    source: str
    job: str
    erasable: bool  # whether somebody may ask for it to go earlier
    stays_because: str

    def ends(self, began: date) -> date | None:
        """The first day on which it goes."""
        return None if self.months is None else began + relativedelta(months=self.months)

    def last_begin(self, today: date) -> date:
        """What began on this day or before goes by `today`. Only for rows with months."""
        assert self.months is not None
        return today - relativedelta(months=self.months)

    @property
    def how_long(self) -> str:
        if self.months is None:
            return _("as long as the register")
        years, months = divmod(self.months, 12)
        said = []
        if years:
            said.append(ngettext("%(count)d year", "%(count)d years", years) % {"count": years})
        if months:
            said.append(ngettext("%(count)d month", "%(count)d months", months) % {"count": months})
        return _(" and ").join(said) or _("not at all")


@cache
def rows() -> tuple[Row, ...]:
    """Every row there ever was, in the order of the file. ValueError for one that does not say everything."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["category"]
    made = []
    for one in read:
        one = one | {name: gettext_lazy(one[name]) for name in _IN_WORDS if name in one}
        row = Row(**({"months": None, "job": "", "erasable": False, "stays_because": ""} | one))
        if not all((row.what, row.why, row.begins, row.then, row.source)) or not (row.erasable or row.stays_because):
            raise ValueError(f"the schedule does not say everything about {row.category}")
        made.append(row)
    return tuple(made)


def in_force(on: date) -> tuple[Row, ...]:
    """The row of each category that holds on that day."""
    found: dict[str, Row] = {}
    for row in sorted(rows(), key=lambda one: one.since):
        if row.since <= on:
            found[row.category] = row
    return tuple(found[code] for code in dict.fromkeys(one.category for one in rows()) if code in found)


def row(category: str, on: date) -> Row:
    """The row of one category on that day; NoSuchRow."""
    for one in in_force(on):
        if one.category == category:
            return one
    raise NoSuchRow("no_such_row")


def printed() -> str:
    """The whole schedule as Markdown, for docs/printed."""
    text = (
        "# How long things are kept\n\nThe retention schedule, from `careregister/privacy/data/schedule.toml`. The public "
        "page shows the rows in force; `privacy.enforce` keeps to them every night.\n"
    )
    for one in rows():
        text += (
            f"\n## {one.what}\n\n- Category: `{one.category}`, since {one.since.isoformat()}\n- Why: {one.why}\n"
            f"- How long: {one.how_long}, from: {one.begins}\n- Then: {one.then}\n- Basis: {one.source}\n"
            f"- Kept to by: {f'`{one.job}`' if one.job else 'nothing to do'}\n"
            f"- Earlier, if the person asks: {'yes' if one.erasable else f'no: {one.stays_because}'}\n"
        )
    return text
