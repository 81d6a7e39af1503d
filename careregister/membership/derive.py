"""How a membership stands: a pure function of its own dates, its waivers and what the ledger says is owed and paid.

Whatever is kept in `Subscription.state` is a copy of what this says; `actions.refreshing` writes it, nothing else does.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from . import states


@dataclass(frozen=True, slots=True)
class Due:
    """One period that was billed and not cancelled. `until` is exclusive. `received`: money came for it, even if it was
    returned later. `failed_on`: the first try since then that failed, or its return. `given_back_on`: all of it was, and
    nobody let them off."""

    since: date
    until: date
    due_on: date
    state: str  # of its invoice: open, settled, waived, given_up
    pence: int
    received: bool
    failed_on: date | None
    given_back_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_had(self) -> bool:
        """Paid, or let off: the time counts."""
        return self.state in ("settled", "waived") and self.given_back_on is None


@dataclass(frozen=True, slots=True)
class Waived:
    """Days that somebody does not pay for; `until` is exclusive."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a state follows from. `waits`: a request for a waiver is undecided; `told_no`: the days on which one
    was declined, or taken back, in order. Days from the rules."""

    joined_on: date
    dues: tuple[Due, ...]
    waivers: tuple[Waived, ...]
    waits: bool
    paused: Waived | None
    cancels_on: date | None
    ended_on: date | None
    ended_because: str
    starting_days: int
    unpaid_days: int
    past_due_days: int
    told_no: tuple[date, ...] = ()

    @property
    def begun(self) -> bool:
        return bool(self.waivers) or any(due.received or due.is_had for due in self.dues)

    @property
    def paid_no_more(self) -> list[date]:
        """When what was paid went back before the time it was for was over, and nobody had let them off that day."""
        days = [due.given_back_on for due in self.dues if due.given_back_on and due.given_back_on < due.until]
        return [day for day in days if not any(one.since <= day < one.until for one in self.waivers)]

    @property
    def paid_until(self) -> date | None:
        """The first day that is neither paid nor waived, after the last that is."""
        ends = [due.until for due in self.dues if due.is_had] + [one.until for one in self.waivers]
        return max(ends, default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """`since`: of past due, when it began; of ended, the day. `ends_on`: when it will end if nothing happens."""

    state: str
    past_due_since: date | None = None
    ended_on: date | None = None
    because: str = ""
    ends_on: date | None = None


def derive(facts: Facts, on: date) -> Standing:
    """How it stands on a London day, once what the clock does on that day is done."""
    over = _over(facts, on)
    if over is not None:
        return over
    if not facts.begun:
        return Standing(states.STARTING, ends_on=None if facts.waits else _never_began_on(facts))
    behind = _past_due_since(facts, on)
    if behind is not None:
        last_day = None if facts.waits else _unpaid_on(facts, behind)
        return Standing(states.PAST_DUE, past_due_since=behind, ends_on=last_day)
    if facts.paused is not None and facts.paused.since <= on < facts.paused.until:
        return Standing(states.PAUSED, ends_on=facts.cancels_on)
    return Standing(states.ACTIVE, ends_on=facts.cancels_on)


def _over(facts: Facts, on: date) -> Standing | None:
    """Ended: because somebody ended it, the time of a cancelled one is over, nobody paid, or what was paid went back."""
    if facts.ended_on is not None:
        return Standing(states.ENDED, ended_on=facts.ended_on, because=facts.ended_because)
    ends: list[tuple[date, str]] = []
    if facts.cancels_on is not None:
        ends.append((facts.cancels_on, states.CANCELLED))
    if not facts.waits:
        ends += [(day, states.REFUNDED) for day in facts.paid_no_more]
        if not facts.begun:
            ends.append((_never_began_on(facts), states.NEVER_BEGAN))
        elif (behind := _past_due_since(facts, on)) is not None:
            ends.append((_unpaid_on(facts, behind), states.UNPAID))
    day, because = min(ends, default=(date.max, ""))
    return Standing(states.ENDED, ended_on=day, because=because) if day <= on else None


def _never_began_on(facts: Facts) -> date:
    owed = [due.due_on for due in facts.dues if due.is_open]
    day = max([min(owed, default=facts.joined_on), facts.joined_on]) + timedelta(days=facts.starting_days)
    return _not_before(facts, facts.joined_on, day)


def _unpaid_on(facts: Facts, behind: date) -> date:
    return _not_before(facts, behind, behind + timedelta(days=facts.past_due_days))


def _not_before(facts: Facts, since: date, day: date) -> date:
    """Whoever has to pay after all has time to, from the first time that they know: asking again gives no more of it."""
    first = next((one for one in facts.told_no if one >= since), None)
    return day if first is None else max(day, first + timedelta(days=facts.unpaid_days))


def _past_due_since(facts: Facts, on: date) -> date | None:
    """The first day on which something was open after its due day and a try had failed, or nobody had tried for long."""
    days = []
    for due in facts.dues:
        if due.is_open:
            untried = due.due_on + timedelta(days=facts.unpaid_days)
            failed = max(due.failed_on, due.due_on) if due.failed_on else untried
            days.append(failed if due.received else min(failed, untried))
    first = min(days, default=None)
    return first if first is not None and first <= on else None
