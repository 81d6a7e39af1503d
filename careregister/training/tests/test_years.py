"""Whose year runs when, where somebody stands in it, and what is closed."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.people.tests import world
from careregister.register.models import StandingSpan
from careregister.training import actions, jobs, queries, years
from careregister.training.actions.learning import Said
from careregister.training.models import CountedFor, Learning
from tests.harness.database import undone

from .cpd import TODAY, UNTIL, WHY, log, me, registrant

pytestmark = pytest.mark.django_db
RENEWED = Because("renewed")


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(TODAY)):
        yield


def have(by, on=TODAY) -> dict[str, int]:
    return {one.code: one.have for one in queries.cpd_mine(me(by), on).requirements}


def renew(made, until: date) -> None:
    """As a renewal leaves it."""
    StandingSpan.objects.filter(registrant=made, known__upper_inf=True).update(registered_until=until)


def close(by, on: date) -> int:
    return actions.close_year(me(by), on, by=CLOCK, because=RENEWED)


@pytest.mark.parametrize(
    ("until", "since"),
    [
        (date(2027, 1, 14), date(2026, 1, 15)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2027, 2, 28), date(2026, 3, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
    ],
)
def test_a_year_ends_with_the_registration(until, since):
    by, _made = registrant(until)
    on = until - timedelta(days=5)
    assert years.year_of(me(by), on) == years.Year(since, until, registrant=True)
    assert years.year_of(me(by), since - timedelta(days=1)).until == since - timedelta(days=1)


def test_who_is_not_registered_is_asked_nothing_and_has_calendar_years():
    by = world.owner_of(world.account())
    mine = queries.cpd_mine(me(by), TODAY)
    assert (mine.registrant, mine.since, mine.until) == (False, date(2026, 1, 1), date(2026, 12, 31))


def test_until_somebody_renews_their_year_runs_on():
    by, _made = registrant(date(2026, 11, 10))
    log(by, minutes=30)
    mine = queries.cpd_mine(me(by), TODAY)
    assert (mine.since, mine.until) == (date(2025, 11, 11), TODAY)
    assert have(by)["minutes"] == 30


def test_where_somebody_stands_at_a_glance():
    by, _made = registrant()
    log(by, minutes=700, with_whom="group", changed="I sit down beside people now.")
    log(by, minutes=200, changed="I ask first.", what="Consent")
    assert have(by) == {"minutes": 900, "with_others_minutes": 700, "reflections": 2}
    mine = queries.cpd_mine(me(by), TODAY)
    assert not mine.met, "no course is fresh"
    assert {one.state for one in mine.topics} == {"missing"}
    for topic in [one.topic for one in mine.topics]:
        actions.claim(me(by), topic=topic, title="", provider="Kindly Care", finished_on=TODAY, by=by, because=WHY)
    assert queries.cpd_mine(me(by), TODAY).met
    assert have(by)["minutes"] == 900 + 4 * 60


def test_what_a_renewal_closed_counts_for_no_other_year_and_stays_as_it_is():
    by, made = registrant()
    one = log(by, minutes=90, with_whom="peer", changed="Yes.")
    assert close(by, TODAY) == 3
    assert close(by, TODAY) == 0
    renew(made, date(2028, 1, 14))
    assert queries.cpd_mine(me(by), TODAY).closed
    assert have(by)["minutes"] == 90
    with pytest.raises(NotAllowed, match="learning_counted"):
        actions.remove(one, by=by, because=WHY)
    with pytest.raises(NotAllowed, match="learning_counted"):
        actions.change(one, Said("x", TODAY + timedelta(days=0), 9, "alone"), seen=1, by=by, because=WHY)
    tomorrow = TODAY + timedelta(days=1)
    with clock.at(clock.start_of_day(tomorrow)):
        log(by, minutes=20, learnt_on=tomorrow)
        mine = queries.cpd_mine(me(by), tomorrow)
        assert (mine.since, mine.until) == (tomorrow, date(2028, 1, 14)), "nothing between two years is lost"
        assert have(by, tomorrow)["minutes"] == 20


def test_only_the_clock_and_who_may_renew_close_a_year():
    by, _made = registrant()
    for other in (by, world.actor("checks_officer"), world.actor("auditor")):
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.close_year(me(by), TODAY, by=other, because=RENEWED)
    assert actions.close_year(me(by), TODAY, by=world.actor("registrar"), because=RENEWED) == 0


def test_the_clock_closes_what_was_renewed_and_left_open():
    by, made = registrant(date(2026, 11, 1))
    log(by, learnt_on=date(2026, 5, 1), minutes=75)
    assert jobs.close_years() == 0, "not renewed yet"
    renew(made, date(2027, 11, 1))
    assert jobs.close_years() == 1
    assert jobs.close_years() == 0
    assert CountedFor.objects.get().year_until == date(2026, 11, 1)


moves = some.lists(
    some.one_of(
        some.tuples(some.just("log"), some.integers(0, 400), some.integers(1, 300), some.booleans()),
        some.tuples(some.just("change"), some.integers(0, 5), some.integers(0, 400), some.integers(1, 300)),
        some.tuples(some.just("remove"), some.integers(0, 5), some.just(0), some.just(0)),
        some.tuples(some.just("put_back"), some.integers(0, 5), some.just(0), some.just(0)),
        some.tuples(some.just("course"), some.integers(0, 400), some.just(0), some.just(0)),
        some.tuples(some.just("close"), some.integers(0, 400), some.integers(-60, 200), some.just(0)),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_nothing_ever_counts_twice_whatever_is_added_changed_removed_and_closed(moves):
    with undone():
        _any_order(moves)


def _any_order(moves) -> None:
    by, made = registrant()
    shown: dict[tuple, int] = {}
    for what, *said in moves:
        with suppress(NotAllowed):
            _move(by, made, what, said)
    rows = list(CountedFor.objects.filter(person=me(by)))
    for row in rows:
        key = (row.learning_id or row.award_id, row.requirement)
        shown[key] = shown.get(key, 0) + 1
    years_closed = {row.year_until for row in rows}
    open_now = queries.cpd_mine(me(by), clock.today())
    if open_now.until not in years_closed:
        for one in queries.cpd_counts(me(by), clock.today()):
            shown[(one.id, one.requirement)] = shown.get((one.id, one.requirement), 0) + 1
    assert all(count == 1 for count in shown.values()), shown


def _move(by, made, what: str, said: list) -> None:
    first, second, third = said
    rows = list(Learning.objects.filter(person=me(by)).order_by("pk"))
    if what == "log":
        log(
            by,
            learnt_on=TODAY - timedelta(days=first),
            minutes=second,
            changed="Yes" if third else "",
            topic="fire_safety",
        )
    elif what == "course":
        day = TODAY - timedelta(days=first)
        actions.claim(me(by), topic="fire_safety", title="", provider="K", finished_on=day, by=by, because=WHY)
    elif what == "close":
        close(by, TODAY - timedelta(days=first))
        renew(made, UNTIL + timedelta(days=second))
    elif rows:
        row = rows[first % len(rows)]
        if what == "change":
            better = Said("Changed", TODAY - timedelta(days=second), third, "peer", topic="fire_safety")
            actions.change(row.pk, better, seen=row.version, by=by, because=WHY)
        else:
            getattr(actions, what)(row.pk, by=by, because=WHY)
