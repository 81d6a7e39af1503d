"""The people of the simulated year: what each is like, and what becomes of their letters. `test_year.py` lets it go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.letters.models import Letter
from careregister.register import actions as register
from careregister.register.models import Hold, Registrant
from careregister.register.tests import world as registers
from careregister.renewals import actions, reached
from careregister.renewals.models import Renewal
from careregister.renewals.tests import world

FIRST, LAST = date(2027, 9, 1), date(2028, 8, 31)  # with a leap day
LEAP_DAY = date(2028, 2, 29)

# What people are like: how many, and what is to become of them.
LIKE = {
    "renews": (8, "renewed"),
    "late": (4, "renewed"),  # renews in the last days of the grace
    "excused": (4, "renewed"),  # has more time, and renews after their day
    "left": (4, "closed"),
    "looked_at": (12, "lapsed"),  # silent, reached, and a registrar said yes
    "mail_dead": (6, "lapsed"),  # e-mail comes back, texts do not; a registrar said yes
    "found_late": (4, "lapsed"),  # nothing arrived until somebody of staff had them on the telephone, in the grace
    "asked_late": (4, "lapsed"),  # asked for more time, was answered no a month later, and said nothing after
    "silent": (1618, "open"),  # reached, and no registrar looked
    # To the lapse of all these a registrar would say yes, or did.
    "no_letter_arrives": (40, "open"),
    "moved_away": (40, "open"),  # letters arrive until their day, and none after it
    "comes_back_slowly": (40, "open"),  # each letter seems to arrive, and is back after three days
    "no_address": (80, "open"),
    "held": (120, "open"),
    "restricted": (4, "open"),
    "paid": (6, "open"),  # paid after the registrar had looked
    "told_to_wait": (4, "open"),  # an hour later the registrar said to wait
    "look_grew_old": (4, "open"),  # held from the hour of the look until three weeks later
    "excused_after_look": (4, "open"),
    "asked": (4, "open"),  # asked for more time, and nobody answered
}
SIZE = sum(count for count, _end in LIKE.values())
LAPSES = {kind for kind, (_count, end) in LIKE.items() if end == "lapsed"}
LOOKED_AT = {*LAPSES, "paid", "told_to_wait", "look_grew_old", "excused_after_look"}
STAYS_READY = {"silent", "paid", "told_to_wait", "look_grew_old"}
BY_TELEPHONE = {"mail_dead", "found_late", "no_letter_arrives"}  # and every third of the others
FOUND = timedelta(days=20)  # after their day letters arrive


@dataclass
class Year:
    """`like`: what each registrant is like. `days`: until when each was registered. `paid`: persons who have paid.
    `released`: holds that end on a day. `come_back`: letters that do, on a day."""

    people: list[Registrant]
    like: dict[Any, str]
    days: dict[Any, date]
    paid: set[Any] = field(default_factory=set)
    released: dict[date, list[Hold]] = field(default_factory=dict)
    come_back: dict[date, list[Any]] = field(default_factory=dict)
    lapsed_on: dict[Any, date] = field(default_factory=dict)

    @cached_property
    def by_kind(self) -> dict[str, list[Registrant]]:
        found: dict[str, list[Registrant]] = {kind: [] for kind in LIKE}
        for one in self.people:
            found[self.like[one.pk]].append(one)
        return found

    def of(self, kind: str) -> list[Registrant]:
        return self.by_kind[kind]

    def persons(self, kind: str) -> set[Any]:
        return {one.person_id for one in self.of(kind)}


def laid_out() -> Year:
    """Everybody admitted a year before their day; every day of the year is somebody's."""
    kinds = [kind for kind, (count, _end) in LIKE.items() for _each in range(count)]
    like = [kinds[number * 739 % SIZE] for number in range(SIZE)]  # mixed, the same every time
    span = (LAST - FIRST).days + 1
    days = [FIRST + timedelta(days=number * 7 % span) for number in range(SIZE)]
    days[like.index("renews")] = LEAP_DAY

    def reachable(number: int) -> tuple[bool, bool]:
        somehow = like[number] != "no_address"
        return somehow, somehow and (number % 3 == 0 or like[number] in BY_TELEPHONE)

    people = world.many(days, reachable)
    ids = [one.pk for one in people]
    year = Year(people, dict(zip(ids, like, strict=True)), dict(zip(ids, days, strict=True)))
    moment = clock.start_of_day(FIRST - timedelta(days=70))
    Hold.objects.bulk_create(Hold(registrant=one, reason="concern_open", placed_at=moment) for one in year.of("held"))
    return year


def post(year: Year) -> None:
    """What was written this night is handed over, or comes back; so does what was handed over three days ago."""
    moment, today = clock.now(), clock.today()
    not_found = {one.person_id for one in year.of("found_late") if today <= year.days[one.pk] + FOUND}
    not_found |= {one.person_id for one in year.of("moved_away") if today > year.days[one.pk]}
    not_found |= year.persons("no_letter_arrives")
    dead, slow = year.persons("mail_dead"), year.persons("comes_back_slowly")
    came_back = year.come_back.pop(today, [])
    went = []
    fresh = Letter.objects.filter(status="written", due_at__gte=moment - timedelta(days=1))
    for letter, person, channel in fresh.values_list("pk", "person_id", "channel"):
        fails = person in not_found or (person in dead and channel == "email")
        (came_back if fails else went).append(letter)
        if person in slow:
            year.come_back.setdefault(today + timedelta(days=3), []).append(letter)
    for letters, became in ((went, {"status": "handed_over"}), (came_back, {"status": "returned", "outcome": "5.1.1"})):
        if letters:
            there = Letter.objects.filter(pk__in=letters)
            there.update(settled_at=moment, begun_at=moment, attempts=1, **became)


def live(year: Year) -> None:
    """What people do today, and what is done for them."""
    today = clock.today()
    for after, kind, does in DOES:
        for one in year.of(kind):
            if year.days[one.pk] + timedelta(days=after) == today:
                does(Renewal.objects.select_related("registrant").get(registrant=one, until=year.days[one.pk]))
    for hold in year.released.get(today, ()):
        register.release_hold(hold, by=world.staff("case_officer"), because=Because("concern_closed"))


def look(year: Year) -> None:
    """A registrar says yes to whomever the list shows, of the kinds to whom one would; then other things happen."""
    today = clock.today()
    lately = Renewal.objects.filter(day__range=(today - timedelta(days=60), today), until__lte=LAST, looks=None)
    ids = reached.ready(today, lately.values_list("pk", flat=True))
    for row in Renewal.objects.filter(pk__in=ids).select_related("registrant"):
        kind = year.like[row.registrant_id]
        assert kind in LOOKED_AT | {"silent"}, f"{kind} must not be ready to lapse"
        assert row.day is not None
        assert today > row.day + timedelta(days=30), "nobody is shown before the grace is over"
        if kind in LOOKED_AT:
            actions.look(
                row.pk, "lapse", by=world.staff(), because=Because("looked_before_lapse", "Every notice went.")
            )
            _after_the_look(year, kind, row)


def _after_the_look(year: Year, kind: str, row: Renewal) -> None:
    today = clock.today()
    with world.on(today, 13):
        if kind == "paid":
            year.paid.add(row.person_id)
        if kind == "told_to_wait":
            until = today + timedelta(days=400)
            actions.look(row.pk, "wait", wait_until=until, by=world.staff(), because=world.WHY)
        if kind == "excused_after_look":
            actions.defer(row.pk, "hardship", today + timedelta(days=5), by=world.staff(), because=world.WHY)
        if kind == "look_grew_old":
            by = world.staff("case_officer")
            hold = register.place_hold(row.registrant, by=by, because=Because("concern_open"))
            year.released.setdefault(today + timedelta(days=21), []).append(hold)


def _renews(renewal: Renewal) -> None:
    world.fill(renewal)
    actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH)


def _is_excused(renewal: Renewal) -> None:
    actions.defer(renewal.pk, "illness", clock.today() + timedelta(days=100), by=world.staff(), because=world.WHY)


def _leaves(renewal: Renewal) -> None:
    by, ground = world.staff(), world.Authority("request")
    why = Because("own_wish")
    register.take(renewal.registrant, "remove_at_own_request", world.Details(), by=by, because=why, authority=ground)


def _asks(renewal: Renewal) -> None:
    until = clock.today() + timedelta(days=60)
    actions.ask_deferral(renewal.pk, "hardship", until, by=world.themselves(renewal), because=world.WHY)


def _is_declined(renewal: Renewal) -> None:
    """The grace is over, and the last notice was never sent: nobody may say yes yet."""
    actions.decline_deferral(renewal.pk, by=world.staff(), because=world.WHY)
    assert not reached.ready(clock.today(), [renewal.pk])
    with pytest.raises(NotAllowed, match="lapse_"):
        actions.look(renewal.pk, "lapse", by=world.staff(), because=world.WHY)


def _is_telephoned(renewal: Renewal) -> None:
    actions.chase_by_hand(renewal.pk, "phone", by=world.staff(), because=world.WHY)


def _is_restricted(renewal: Renewal) -> None:
    until = clock.today() + timedelta(days=700)
    registers.do(renewal.registrant, "impose_conditions", world.Details(until=until))


# So many days after their day (before it: less than nothing), who does what.
DOES: tuple[tuple[int, str, Callable[[Renewal], None]], ...] = (
    (-40, "renews", _renews),
    (24, "late", _renews),
    (-20, "excused", _is_excused),
    (70, "excused", _renews),
    (-30, "left", _leaves),
    (20, "asked_late", _asks),
    (50, "asked_late", _is_declined),
    (27, "asked", _asks),
    (22, "found_late", _is_telephoned),
    (-10, "restricted", _is_restricted),
)
