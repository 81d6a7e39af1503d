"""Days of a membership. A period begins on the anchor day, or on the last day of a month that has no such day.

Every day is a London day; a period is from its first day up to, and without, the first day of the next.
"""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def next_begin(begin: date, months: int, anchor_day: int) -> date:
    """The day on which the next period begins: `months` later, on the anchor day.

    Anchor 31: 31 January, 28 February, 31 March. Anchor 29, twelve months: 29 February 2028, 28 February 2029.
    """
    years, month = divmod(begin.month - 1 + months, 12)
    return _on(begin.year + years, month + 1, anchor_day)


def months_after(day: date, months: int) -> date:
    """So many calendar months later, or the last day of that month where it has no such day."""
    return next_begin(day, months, day.day)


def first_begin(day: date, anchor_day: int, least_days: int) -> date:
    """The first anchor day that is at least `least_days` after `day`."""
    begin = _on(day.year, day.month, anchor_day)
    while begin < day + timedelta(days=least_days):
        begin = next_begin(begin, 1, anchor_day)
    return begin


def part_pence(begin: date, until: date, anchor_day: int, monthly: int) -> int:
    """What an uneven time costs: whole months counted back from `until`, and of the month before them a share by days."""
    pence, end = 0, until
    while (earlier := next_begin(end, -1, anchor_day)) >= begin:
        pence, end = pence + monthly, earlier
    return pence + _by_days(monthly, (end - begin).days, (end - next_begin(end, -1, anchor_day)).days)


def not_had(since: date, until: date, on: date, pence: int) -> int:
    """The share of `pence` for the days of a period from `on`: all before it began, nothing after its end."""
    left = (until - max(on, since)).days
    return _by_days(pence, max(left, 0), (until - since).days)


def _by_days(pence: int, days: int, of: int) -> int:
    """To the nearest penny, halves up."""
    return (2 * pence * days + of) // (2 * of)


def _on(year: int, month: int, day: int) -> date:
    last = (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    return date(year, month, min(day, last))
