"""A whole year of renewals, night by night: two thousand people of twenty kinds, nights on which the clock does not run,
letters that come back, registrars who say yes.

Who lapsed, and why, is counted; nobody by accident. The year holds a leap day, both clock changes and every month's end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from careregister.base import clock
from careregister.letters.models import Letter
from careregister.register.models import Act, StandingSpan
from careregister.renewals import dates, fees, jobs, needs, reached
from careregister.renewals.models import Look, Notice, Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.year import (
    FIRST,
    LAPSES,
    LAST,
    LEAP_DAY,
    LIKE,
    SIZE,
    STAYS_READY,
    Year,
    laid_out,
    live,
    look,
    post,
)

pytestmark = pytest.mark.timeout(900)  # a minute alone; beside a whole run on a busy machine several
LOOKS_ON = 1  # a registrar looks on Tuesdays
BROKEN = {date(2028, 5, 2) + timedelta(days=number) for number in range(12)}  # and three nights of each month


def test_a_year_goes_by_and_nobody_lapses_by_accident(own_database, as_owner, monkeypatch):
    year = laid_out()
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
    monkeypatch.setattr(fees, "paying", lambda ids: year.paid & set(ids))
    whole = needs.training.cpd_mine
    learnt = lambda *of: replace(whole(*of), requirements=(), topics=())  # noqa: E731
    monkeypatch.setattr(needs.training, "cpd_mine", learnt)  # everybody learnt enough
    as_owner.execute("set default_statistics_target = 10")  # a look at three thousand rows of a table says enough
    for day in _days():
        if day.day == 1:
            as_owner.execute("analyze")  # as a server does by itself
        if day not in BROKEN and day.day not in (10, 11, 12):
            with world.on(day):
                assert jobs.daily()["lapsed"] == _lapsed_now(year), "whoever lapses is counted"
        with world.on(day, 12):
            post(year)
            live(year)
            if day.weekday() == LOOKS_ON:
                look(year)
    with world.on(_last(), 12):
        _count(year)
        _who_waits(year)
        _renewed_until(year)
        _ladders_were_whole(year)


def _last() -> date:
    return LAST + timedelta(days=76)


def _days() -> Iterator[date]:
    day = FIRST - timedelta(days=61)
    while day <= _last():
        yield day
        day += timedelta(days=1)


def _lapsed_now(year: Year) -> int:
    found = Renewal.objects.filter(state="lapsed", ended_at=clock.now())
    for row in found:
        kind = year.like[row.registrant_id]
        assert kind in LAPSES, f"{kind} must not lapse"
        year.lapsed_on[row.registrant_id] = clock.today()
    return len(found)


def _count(year: Year) -> None:
    """What became of everybody, by what they are like, in renewals and on the register."""
    states = dict(Renewal.objects.filter(until__lte=LAST).values_list("registrant_id", "state"))
    assert len(states) == SIZE, "everybody's renewal was opened, once"
    became = Counter((year.like[one], state) for one, state in states.items())
    counts = Counter(year.like.values())
    assert became == {(kind, end): counts[kind] for kind, (_number, end) in LIKE.items()}
    bases = Counter(
        StandingSpan.objects.filter(known__upper_inf=True, valid__upper_inf=True).values_list("base", flat=True)
    )
    lapsed = sum(counts[kind] for kind in LAPSES)
    assert bases == {
        "lapsed": lapsed,
        "removed_own_request": counts["left"],
        "registered": SIZE - lapsed - counts["left"],
    }
    acts = Act.objects.filter(action="lapse")
    assert Counter(acts.values_list("authority", "reason")) == {("ladder", "ladder_finished"): lapsed}
    lapsed_ids = Renewal.objects.filter(state="lapsed").values("pk")
    yes = Look.objects.filter(renewal__in=lapsed_ids, verdict="lapse").values_list("renewal", flat=True)
    assert len(set(yes)) == lapsed, "a registrar said yes to each"


def _who_waits(year: Year) -> None:
    """The lists of staff, after all: who could lapse had somebody looked, and whom nobody has reached."""
    of_the_year = dict(Renewal.objects.filter(until__lte=LAST).values_list("pk", "registrant_id"))

    def waiting(ids: list) -> Counter:
        return Counter(year.like[of_the_year[one]] for one in ids if one in of_the_year)

    counts = Counter(year.like.values())
    ready = waiting(reached.ready(clock.today()))
    del ready["excused_after_look"]  # of some the second ladder is over, of others not
    assert ready == {kind: counts[kind] for kind in STAYS_READY}
    unreached = {"no_letter_arrives", "moved_away", "comes_back_slowly", "no_address"}
    assert waiting([one.renewal_id for one in reached.to_chase()]) == {kind: counts[kind] for kind in unreached}


def _renewed_until(year: Year) -> None:
    rows = Renewal.objects.filter(state="renewed", until__lte=LAST)
    for row in rows:
        day = row.until
        expected = date(2029, 2, 28) if day == LEAP_DAY else day.replace(year=day.year + 1)
        assert row.renewed_until == expected
    assert LEAP_DAY in {row.until for row in rows}


def _ladders_were_whole(year: Year) -> None:
    """Whoever lapsed had all eight rungs, each by a letter that stayed with them for five days or before somebody had them
    on the telephone; over as long as the ladder is, and with a month between the first of it and the lapse."""
    notices = defaultdict(list)
    for row in Notice.objects.filter(renewal__state="lapsed").select_related("renewal", "letter"):
        if row.round == row.renewal.round and row.way != "employer":
            notices[row.renewal].append(row)
    assert len(notices) == len(year.lapsed_on)
    for renewal, rows in notices.items():
        assert len({row.rung for row in rows}) == 8
        day = year.lapsed_on[renewal.registrant_id]
        moment = clock.start_of_day(day) + timedelta(hours=3)
        good = [row for row in rows if _stayed(row, moment - timedelta(days=5))]
        chased = max((row.written_at for row in good if row.chase), default=None)
        for row in rows:
            later = chased is not None and chased >= row.written_at
            assert later or row.rung in {one.rung for one in good}
        assert renewal.day is not None
        assert renewal.ladder_on is not None
        assert day > dates.grace_ends(renewal.day, renewal.ladder_on)
        assert min(row.written_at for row in good) <= moment - timedelta(days=30)
        assert clock.london_day(min(row.written_at for row in rows)) <= day - timedelta(days=60 + 30 - 3)
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(c) from (select count(distinct rung) c from renewals_notice where not chase "
            "group by renewal_id, round, date_trunc('day', written_at)) nights"
        )
        assert cursor.fetchone() == (1,), "no night brought anybody two rungs"
    assert not Letter.objects.filter(status="written", due_at__lt=clock.start_of_day(clock.today())).exists()


def _stayed(row: Notice, before) -> bool:
    if row.letter is None:
        return row.way != "none" and row.written_at <= before
    return row.letter.status == "handed_over" and row.letter.settled_at <= before
