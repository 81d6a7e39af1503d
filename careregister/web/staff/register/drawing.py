"""The time line of a registrant, as plain numbers for an SVG: percentages across, pixels down."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.register.queries.spans import RESTRICTION, STANDING, Lane
from careregister.web.parts.jinja import date_words

LINE = 22  # pixels from one line of words to the next
UNDER = 30  # pixels from the top of a bar to the words of the next row
_SERIES = {"registered": 3, "restricted": 2, "not_registered": 5, "tier": 1}
_MOST_TICKS = 6
_LETTER = 3.0  # per cent of the drawing that a letter takes on a phone of 320 pixels
_MOST_LETTERS = 33


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words: where it begins, in per cent, and on which pixel it stands."""

    x: float
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    width: float
    y: int
    series: int
    lines: tuple[Words, ...]
    says: str


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

    bars, rows, height = [], [], 0
    for lane in lanes:
        edges = [(at(piece.start), at(piece.end or last)) for piece in lane.pieces]
        lines, y = place([(x, piece.words) for (x, _end), piece in zip(edges, lane.pieces, strict=True)], height)
        height = y + UNDER
        for (x, end), piece, words in zip(edges, lane.pieces, lines, strict=True):
            until = date_words(piece.end - clock.MICROSECOND) if piece.end else _("no end")
            since = date_words(piece.start)
            rows.append((_lane_name(lane), piece.words, since, until))
            says = _("%(what)s, from %(since)s until %(until)s") % {
                "what": piece.words, "since": since, "until": until,
            }  # fmt: skip
            bars.append(bar(x, end, y, _SERIES[piece.group], words, says))
    return Drawn(
        bars=tuple(bars),
        ticks=_ticks(first, last, at),
        now=at(now),
        height=height,
        rows=tuple(rows),
        says=_("From %(first)s until today: %(count)s stretches of standing, restrictions and tier.")
        % {"first": date_words(first), "count": len(rows)},
    )


def bar(x: float, end: float, y: int, series: int, lines: tuple[Words, ...], says: str) -> Bar:
    """A bar from `x` to `end`, wide enough that a day is seen too."""
    width = max(1.5, round(end - x, 2))
    return Bar(min(x, 100 - width), width, y, series, lines, says)


def place(labels: Sequence[tuple[float, str]], top: int) -> tuple[list[tuple[Words, ...]], int]:
    """Where the words above a row of bars stand, and the pixel on which the bars begin.

    Words begin where their bar does. Near the right edge they begin as far before it as they need, and words that would
    run into others stand a line higher: none is cut off, on a phone neither."""
    free: list[float] = []  # from where a line is free, the lowest line first
    placed = []
    for x, words in labels:
        lines = textwrap.wrap(words, _MOST_LETTERS) or [""]
        needed = min(100.0, _LETTER * max(map(len, lines)))
        begins = round(min(x, 100 - needed), 2)
        level = next(at for at in range(len(free) + 1) if all(begins >= right for right in free[at : at + len(lines)]))
        free += [0.0] * (level + len(lines) - len(free))
        free[level : level + len(lines)] = [begins + needed] * len(lines)
        placed.append((begins, level, lines))
    bars = top + 3 + LINE * len(free)
    return [
        tuple(Words(begins, bars - 7 - LINE * (level + back), text) for back, text in enumerate(reversed(lines)))
        for begins, level, lines in placed
    ], bars


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
