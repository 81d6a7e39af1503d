"""Receipts and yearly statements to take away, as PDF."""

from collections.abc import Iterable

from careregister.base import clock
from careregister.payments.queries import AttemptShown
from careregister.payments.queries.own import TAX_YEAR_BEGINS


def years(tried: Iterable[AttemptShown]) -> list[int]:
    """The tax years with something received, newest first, each by the year in which it begins."""
    days = [clock.london_day(one.received_at) for one in tried if one.received_at]
    return sorted({day.year - ((day.month, day.day) < TAX_YEAR_BEGINS) for day in days}, reverse=True)
