"""Plans and prices: the dated rule `membership.plans`. What is paid is the price of the day on which a period begins."""

from dataclasses import dataclass
from datetime import date

from careregister.base import body
from careregister.base.refusals import NotAllowed

RULE = "membership.plans"
BOTH, REGISTER = "both", "register"


@dataclass(frozen=True, slots=True)
class Plan:
    """`covers`: both (registration and membership) or register. `pence` for `months`, of which `registration`."""

    code: str
    name: str
    covers: str
    months: int
    pence: int
    registration: int

    @property
    def is_member(self) -> bool:
        """Whether whoever has it is a member of the association, and not only on the register."""
        return self.covers == BOTH


@dataclass(frozen=True, slots=True)
class Priced:
    """A plan over the days on which one row of the rule holds; `until` is exclusive, None: still."""

    plan: Plan
    since: date
    until: date | None


def plans(on: date) -> tuple[Plan, ...]:
    """What can be chosen on a day, in the order of the rule."""
    return tuple(Plan(**row) for row in body.rule(RULE, on))


def plan(code: str, on: date) -> Plan:
    """NotAllowed unknown_plan."""
    found = next((one for one in plans(on) if one.code == code), None)
    if found is None:
        raise NotAllowed("unknown_plan")
    return found


def named(code: str, on: date) -> Plan:
    """The plan as it is on a day, or as it last was: for a membership on a plan that is no longer offered."""
    rows = sorted((row for row in body.body().rows if row.code == RULE), key=lambda row: row.since)
    known = {given["code"]: Plan(**given) for row in rows if row.since <= on for given in row.value}
    if code not in known:
        raise NotAllowed("unknown_plan")
    return known[code]


def prices() -> tuple[Priced, ...]:
    """Every plan with the days on which it cost what. A plan that a later row leaves out goes on at its last price:
    a membership that nobody bills would be one for ever."""
    rows = sorted((row for row in body.body().rows if row.code == RULE), key=lambda row: row.since)
    ends = [row.since for row in rows[1:]] + [None]
    last: dict[str, Plan] = {}
    found = []
    for row, until in zip(rows, ends, strict=True):
        last |= {given["code"]: Plan(**given) for given in row.value}
        found += [Priced(one, row.since, until) for one in last.values()]
    return tuple(found)
