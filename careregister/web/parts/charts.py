"""Charts as plain numbers: a template draws them as SVG, with the table of the same figures beside or below.

Heights are CSS pixels; widths are percentages, so that words keep their size on a phone. Colours are classes, because
the page's policy refuses styles inside it. Rows with `None` are figures that are hidden, because too few people stand
behind them: they are drawn as nothing and said as "hidden".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Any

SERIES = 5
ROW = 50
PLOT = 240
Figure = float | int | None


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Figure
    width: float
    top: int


@dataclass(frozen=True, slots=True)
class Bars:
    rows: tuple[Bar, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Piece:
    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str
    anchor: str = "end"


@dataclass(frozen=True, slots=True)
class Plot:
    """`points` are for the lines (x in 0..1000, y in pixels), one list of unbroken runs per series."""

    labels: tuple[str, ...]
    series: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    pieces: tuple[Piece, ...]
    points: tuple[tuple[str, ...], ...]
    ups: tuple[Tick, ...]
    alongs: tuple[Tick, ...]
    height: int


def bars(rows: Iterable[tuple[str, Figure]]) -> Bars:
    """Lying bars for (label, value), in the order given; no value below zero."""
    listed = [(str(label), _counted(value)) for label, value in rows]
    most = max((value or 0 for _, value in listed), default=0) or 1
    made = tuple(
        Bar(label, value, _short(100 * (value or 0) / most), number * ROW)
        for number, (label, value) in enumerate(listed)
    )
    return Bars(made, len(made) * ROW)


def stacks(labels: Sequence[str], series: Sequence[tuple[str, Sequence[Figure]]]) -> Plot:
    """Standing columns, one for each label, stacked from the (name, values) given; at most five series."""
    values = _checked(labels, series)
    top = _round_up(max((sum(v or 0 for v in column) for column in zip(*values, strict=True)), default=0))
    step = 100 / max(len(labels), 1)
    pieces = []
    for number in range(len(labels)):
        floor = float(PLOT)
        for order, row in enumerate(values):
            tall = PLOT * (row[number] or 0) / top
            floor -= tall
            if tall:
                pieces.append(
                    Piece(
                        order + 1, _short(number * step + step * 0.14), _short(floor), _short(step * 0.72), _short(tall)
                    )
                )
    middles = [number * step + step / 2 for number in range(len(labels))]
    return _plot(labels, series, values, top, middles, pieces=tuple(pieces))


def lines(labels: Sequence[str], series: Sequence[tuple[str, Sequence[Figure]]]) -> Plot:
    """Lines from left to right, one for each (name, values); a hidden figure breaks its line. At most five series."""
    values = _checked(labels, series)
    top = _round_up(max((v or 0 for row in values for v in row), default=0))
    last = max(len(labels) - 1, 1)
    at = [100 * number / last for number in range(len(labels))]
    points = tuple(_runs(row, at, top) for row in values)
    return _plot(labels, series, values, top, at, points=points)


def _plot(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[Figure]]],
    values: tuple[tuple[Figure, ...], ...],
    top: float,
    at: Sequence[float],
    pieces: tuple[Piece, ...] = (),
    points: tuple[tuple[str, ...], ...] = (),
) -> Plot:
    ups = tuple(Tick(_short(PLOT - PLOT * part / 4), _plain(top * part / 4)) for part in range(5))
    names = tuple(name for name, _ in series)
    rows = tuple(zip(labels, *values, strict=True))
    return Plot(tuple(labels), names, rows, pieces, points, ups, _alongs(labels, at), PLOT)


def _alongs(labels: Sequence[str], at: Sequence[float]) -> tuple[Tick, ...]:
    """First, middle and last label only: more would run into each other on a phone. The table has them all."""
    if not labels:
        return ()
    if len(labels) <= 4 and all(len(label) <= 8 for label in labels):
        kept = list(range(len(labels)))
    else:
        kept = sorted({0, len(labels) - 1})
    ends = {0.0: "start", 100.0: "end"}
    return tuple(
        Tick(_short(at[number]), labels[number], _anchor(number, len(labels), len(kept), ends.get(at[number])))
        for number in kept
    )


def _anchor(number: int, count: int, kept: int, end: str | None) -> str:
    if end:
        return end
    if kept == count:
        return "middle"
    return "start" if number == 0 else "end"


def _runs(row: Sequence[Figure], at: Sequence[float], top: float) -> tuple[str, ...]:
    runs: list[list[str]] = [[]]
    for x, value in zip(at, row, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{_short(x * 10)},{_short(PLOT - PLOT * value / top)}")
    return tuple(" ".join(run) for run in runs if run)


def _checked(labels: Sequence[str], series: Sequence[tuple[str, Sequence[Figure]]]) -> tuple[tuple[Figure, ...], ...]:
    if not 1 <= len(series) <= SERIES:
        raise ValueError(f"a chart has one to {SERIES} series, not {len(series)}")
    if any(len(values) != len(labels) for _, values in series):
        raise ValueError("every series has one value for each label")
    return tuple(tuple(_counted(value) for value in values) for _, values in series)


def _counted(value: Figure) -> Figure:
    if value is not None and value < 0:
        raise ValueError("these charts have no room below zero")
    return value


def _round_up(most: float) -> float:
    """A number a little above `most` whose quarters are whole."""
    if most <= 4:
        return 4
    power = 10 ** (ceil(log10(most)) - 1)
    candidates = (round(step * power / 10) for step in (10, 12, 16, 20, 24, 32, 40, 60, 80, 100, 120))
    return next(number for number in candidates if number >= most and number % 4 == 0)


def _plain(number: float) -> str:
    return f"{number:,.0f}"


def _short(number: float) -> float:
    return round(number, 2)
