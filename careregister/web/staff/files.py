"""Tables that leave the house as CSV files. Whoever makes one has written it into history."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from django.http import HttpResponse

from careregister.base import clock

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_file(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """What a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow([str(cell) for cell in head])
    table.writerows([_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today().isoformat()}.csv"'
    return response


def in_pounds(pence: int) -> Decimal:
    """For a cell that a spreadsheet adds up: always with its two places."""
    return Decimal(pence).scaleb(-2)


def _cell(cell: object) -> object:
    if isinstance(cell, (int, Decimal)):
        return cell
    said = "" if cell is None else str(cell)
    return f"'{said}" if said.startswith(_FORMULA) else said
