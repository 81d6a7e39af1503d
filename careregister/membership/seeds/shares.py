"""Who becomes what kind of member: by turns of a hundred, the same every time."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid5

from careregister.people.seeds import DEMO

from .. import periods, plans, states

MONTHLY, YEARLY, REGISTER = "monthly", "yearly", "register_yearly"
# Of each hundred registrants: what they are. Whoever is left is no member.
SHARES = (
    (40, MONTHLY, ""),
    (28, YEARLY, ""),
    (6, REGISTER, ""),
    (2, MONTHLY, "cancelled"),
    (2, MONTHLY, "left"),
    (1, MONTHLY, "past_due"),
    (1, MONTHLY, "paused"),
    (1, MONTHLY, "let_off"),
)


@dataclass(slots=True)
class Story:
    """One membership. `fate`: "", cancelled, left, past_due, paused, let_off, asks, covered. Days are London days."""

    person: UUID
    turn: int
    plan: plans.Plan
    fate: str
    debit: bool
    joined: date
    today: date
    begins: list[date] = field(default_factory=list)  # of each period that was billed
    until: date = date.max  # the first day not billed

    def __post_init__(self) -> None:
        day = self.joined
        last = self.left_on or self.today
        while day <= last and (day < last or last == self.today):
            self.begins.append(day)
            day = periods.next_begin(day, self.plan.months, self.joined.day)
            if self.fate in ("paused", "let_off") and len(self.begins) == 1:
                break
        self.until = day

    @property
    def left_on(self) -> date | None:
        """The end of a time that was paid: the second month."""
        return periods.next_begin(self.joined, 2, self.joined.day) if self.fate == "left" else None

    @property
    def state(self) -> str:
        known = {"left": states.ENDED, "past_due": states.PAST_DUE, "paused": states.PAUSED, "asks": states.ACTIVE}
        return known.get(self.fate, states.ACTIVE)


def tell(persons: list[UUID], today: date) -> list[Story]:
    """A story for most of them."""
    whole: list[tuple[str, str]] = [(plan, fate) for count, plan, fate in SHARES for _one in range(count)]
    spread = {(place * 37) % 100: what for place, what in enumerate(whole)}  # 37 and 100 have no common part
    of = {plan.code: plan for plan in plans.plans(today)}
    return [
        story(person, turn, of[spread[turn % 100][0]], spread[turn % 100][1], today)
        for turn, person in enumerate(persons)
        if turn % 100 in spread
    ]


def story(person: UUID, turn: int, plan: plans.Plan, fate: str, today: date) -> Story:
    """Joined within the last months: a monthly member within half a year, a yearly one within a year and a bit."""
    longest = {MONTHLY: 170, YEARLY: 420, REGISTER: 300}[plan.code]
    ago = 3 + (turn * 53) % longest
    if fate in ("left", "paused", "let_off"):
        ago = 100 + turn % 60
    if fate == "past_due":
        ago = 30 + (turn % 4) * 30 + turn % 12  # the last payment fell due in the last days, and failed
    return Story(person, turn, plan, fate, debit=turn % 3 == 0, joined=today - timedelta(days=ago), today=today)


def demo_hex(kind: str, person: UUID) -> str:
    """What the pretend provider knows somebody's things by."""

    return uuid5(DEMO, f"{kind}:{person}").hex
