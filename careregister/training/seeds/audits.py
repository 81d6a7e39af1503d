"""Who was drawn in the demo, and what became of it: at least one audit in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from careregister.base import body, clock
from careregister.base.actors import CLOCK, Actor, Because
from careregister.register.models import StandingSpan
from careregister.register.seeds.cast import Cast
from careregister.register.states import REGISTERED

from .. import actions, catalogue, lots
from ..models import Audit
from . import people
from .people import OWN

LOT, READ = Because("by_lot"), Because("read")
FOR_SHOW = "Chosen for the demonstration, so that somebody you know is drawn"
MADE_UP = "Made up for the demonstration"
_MISSING = "We see what you did, and no word of what it changed at work. Please add a sentence to two of them."
_TOO_LITTLE = "Two hours in a year, no course in date, and no more when we asked for it."

Story = Callable[["Told"], None]


class Told:
    """One audit of the demo. `readers`: three who had no part in it yet."""

    def __init__(self, audit: Audit, turn: int, cast: Cast) -> None:
        self.audit, self.turn = audit, turn
        staff = (*cast.staff["registrar"], *cast.staff["head_of_registration"])
        self.readers = tuple(staff[(turn + more) % len(staff)] for more in range(4))
        self.by: Actor = people.owner(audit.person_id)

    def ask(self, ago: int) -> None:
        with people.at(ago):
            actions.ask(self.audit.pk, by=CLOCK, because=LOT)

    def give(self, ago: int, words: str = "") -> None:
        with people.at(ago):
            actions.give(self.audit.pk, words or "This was my year.", by=self.by, because=OWN)

    def read(self, ago: int, step: str, words: str = "", reader: int = 0) -> None:
        with people.at(ago):
            getattr(actions, step)(self.audit.pk, by=self.readers[reader], because=Because(READ.code, words))

    def keep(self, entries: int, courses: int) -> None:
        people.keep(self.by, self.turn, entries, courses)


def asked(one: Told) -> None:
    one.keep(5, 2)
    one.ask(9)


def not_reached(one: Told) -> None:
    pass  # never had an address; staff have to find another way


def late(one: Told) -> None:
    one.keep(1, 1)
    one.ask(36)


def given(one: Told) -> None:
    one.keep(11, 4)
    one.ask(20)
    one.give(4)


def given_long_ago(one: Told) -> None:
    one.keep(9, 4)
    one.ask(40)
    one.give(23, "I was off with my back in the summer, that is why there is little in July and August.")


def more_wanted(one: Told) -> None:
    given_long_ago(one)
    one.read(5, "want_more", _MISSING)


def second_look(one: Told) -> None:
    one.keep(2, 0)
    one.ask(45)
    one.give(30, "I did not have time this year.")
    one.read(
        26,
        "want_more",
        "Was there any talk with your supervisor, or a team meeting? They count. Please write them down.",
    )
    one.give(20, "No.")
    one.read(3, "find_not_met", _TOO_LITTLE)


def not_met(one: Told) -> None:
    second_look(one)
    one.read(2, "agree_not_met", "We read it twice. " + _TOO_LITTLE, reader=1)


def appealed(one: Told) -> None:
    not_met(one)
    with people.at(1):
        words = "My manager signed me off for three team meetings. I have found the notes."
        actions.appeal(one.audit.pk, words, by=one.by, because=OWN)


def accepted(one: Told) -> None:
    given(one)
    one.read(2, "accept")


def excused(one: Told) -> None:
    one.keep(3, 2)
    one.ask(25)
    one.read(15, "excuse", "On maternity leave since September.")


STORIES: tuple[Story, ...] = (
    given_long_ago, accepted, second_look, asked, more_wanted, given, appealed, late, not_met, excused, not_reached,
)  # fmt: skip


def tell_audits(cast: Cast) -> int:
    """Draw for the months that are due and for one in which somebody you know is drawn. How many were drawn."""
    known = people.person_of("known_as")
    until = StandingSpan.objects.get(
        registrant__person=known, known__upper_inf=True, valid__contains=clock.now()
    ).registered_until
    months = [catalogue.months_after(clock.today().replace(day=1), ahead) for ahead in range(3)]
    turn = 0
    for first in dict.fromkeys([*months, until.replace(day=1)]):
        last = catalogue.months_after(first, 1) - timedelta(days=1)
        wanted = first <= until <= last
        with people.at(46):
            seed, seed_from = _seed_for(first, last) if wanted else (f"demonstration {first:%Y-%m}", MADE_UP)
            made = actions.draw(first, last, seed=seed, seed_from=seed_from, by=CLOCK, because=LOT)
        for audit in Audit.objects.filter(draw=made).order_by("number"):
            if audit.person_id == known:
                asked_now(audit)
            else:
                story = STORIES[turn % len(STORIES)]
                if story is not not_reached:
                    story(Told(audit, turn, cast))
                turn += 1
    return turn


def asked_now(audit: Audit) -> None:
    """Of the person you know: asked, with the answer still to give."""
    with people.at(6):
        actions.ask(audit.pk, by=CLOCK, because=LOT)


def _seed_for(first: date, last: date) -> tuple[str, str]:
    """The first of a row of seeds under which the person you know is drawn."""
    now = {"known__upper_inf": True, "valid__contains": clock.now(), "base": REGISTERED}
    spans = StandingSpan.objects.filter(**now, registered_until__range=(first, last))
    numbers = list(spans.values_list("registrant__number_id", flat=True))
    number = (
        spans.filter(registrant__person=people.person_of("known_as"))
        .values_list("registrant__number_id", flat=True)
        .get()
    )
    share = Decimal(body.rule("cpd.audit", clock.today())["share"])
    for turn in range(2000):
        seed = f"demonstration {first:%Y-%m} {turn}"
        if number in lots.draw(numbers, seed, share).drawn:
            return seed, FOR_SHOW
    return "demonstration", FOR_SHOW
