"""A whole year of renewals, with two hundred people of eleven kinds, a clock that misses two nights of three, and letters that come back.

Who lapsed, and why, is counted; nobody by accident. The year holds a leap day, both clock changes and every month's end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from careregister.base import clock
from careregister.base.actors import Because
from careregister.letters.models import Letter
from careregister.register import actions as register
from careregister.register.models import Hold, Registrant, StandingSpan
from careregister.renewals import actions, dates, fees, jobs, needs, reached
from careregister.renewals.models import Notice, Renewal
from careregister.renewals.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
SIZE = 200
FIRST, LAST = date(2027, 9, 1), date(2028, 8, 31)
NIGHTS = 3  # the clock runs in one night of so many

# What people are like: how many of a hundred, and what is to become of them.
LIKE = {
    "renews": (2, "renewed"),
    "looked_at": (2, "lapsed"),  # silent, reached, and a registrar said yes
    "mail_dead": (1, "lapsed"),  # e-mail comes back, texts do not; a registrar said yes
    "silent": (60, "open"),  # reached, and no registrar looked
    "no_letter_arrives": (10, "open"),  # a registrar would say yes, and may not
    "no_address": (8, "open"),
    "paid": (4, "open"),  # paid, not finished: a registrar said yes before that was known
    "held": (10, "open"),
    "excused": (1, "renewed"),  # has more time, and renews after it
    "left": (1, "closed"),
    "late": (1, "renewed"),  # renews in the last days of the grace
}
OLD_LOOK = Because("looked_before_lapse", "Every notice went.")


@dataclass
class Year:
    """`like`: what each registrant is like. `paid`: the persons who have paid."""

    people: list[Registrant]
    like: dict[Any, str]
    paid: set[Any]
    lapsed_on: dict[Any, date] = field(default_factory=dict)

    def of(self, kind: str) -> list[Registrant]:
        return [one for one in self.people if self.like[one.pk] == kind]


def laid_out() -> Year:
    kinds = [kind for kind, (count, _end) in LIKE.items() for _each in range(count)]
    order = [kinds[number * 37 % 100] for number in range(SIZE)]
    span = (LAST - FIRST).days + 1
    days = [FIRST + timedelta(days=number * 7 % span) for number in range(SIZE)]
    reachable = lambda number: (False, False) if order[number] == "no_address" else (True, True)  # noqa: E731
    people = world.many(days, reachable)
    return Year(people, {one.pk: kind for one, kind in zip(people, order, strict=True)}, set())


def post(year: Year, dead: set[Any], half_dead: set[Any]) -> None:
    """The letters of this night are handed over, or come back."""
    moment = clock.now()
    fresh = Letter.objects.filter(status="written")
    went = {"settled_at": moment, "begun_at": moment, "attempts": 1}
    fresh.filter(person__in=dead).update(status="returned", outcome="5.1.1", **went)
    fresh.filter(person__in=half_dead, channel="email").update(status="returned", outcome="5.1.1", **went)
    fresh.filter(status="written").update(status="handed_over", **went)


def by_day(year: Year, kind: str, days: int) -> dict[date, list[Registrant]]:
    """Who of a kind does something so many days before (or after) their day."""
    found: dict[date, list[Registrant]] = {}
    spans = {row.registrant_id: row.registered_until for row in StandingSpan.objects.filter(known__upper_inf=True)}
    for number, one in enumerate(year.of(kind)):
        found.setdefault(spans[one.pk] - timedelta(days=days + number % 3), []).append(one)
    return found


def test_a_year_goes_by_and_nobody_lapses_by_accident(monkeypatch):
    year = laid_out()
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
    monkeypatch.setattr(fees, "paying", lambda ids: year.paid & set(ids))
    whole = needs.training.cpd_mine
    monkeypatch.setattr(
        needs.training, "cpd_mine", lambda *of: replace(whole(*of), requirements=(), topics=())
    )  # everybody learnt enough
    dead = {one.person_id for one in year.of("no_letter_arrives")}
    half_dead = {one.person_id for one in year.of("mail_dead")}
    moment = clock.start_of_day(FIRST - timedelta(days=70))
    Hold.objects.bulk_create(Hold(registrant=one, reason="concern_open", placed_at=moment) for one in year.of("held"))
    plans = {
        "renews": by_day(year, "renews", 40),
        "late": by_day(year, "late", -24),
        "asks": by_day(year, "excused", 20),
        "comes_back": by_day(year, "excused", -70),
        "leaves": by_day(year, "left", 30),
    }
    day, end = FIRST - timedelta(days=61), LAST + timedelta(days=130)
    while day <= end:
        with world.on(day):
            count = jobs.daily()["lapsed"]
            assert count == sum(_lapsed_today(year, day)), "whoever lapses is one of those a registrar looked at"
        with world.on(day, 12):
            post(year, dead, half_dead)
            for late in range(NIGHTS):  # what people did on the days since the clock last ran
                _live(plans, day - timedelta(days=late))
            _look(year)
        day += timedelta(days=NIGHTS)
    _count(year)


def _live(plans: dict[str, dict[date, list[Registrant]]], day: date) -> None:
    for kind in ("renews", "late", "comes_back"):
        for one in plans[kind].get(day, ()):
            renewal = Renewal.objects.get(registrant=one, state__in=("open", "deferred"))
            world.fill(renewal)
            actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH)
    for one in plans["asks"].get(day, ()):
        renewal = Renewal.objects.get(registrant=one, state="open")
        actions.defer(renewal.pk, "illness", clock.today() + timedelta(days=100), by=world.staff(), because=world.WHY)
    for one in plans["leaves"].get(day, ()):
        by, why = world.staff(), Because("own_wish")
        register.take(one, "remove_at_own_request", register_details(), by=by, because=why, authority=register_ground())


def register_details() -> Any:
    return world.Details()


def register_ground() -> Any:
    return world.Authority("request")


def _look(year: Year) -> None:
    """A registrar says yes to whomever the list shows, of the kinds to whom one would; then the paid ones pay."""
    ids = reached.ready(clock.today())
    wanted = {"looked_at", "mail_dead", "paid", "no_letter_arrives", "no_address", "held"}
    for row in Renewal.objects.filter(pk__in=ids, looks=None, until__lte=LAST):
        kind = year.like[row.registrant_id]
        assert kind in {"looked_at", "mail_dead", "paid", "silent"}, f"{kind} must not be ready to lapse"
        if kind in wanted:
            actions.look(row.pk, "lapse", by=world.staff(), because=OLD_LOOK)
            if kind == "paid":
                year.paid.add(row.person_id)


def _lapsed_today(year: Year, day: date) -> list[int]:
    found = []
    for row in Renewal.objects.filter(state="lapsed").exclude(registrant__in=year.lapsed_on):
        year.lapsed_on[row.registrant_id] = day
        assert LIKE[year.like[row.registrant_id]][1] == "lapsed"
        found.append(1)
    return found


def _count(year: Year) -> None:
    states = dict(Renewal.objects.filter(until__lte=LAST).values_list("registrant_id", "state"))
    assert len(states) == SIZE, "everybody's renewal was opened, once"
    became = Counter((year.like[one], state) for one, state in states.items())
    counts = Counter(year.like.values())
    assert became == {(kind, end): counts[kind] for kind, (_share, end) in LIKE.items()}
    bases = Counter(
        StandingSpan.objects.filter(known__upper_inf=True, valid__upper_inf=True).values_list("base", flat=True)
    )
    lapsed = counts["looked_at"] + counts["mail_dead"]
    assert bases == {
        "lapsed": lapsed,
        "removed_own_request": counts["left"],
        "registered": SIZE - lapsed - counts["left"],
    }
    _ladders_were_whole(year)


def _ladders_were_whole(year: Year) -> None:
    """Whoever lapsed had all eight rungs, over at least as long as the ladder is, and the grace after their day."""
    for row in Renewal.objects.filter(state="lapsed"):
        notices = Notice.objects.filter(renewal=row, round=row.round).exclude(way="employer")
        assert len(set(notices.values_list("rung", flat=True))) == 8
        first = clock.london_day(min(notices.values_list("written_at", flat=True)))
        assert row.day is not None
        assert row.ladder_on is not None
        assert year.lapsed_on[row.registrant_id] > dates.grace_ends(row.day, row.ladder_on)
        assert (year.lapsed_on[row.registrant_id] - first).days >= 60 + 30 - 3
    with connection.cursor() as cursor:  # no night brought anybody two rungs
        cursor.execute(
            "select max(c) from (select count(distinct rung) c from renewals_notice where not chase "
            "group by renewal_id, round, date_trunc('day', written_at)) nights"
        )
        assert cursor.fetchone() == (1,)
