"""The history of work as a time line: a row for each job and each gap, by months."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from careregister.checks.history_of_work import number
from careregister.checks.queries import HistoryFacts
from careregister.web.staff.register.drawing import UNDER, Drawn, Mark, bar, place

from . import words

_CARE, _OTHER, _GAP, _OPEN_GAP = 1, 3, 5, 2
_MOST_YEARS = 4  # their labels keep apart on a phone


@dataclass(frozen=True, slots=True)
class _Stretch:
    what: str
    said: str
    started: str
    ended: str
    series: int


def draw(history: HistoryFacts) -> Drawn | None:
    """None while no job and no gap was told."""
    told = sorted(_stretches(history), key=lambda one: (one.started, one.ended or "9999"))
    if not told:
        return None
    now = f"{history.told_on:%Y-%m}"
    first = min(_count(one.started) for one in told)
    last = max(_count(one.ended or now) for one in told) + 1
    whole = max(1, last - first)

    def at(months: int) -> float:
        return round(100 * (months - first) / whole, 2)

    bars, height = [], 0
    for one in told:
        x, end = at(_count(one.started)), at(_count(one.ended or now) + 1)
        (lines,), y = place([(x, one.said)], height)
        height = y + UNDER
        says = _("%(what)s, from %(since)s until %(until)s") % {
            "what": one.said, "since": words.month(one.started), "until": words.month(one.ended),
        }  # fmt: skip
        bars.append(bar(x, end, y, one.series, lines, says))
    return Drawn(
        bars=tuple(bars),
        ticks=tuple(_ticks(first, last, at)),
        now=at(_count(now)),
        height=height,
        rows=tuple((one.what, one.said, words.month(one.started), words.month(one.ended)) for one in told),
        says=_("%(jobs)s jobs and %(gaps)s gaps, from %(first)s on.")
        % {"jobs": len(history.spells), "gaps": len(told) - len(history.spells), "first": words.month(told[0].started)},
    )


def _stretches(history: HistoryFacts) -> Iterable[_Stretch]:
    for job in history.spells:
        said = f"{job.role}, {job.employer}"
        yield _Stretch(
            _("Care work") if job.care else _("Other work"), said, job.started, job.ended, _CARE if job.care else _OTHER
        )
    for gap in history.gaps:
        said = ": ".join(filter(None, (words.gap(gap.what), gap.words)))
        yield _Stretch(_("Gap, explained"), said, gap.started, gap.ended, _GAP)
    for open_gap in history.unexplained:
        yield _Stretch(_("Gap, not explained"), _("Not explained"), open_gap.started, open_gap.ended, _OPEN_GAP)


def _count(month: str) -> int:
    return number(month) or 0


def _ticks(first: int, last: int, at: object) -> Iterable[Mark]:
    years = [months for months in range(first, last) if months % 12 == 0]  # Januaries
    for months in years[:: max(1, -(-len(years) // _MOST_YEARS))]:
        x = at(months)  # type: ignore[operator]
        yield Mark(x, str(months // 12), "end" if x > 92 else "start" if x < 4 else "middle")
