"""What is lawful in a file, but worth a second look: said by line, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .. import states
from .bringing import Outcome
from .rows import Row

_MOST = 10


def of(outcome: Outcome) -> Iterator[str]:
    """One sentence for each kind of thing, with the lines it is about."""
    new = outcome.new
    today = outcome.reader.today
    ran_out = [row for row in new if row.status in states.ON_THE_REGISTER and row.until and row.until < today]
    yield from _said(_("Registered, though their registration ran out: a decision is due"), ran_out)
    if "given" in outcome.sheet.fields and "name" not in outcome.sheet.fields:
        yield from _said(_("With one name only"), [row for row in new if not row.family or row.name == row.family])
    yield from _said(_("With an e-mail address that several people share"), _sharing(new))


def _sharing(rows: Iterable[Row]) -> list[Row]:
    users = defaultdict(list)
    for row in rows:
        if row.email:
            users[row.email.casefold()].append(row)
    return sorted((row for group in users.values() if len(group) > 1 for row in group), key=lambda row: row.line.number)


def _said(sentence: str, rows: list[Row]) -> Iterator[str]:
    if rows:
        lines = ", ".join(str(row.line.number) for row in rows[:_MOST]) + (" ..." if len(rows) > _MOST else "")
        counted = {"sentence": sentence, "count": len(rows), "lines": lines}
        yield _("%(sentence)s: %(count)d (lines %(lines)s).") % counted
