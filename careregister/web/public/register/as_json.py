"""An entry for machines. The shape is documented in docs/public-register.md and only ever added to."""

from typing import Any

from django.utils.translation import gettext as _

from careregister.base import numbers
from careregister.register.queries import EntryShown, RestrictionShown


def entry(shown: EntryShown, address: str) -> dict[str, Any]:
    """Dates are London days, the moment is in UTC. There is no name, whatever was asked."""
    return {
        "number": shown.number,
        "number_read_aloud": numbers.grouped(shown.number),
        "asked_by_old_number": shown.by_old_number or None,
        "address": address,
        "name_shown": False,
        "as_at": shown.as_at.isoformat(),
        "is_today": shown.is_today,
        "looked_up_at": shown.looked_up_at.isoformat(timespec="seconds"),
        "status": shown.status,
        "status_line": shown.status_line,
        "group": shown.group,
        "since": _day(shown.since),
        "means": shown.means,
        "does_not_mean": shown.does_not_mean,
        "tier": _tier(shown),
        "first_registered": _day(shown.first_registered),
        "registered_until": _day(shown.registered_until),
        "town": shown.town or None,
        "county": shown.county or None,
        "restrictions": [_restriction(one) for one in shown.restrictions],
    }


def refusal(reason: str) -> dict[str, str]:
    """`error` is a code: unknown, mistyped, bad_date or future."""
    words = {
        "unknown": _("No entry that we may show has this number."),
        "mistyped": _("This is not a registration number: one digit seems wrong."),
        "bad_date": _("as-at is a date like 2026-03-04."),
        "future": _("That day has not come yet."),
    }
    return {"error": reason, "words": words[reason]}


def _tier(shown: EntryShown) -> dict[str, Any] | None:
    if not shown.tier:
        return None
    return {"code": shown.tier, "name": shown.tier_name, "says": shown.tier_says, "since": _day(shown.tier_since)}


def _restriction(one: RestrictionShown) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "line": one.line,
        "since": _day(one.since),
        "last_day": _day(one.last_day),
        "review_by": _day(one.review_by),
        "in_force": one.in_force,
        "review_overdue": one.review_overdue,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
