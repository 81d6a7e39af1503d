"""The days of a renewal. All are London days; a month's end stays a month's end of the shorter month."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from careregister.base import body


def next_until(until: date, today: date) -> date:
    """Until when somebody is registered who renews today, and was until `until`.

    A year after the day before, so that nobody gains by being early or loses by being late; an anniversary of 29
    February is 28 February in other years. Whose new day would come so soon that the next renewal opened at once
    (after a long deferral) gets a year from today. Never later than the rule `registration.length_months` lets it.
    """
    length = relativedelta(months=body.rule("registration.length_months", today))
    if until + length <= today + timedelta(days=body.rule("renewal.opens_days", today)):
        return today + length
    return until + length


def ladder_day(until: date, today: date) -> date:
    """The day that a ladder counts to which begins today: `until`, or later, so that everybody gets all of it."""
    opens = timedelta(days=body.rule("renewal.opens_days", today))
    late = timedelta(days=body.rule("renewal.catch_up_days", today))
    return until if today <= until - opens + late else today + opens


def grace_ends(day: date, on: date) -> date:
    """The last day of the grace of a ladder that counts to `day` and follows the rules of `on`."""
    return day + timedelta(days=body.rule("renewal.grace_days", on))


def longest_deferral(reason: str, today: date) -> date:
    """Until when a renewal may be put off for `reason`, decided today."""
    return today + relativedelta(months=body.rule("renewal.longest_deferral_months", today)[reason])
