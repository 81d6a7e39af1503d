"""The time line of a registrant, as plain numbers for an SVG: percentages across, pixels down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.register.queries.spans import RESTRICTION, STANDING, Lane
from careregister.web.parts.jinja import date_words

ROW = 52
_SERIES = {"registered": 3, "restricted": 2, "not_registered": 5, "tier": 1}
_MOST_TICKS = 6
_ROOM_FOR_WORDS = 30  # per cent of a phone's width, in which most words fit


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    width: float
    top: int
    series: int
    words: str
    says: str
    words_x: float
    words_from: float
    words_width: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """`rows`: what, from, until, for the table beside the drawing."""

    bars: tuple[Bar, ...]
    ticks: tuple[Mark, ...]
    now: float
    height: int
    rows: tuple[tuple[str, str, str, str], ...]
    says: str


def draw(lanes: Sequence[Lane], now: datetime) -> Drawn | None:
    """None when nothing ever held."""
    pieces = [piece for lane in lanes for piece in lane.pieces]
    if not pieces:
        return None
    first = min(piece.start for piece in pieces)
    last = max([now, *(piece.start for piece in pieces), *(piece.end for piece in pieces if piece.end)])
    last += max((last - first) / 12, timedelta(days=30))
    whole = (last - first).total_seconds()

    def at(moment: datetime) -> float:
        return round(100 * (moment - first).total_seconds() / whole, 2)

    bars, rows = [], []
    for number, lane in enumerate(lanes):
        edges = [(at(piece.start), at(piece.end or last)) for piece in lane.pieces]
        for place, piece in enumerate(lane.pieces):
            until = date_words(piece.end - clock.MICROSECOND) if piece.end else _("no end")
            since = date_words(piece.start)
            rows.append((_lane_name(lane), piece.words, since, until))
            x, end = edges[place]
            bars.append(
                Bar(
                    x=x,
                    width=max(1.5, round(end - x, 2)),  # a day is seen too
                    top=number * ROW,
                    series=_SERIES[piece.group],
                    words=piece.words,
                    says=_("%(what)s, from %(since)s until %(until)s")
                    % {"what": piece.words, "since": since, "until": until},
                    **_words_place(edges, place),
                )
            )
    return Drawn(
        bars=tuple(bars),
        ticks=_ticks(first, last, at),
        now=at(now),
        height=len(lanes) * ROW,
        rows=tuple(rows),
        says=_("From %(first)s until today: %(count)s stretches of standing, restrictions and tier.")
        % {"first": date_words(first), "count": len(rows)},
    )


def _words_place(edges: list[tuple[float, float]], place: int) -> dict[str, Any]:
    """Words begin where their bar does, and may run on until the next bar; near the right edge they end where it does."""
    x, end = edges[place]
    until = edges[place + 1][0] if place + 1 < len(edges) else 100.0
    since = min(edges[place - 1][1], edges[place - 1][0] + _ROOM_FOR_WORDS) if place else 0.0
    if place + 1 < len(edges) or until - x >= min(_ROOM_FOR_WORDS, end - since):
        return {"words_x": x, "words_from": x, "words_width": round(until - x, 2), "anchor": "start"}
    return {"words_x": end, "words_from": since, "words_width": round(end - since, 2), "anchor": "end"}


def _lane_name(lane: Lane) -> str:
    return {STANDING: _("Standing"), RESTRICTION: _("Restriction")}.get(lane.kind, _("Tier"))


def _ticks(first: datetime, last: datetime, at: object) -> tuple[Mark, ...]:
    """The first days of years; of every so many years where there are too many for a phone."""
    years = list(range(clock.london_day(first).year + 1, clock.london_day(last).year + 1))
    step = max(1, -(-len(years) // _MOST_TICKS))
    marks = []
    for year in years[::step]:
        x = at(clock.start_of_day(date(year, 1, 1)))  # type: ignore[operator]
        marks.append(Mark(x, str(year), "end" if x > 92 else "start" if x < 4 else "middle"))
    return tuple(marks)
