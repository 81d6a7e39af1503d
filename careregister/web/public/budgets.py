"""How much one asker may have, all in one place: `docs/public-register.md` says why, and what each is meant to stop.

An asker is an address on the internet (of IPv6: a /64, which is what one customer has). Windows are fixed: a new one
begins at the full ten minutes, hour or day. Over the limit there is no captcha, only a page that says how long to wait.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from careregister.base import limits
from careregister.base.refusals import LimitReached
from careregister.web.parts import asking

MINUTES, HOUR, DAY = 60, 3600, 24 * 3600


@dataclass(frozen=True, slots=True)
class Budget:
    """`most` in each window of `seconds`."""

    name: str
    most: int
    seconds: int


# Looking for people by name: a manager at a desk looks for one every twenty seconds at the utmost.
SEARCHES = Budget("public.searches", 40, 10 * MINUTES)
# The names themselves: what harvesting is after. Twenty searches that find ten each.
NAMES_SHOWN = Budget("public.names_shown", 200, DAY)
# Entries asked for by number. A number that nobody has costs more, because only guessing needs many of them.
LOOKUPS = Budget("public.lookups", 120, HOUR)
COST_OF_A_MISS = 10
# "Does this name match?": of one asker; wrong ones of one asker about one number, and of everybody together about it. It
# takes several askers to use up the last, and nobody uses up any of it with the right name.
NAME_GUESSES = Budget("public.name_guesses", 12, HOUR)
NAME_GUESSES_OF_ONE_ABOUT = Budget("public.name_guesses_of_one_about", 5, DAY)
NAME_GUESSES_ABOUT = Budget("public.name_guesses_about", 20, DAY)
# The private check: one request is one person checked.
PREFIXES = Budget("public.prefixes", 100, DAY)
# Links that were sent to a referee, a voucher or an employer. One that nobody was sent costs more.
LINKS = Budget("public.links", 120, HOUR)

ALL = (SEARCHES, NAMES_SHOWN, LOOKUPS, NAME_GUESSES, NAME_GUESSES_OF_ONE_ABOUT, NAME_GUESSES_ABOUT, PREFIXES, LINKS)


def spend(request: HttpRequest, budget: Budget, *, cost: int = 1) -> None:
    """Count against the asker. LimitReached, with the seconds to wait, when the budget is used up."""
    _spend(budget, asking.limit_key(request.client_address), cost)  # type: ignore[attr-defined]


def guess_about(number: str, request: HttpRequest, answer_to_it: Callable[[], str]) -> str:
    """The answer to a name tried for a number. Only "no" stays counted; LimitReached when there were too many."""
    counted = (
        (NAME_GUESSES_OF_ONE_ABOUT, f"{asking.limit_key(request.client_address)} {number}"),  # type: ignore[attr-defined]
        (NAME_GUESSES_ABOUT, number),
    )
    for budget, key in counted:
        _spend(budget, key, 1)
    answer = answer_to_it()
    if answer != "no" and settings.LIMITS_ON:
        for budget, key in counted:
            limits.uncount(budget.name, key, seconds=budget.seconds)
    return answer


def _spend(budget: Budget, key: str, cost: int) -> None:
    if not settings.LIMITS_ON or not cost:
        return
    counted = limits.count(budget.name, key, limit=budget.most, seconds=budget.seconds, weight=cost)
    if counted.over:
        raise LimitReached("asked_too_often", seconds=counted.seconds_left, budget=budget.name)
