"""What befell the registrants whom nobody knows by name: twelve in a hundred are not simply registered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .. import states
from ..seed_names import TODAY as ANCHOR
from ..seed_names import Dice
from .story import TRANSFERRED, Story, a_year_from, working_day

_OPENED = date(2024, 2, 12)
_OCTOBER, _REVIEWED, _APRIL = date(2026, 10, 12), date(2026, 10, 26), date(2027, 4, 20)
TIERS = ((0.56, states.FOUNDATION), (0.31, states.INTERMEDIATE), (0.13, states.ADVANCED))


def lead(story: Story, dice: Dice, fate: str) -> None:
    """Onto the register, through the years, and to this fate."""
    simple = fate == "registered"
    lapsing = fate.startswith("lapsed")
    _join(story, dice, latest=ANCHOR - timedelta(days=3 if simple else 420 if lapsing else 200))
    joined, tier = story.began.date(), _tier(dice)
    if story.brought_since:
        story.brought_step("confer_tier", story.brought_since, tier=tier)
    else:
        story.did("confer_tier", joined, tier=tier)
    if dice.chance(0.7):
        known_as = bool(story.person.known_as) and dice.chance(0.6)
        story.shows(joined + timedelta(days=2), town=dice.chance(0.9), known_as=known_as)
    last = ANCHOR if simple else ANCHOR - timedelta(days=20 + dice.below(150))
    # Who lapses runs out of renewals some year before the anchor.
    _renew(story, dice, ANCHOR - timedelta(days=405 + dice.below(400)) if lapsing else last, tier)
    FATES[fate][1](story, dice, max(last, story.acts[-1].recorded_at.date() + timedelta(days=1)))


def shares(count: int) -> list[str]:
    """A fate for each of `count`, those of each kind by their share and never none."""
    wanted = [
        fate for fate, (per_thousand, _then) in FATES.items() for _ in range(max(1, round(per_thousand * count / 1000)))
    ]
    return (wanted + ["registered"] * count)[:count]


def _join(story: Story, dice: Dice, latest: date) -> None:
    if dice.chance(0.35):
        since = date(2020, 1, 6) + timedelta(days=dice.below(1400))
        until = since.replace(year=2024, day=min(since.day, 28)) - timedelta(days=1)
        until = until if until > TRANSFERRED + timedelta(days=30) else until.replace(year=2025, day=min(until.day, 28))
        alias = f"NC{since.year % 100:02d}{story.turn:05d}" if dice.chance(0.4) else ""
        story.brought(since, until, alias)
        return
    day = _OPENED + timedelta(days=dice.below((latest - _OPENED).days))
    story.admitted(day, by_two=dice.chance(0.08))


def _renew(story: Story, dice: Dice, last: date, tier: str) -> None:
    """Every year, some weeks before it runs out; now and then with a higher tier."""
    while story.until < last:
        day = story.until - timedelta(days=4 + dice.below(50))
        day = max(day, story.acts[-1].recorded_at.date() + timedelta(days=1))
        story.renewed(day)
        if tier != states.ADVANCED and dice.chance(0.12):
            tier = states.TIERS[states.TIERS.index(tier) + 1]
            story.did("confer_tier", day + timedelta(days=3), tier=tier)


def _tier(dice: Dice) -> str:
    aim = dice.below(100) / 100
    for share, tier in TIERS:
        if aim < share:
            return tier
        aim -= share
    return states.FOUNDATION


def _later(day: date, days: int) -> date:
    return min(day + timedelta(days=days), ANCHOR - timedelta(days=2))


def _stay(story: Story, dice: Dice, day: date) -> None:
    pass


def _step(action: str) -> Callable[[Story, Dice, date], None]:
    def then(story: Story, dice: Dice, day: date) -> None:
        story.did(action, day)

    return then


def _lapse(story: Story, dice: Dice, day: date) -> None:
    """The ladder's last notice is thirty days after the registration ran out."""
    story.did("lapse", story.until + timedelta(days=31))


def _pause_and_resume(story: Story, dice: Dice, day: date) -> None:
    story.did("pause", day).did("resume", _later(day, 15))


def _lapse_and_restore(story: Story, dice: Dice, day: date) -> None:
    _lapse(story, dice, day)
    back = _later(story.until + timedelta(days=31), 20 + dice.below(40))
    story.until = a_year_from(working_day(back))
    story.did("restore", back, until=story.until)
    _renew(story, dice, ANCHOR, states.ADVANCED)


def _restriction(action: str, months: int) -> Callable[[Story, Dice, date], None]:
    def then(story: Story, dice: Dice, day: date) -> None:
        story.restricted(action, day, until=day + timedelta(days=months * 30))

    return then


def _interim(action: str) -> Callable[[Story, Dice, date], None]:
    """Imposed in October and reviewed in April, so that it is still in force when the demo is loaded in winter."""

    def then(story: Story, dice: Dice, day: date) -> None:
        day = max(day, _OCTOBER + timedelta(days=story.turn % 12))
        story.restricted(action, day, until=day + timedelta(days=450), review_by=day + timedelta(days=180))

    return then


def _ended(action: str) -> Callable[[Story, Dice, date], None]:
    def then(story: Story, dice: Dice, day: date) -> None:
        restriction = story.restricted(action, day, until=day + timedelta(days=200))
        story.did("lift_restriction", _later(day, 12), restriction=restriction)

    return then


def _reviewed(story: Story, dice: Dice, day: date) -> None:
    restriction = story.restricted(
        "impose_interim_suspension", day, until=day + timedelta(days=500), review_by=day + timedelta(days=170)
    )
    story.did("review_restriction", max(_later(day, 14), _REVIEWED), restriction=restriction, review_by=_APRIL)


def _varied(story: Story, dice: Dice, day: date) -> None:
    restriction = story.restricted("impose_conditions", day, until=day + timedelta(days=700))
    story.did("vary_restriction", _later(day, 14), restriction=restriction, until=ANCHOR + timedelta(days=200))


def _future(action: str) -> Callable[[Story, Dice, date], None]:
    def then(story: Story, dice: Dice, day: date) -> None:
        starts = ANCHOR + timedelta(days=60 + dice.below(20))
        story.restricted(action, ANCHOR - timedelta(days=4), starts, until=starts + timedelta(days=180))

    return then


def _overdue(story: Story, dice: Dice, day: date) -> None:
    """The review was due three days before the anchor; the order ends four days after it."""
    starts = max(ANCHOR - timedelta(days=170), story.began.date() + timedelta(days=1))
    day = max(starts, story.acts[-1].recorded_at.date())
    story.restricted(
        "impose_interim_conditions", day, until=ANCHOR + timedelta(days=300), review_by=ANCHOR - timedelta(days=3)
    )


# How many in a thousand, and how it comes about. `registered` is everybody else.
FATES: dict[str, tuple[float, Callable[[Story, Dice, date], None]]] = {
    "lapsed": (42, _lapse),
    "paused": (19, _step("pause")),
    "left": (17, _step("remove_at_own_request")),
    "removed": (6, _step("remove_by_decision")),
    "deceit": (1.5, _step("remove_as_deceit")),
    "our_error": (2, _step("withdraw_as_our_error")),
    "died": (5, _step("record_death")),
    "paused_and_back": (6, _pause_and_resume),
    "lapsed_and_back": (6, _lapse_and_restore),
    "interim_suspension": (2, _interim("impose_interim_suspension")),
    "interim_reviewed": (1, _reviewed),
    "interim_conditions": (1.5, _interim("impose_interim_conditions")),
    "review_overdue": (0.7, _overdue),
    "suspension": (1.5, _restriction("impose_suspension", 11)),
    "conditions": (2, _restriction("impose_conditions", 24)),
    "conditions_agreed": (1.5, _restriction("agree_conditions", 12)),
    "conditions_varied": (1, _varied),
    "warning": (3, _restriction("agree_warning", 36)),
    "warning_over": (1, _ended("agree_warning")),
    "conditions_over": (1.5, _ended("impose_conditions")),
    "suspension_to_come": (0.7, _future("impose_suspension")),
    "conditions_to_come": (0.7, _future("impose_conditions")),
    "registered": (0, _stay),
}
