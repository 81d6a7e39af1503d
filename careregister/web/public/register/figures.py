"""Open data: the register in figures, as a page, as CSV and as JSON."""

import csv
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from careregister.base import body
from careregister.register.queries import open_data
from careregister.register.queries.open_data import Figure, Figures

from .. import door
from ..showing import show

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
MONTHS_DRAWN = 24
COUNTIES_DRAWN = 12


@require_safe
@door.about_nobody
def page(request: HttpRequest) -> HttpResponse:
    found = open_data.figures()
    months = found.by_month[-MONTHS_DRAWN:]
    many = len(found.by_county) > COUNTIES_DRAWN + 3
    told = {
        "figures": found,
        "standing": _rows(found.by_standing),
        "tiers": [(tier_label(row), row.count) for row in found.by_tier],
        "counties_drawn": _counties(found.by_county[:COUNTIES_DRAWN] if many else found.by_county),
        "counties": [(name, _hidden(count)) for name, count in _counties(found.by_county[COUNTIES_DRAWN:])]
        if many
        else [],
        "months": [month_words(row.code) for row in months],
        "first_registered": [row.count for row in months],
        "most": _most(found),
        "licence": LICENCE,
    }
    return show(request, "register/figures.html", told)


@require_safe
@door.about_nobody
def as_csv(request: HttpRequest) -> HttpResponse:
    found = open_data.figures()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register-figures-{found.day.isoformat()}.csv"'
    sheet = csv.writer(response)
    sheet.writerow(["as_at", "list", "code", "label", "people"])
    for name, rows in _lists(found):
        for row, label in rows:
            sheet.writerow([found.day.isoformat(), name, row.code, label, _hidden(row.count)])
    return response


@require_safe
@door.about_nobody
def as_json(request: HttpRequest) -> HttpResponse:
    found = open_data.figures()
    return JsonResponse(
        {
            "as_at": found.day.isoformat(),
            "publisher": body.body().name,
            "licence": LICENCE,
            "rounded_to_nearest": open_data.NEAREST,
            "hidden_below": open_data.FEWEST,
            "on_register": found.on_register,
            **{
                f"by_{name}": [{"code": row.code, "label": label, "people": row.count} for row, label in rows]
                for name, rows in _lists(found)
                if name != "on_register"
            },
        }
    )


def tier_label(row: Figure) -> str:
    return row.label or _("No tier yet")


def county_label(row: Figure) -> str:
    if row.code == "other":
        return _("Other counties")
    return row.label or _("Not shown")


def month_words(code: str) -> str:
    """`Mar 2026`."""
    year, month = (int(part) for part in code.split("-"))
    return date(year, month, 1).strftime("%b %Y")


def _counties(figures: tuple[Figure, ...]) -> list[tuple[str, int | None]]:
    return [(county_label(row), row.count) for row in figures]


def _rows(figures: tuple[Figure, ...]) -> list[tuple[str, int | None]]:
    return [(row.label, row.count) for row in figures]


def _lists(found: Figures) -> list[tuple[str, list[tuple[Figure, str]]]]:
    total = Figure("all", pgettext("people", "On the register"), found.on_register)
    return [
        ("on_register", [(total, total.label)]),
        ("standing", [(row, row.label) for row in found.by_standing]),
        ("tier", [(row, tier_label(row)) for row in found.by_tier]),
        ("county", [(row, county_label(row)) for row in found.by_county]),
        ("month", [(row, row.label) for row in found.by_month]),
    ]


def _hidden(count: int | None) -> str:
    return _("fewer than 5") if count is None else str(count)


def _most(found: Figures) -> dict[str, Figure | None]:
    """The longest bar of each list, for the sentence that says the chart."""
    named = [row for row in found.by_county if row.code not in ("", "other")]
    return {
        name: _longest(rows)
        for name, rows in (("standing", found.by_standing), ("tier", found.by_tier), ("county", named))
    }


def _longest(rows: object) -> Figure | None:
    shown = [row for row in rows if row.count and row.label]  # type: ignore[attr-defined]
    return max(shown, key=lambda row: row.count, default=None)
