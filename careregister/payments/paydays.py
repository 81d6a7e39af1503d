"""When a failed payment is tried again: on a day on which people have money, a few times, and never for ever.

The days are the rule `payments.retry`. A bank's own word that it is no use asking again is believed.
"""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

# Stripe's published codes of failures that asking again does not mend: the person has to do something.
NO_USE = frozenset({
    "account_closed", "bank_ownership_changed", "invalid_account_number", "debit_not_authorized", "mandate_inactive",
    "authentication_required", "expired_card", "incorrect_number", "invalid_cvc", "lost_card", "stolen_card",
    "pickup_card", "restricted_card", "revocation_of_all_authorizations", "revocation_of_authorization",
    "stop_payment_order", "fraudulent", "dispute_lost", "resource_missing", "payment_method_unactivated",
    "mandate_invalid", "payment_intent_mandate_invalid", "charge_exceeds_source_limit", "not_set_up",
})  # fmt: skip
FRIDAY, SATURDAY = 4, 5
_LOOKED_AHEAD = 62  # days: two months hold every kind of payday


def next_try(failed_on: date, number: int, kind: str, code: str, rule: Mapping[str, Any]) -> date | None:
    """The day of the next try after try `number` (from 1) failed on `failed_on`; None when it was the last."""
    if code in NO_USE or number > rule["most"].get(kind, 0):
        return None
    first = failed_on + timedelta(days=rule["rest_days"])
    days = (first + timedelta(days=ahead) for ahead in range(_LOOKED_AHEAD))
    return next((day for day in days if is_payday(day, rule)), first)


def is_payday(day: date, rule: Mapping[str, Any]) -> bool:
    """A day of the month on which wages come, a Friday, or the last working day of the month; weekends are none of it."""
    if day.weekday() >= SATURDAY:
        return False
    return (
        day.day in rule["days_of_month"]
        or (rule["fridays"] and day.weekday() == FRIDAY)
        or (rule["month_end"] and day == _last_working_day(day))
    )


def _last_working_day(day: date) -> date:
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return last - timedelta(days=max(0, last.weekday() - FRIDAY))
