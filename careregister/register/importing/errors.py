"""The file of errors: each refused row as it came, with what is wrong and how to mend it. Mended, it can be imported."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import columns, words
from .bringing import Outcome
from .reading import ESCAPED, Sheet
from .rows import Problem, Row

_SEPARATOR = "; "


def write(outcome: Outcome, path: Path) -> int:
    """Write the refused rows, and those that differ from the register, to a new file that only its owner may read.

    Returns how many. FileExistsError rather than overwrite what somebody may be mending.
    """
    notes = list(_notes(outcome))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_table(outcome.sheet, notes))
    return len(notes)


def next_to(source: Path) -> Path:
    """`people.csv` has `people.errors.csv`, or the first of `people.errors-2.csv`... that is not there yet."""
    number = 1
    while True:
        path = source.with_name(f"{source.stem}.errors{'' if number == 1 else f'-{number}'}.csv")
        if not path.exists():
            return path
        number += 1


def escaped(cell: str) -> str:
    """So that no spreadsheet takes what somebody typed for a formula. `reading.unescaped` takes it away again."""
    return f"'{cell}" if cell[:1] and cell[0] in ESCAPED else cell


def _notes(outcome: Outcome) -> Iterable[tuple[Row, list[str], list[str], list[str]]]:
    differing = {row.line.number: fields for row, fields in outcome.different}
    for row in outcome.rows:
        if row.problems:
            yield row, *_said(row.problems)
        elif row.line.number in differing:
            headings = [outcome.sheet.heading(field) for field in differing[row.line.number]]
            yield row, headings, [str(words.DIFFERENT[0])], [str(words.DIFFERENT[1])]


def _said(problems: Sequence[Problem]) -> tuple[list[str], list[str], list[str]]:
    return (
        [problem.column for problem in problems],
        [words.wrong(problem) for problem in problems],
        list(dict.fromkeys(words.mend(problem) for problem in problems)),
    )


def _table(sheet: Sheet, notes: Sequence[tuple[Row, list[str], list[str], list[str]]]) -> Iterable[list[str]]:
    """A file that was mended before brings its notes along: they are left out, and made anew."""
    width = max([len(sheet.header), *(len(row.line.cells) for row, *_ in notes)])
    theirs = [place for place in range(width) if place >= len(sheet.header) or not columns.ours(sheet.header[place])]

    def kept(cells: Sequence[str]) -> list[str]:
        return [escaped(cells[place]) if place < len(cells) else "" for place in theirs]

    yield [*kept(sheet.header), *columns.OURS]
    for row, *said in notes:
        line = [str(row.line.number), *(_SEPARATOR.join(part) for part in said)]
        yield [*kept(row.line.cells), *map(escaped, line)]
