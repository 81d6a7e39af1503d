"""An employer who pays for its workers: one invoice, one of them leaves, the employer stops or does not pay."""

from datetime import date, timedelta

import pytest

from careregister.letters.models import Letter
from careregister.membership import actions, queries, states
from careregister.membership.facts import dues_of
from careregister.organisations import actions as organisations
from careregister.payments.models import Invoice

from . import world
from .world import TODAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY = world.WHY


def wrote(kind: str) -> int:
    return Letter.objects.filter(kind=f"membership.{kind}").count()


def twelve() -> tuple:
    employer, owner = world.employer()
    workers = [world.covered(employer, owner, f"Will Worker {number}") for number in range(12)]
    return employer, owner, workers


def test_twelve_workers_are_one_invoice_and_all_begin_with_its_payment():
    employer, owner, workers = twelve()
    assert {world.check(one) for one, _by in workers} == {states.STARTING}
    world.night(date(2026, 11, 23))
    invoice = Invoice.objects.get()
    assert (invoice.lines.count(), invoice.due_on) == (12, date(2026, 12, 7))
    assert invoice.pence == 12 * 390, "nine days of November's thirty, and December"
    with on(date(2026, 11, 25)):
        world.pay(workers[0][0])
        assert {world.check(one) for one, _by in workers} == {states.ACTIVE}
        assert (wrote("welcome_covered"), wrote("welcome")) == (12, 0), "nobody is promised money that they never paid"
        shown = queries.covered(employer, owner)
        assert len(shown) == 12
        assert {(one.billed_until, one.is_open) for one in shown} == {(date(2026, 12, 31), False)}
        assert queries.employer_money(employer, owner).monthly_pence == 3600
    world.nights(date(2026, 12, 30), date(2027, 1, 1))
    assert [one.pence for one in Invoice.objects.filter(state="open")] == [3600]


def test_an_employer_who_does_not_want_to_wait_for_the_night_is_billed_now():
    employer, owner, _workers = twelve()
    assert actions.bill_employer(employer, by=owner, because=WHY) == 1
    assert actions.bill_employer(employer, by=owner, because=WHY) == 0
    assert Invoice.objects.get().lines.count() == 12


def test_one_of_twelve_leaves_and_loses_nothing_that_was_paid():
    _employer, owner, workers = twelve()
    world.night(date(2026, 11, 23))
    world.pay(workers[0][0])
    leaver, by = workers[3]
    with on(date(2026, 12, 10)):
        actions.end_cover(leaver, by=owner, because=WHY)
        shown = queries.mine(by.person_id, by)
        assert shown is not None
        assert (shown.state, shown.cancels_on, shown.employer_id) == (states.ACTIVE, date(2027, 1, 1), None)
        assert {"keep", "ask_waiver"} <= shown.can
        assert wrote("employer_stopped") == 1
    world.nights(date(2026, 12, 31), date(2027, 1, 1))
    with on(date(2027, 1, 1)):
        assert world.check(leaver) == states.ENDED
        assert Invoice.objects.get(state="open").lines.count() == 11


def test_who_goes_on_by_themselves_is_billed_from_the_day_the_employer_paid_until():
    _employer, owner, workers = twelve()
    world.night(date(2026, 11, 23))
    world.pay(workers[0][0])
    subscription, by = workers[0]
    actions.end_cover(subscription, by=owner, because=WHY)
    actions.keep(subscription, plan="yearly", by=by, because=WHY)
    world.nights(date(2026, 12, 31), date(2027, 1, 1))
    with on(date(2027, 1, 1)):
        world.pay(subscription)
        assert world.check(subscription) == states.ACTIVE
        shown = queries.mine(by.person_id, by)
        assert shown is not None
        assert (shown.plan.code, shown.paid_until) == ("yearly", date(2028, 1, 1))


def test_a_member_whom_an_employer_takes_over_is_billed_by_themselves_no_more():
    employer, owner = world.employer()
    subscription, by = world.member("yearly")
    world.covered(employer, owner, by=by)
    assert world.check(subscription) == states.ACTIVE
    assert [one.billed_until for one in queries.covered(employer, owner)] == [None]
    world.night(date(2027, 11, 22))
    last = dues_of(subscription)[-1]
    assert (last.since, last.until, last.pence) == (date(2027, 11, 22), date(2028, 1, 1), 390)
    assert Invoice.objects.get(state="open").payer.organisation_id == employer


def test_an_employer_who_does_not_pay_ends_for_the_workers_and_they_owe_nothing():
    _employer, _owner, workers = twelve()
    world.night(date(2026, 11, 23))
    world.pay(workers[0][0])
    world.nights(date(2027, 1, 1), date(2027, 2, 4), every=10)
    with on(date(2027, 2, 4)):
        assert {world.check(one) for one, _by in workers} == {states.ACTIVE}
    world.night(date(2027, 2, 5))
    with on(date(2027, 2, 5)):
        assert {world.check(one) for one, _by in workers} == {states.PAST_DUE}
        assert wrote("employer_unpaid") == 12
        shown = queries.mine(workers[0][1].person_id)
        assert shown is not None
        assert shown.open_pence == 0
    world.nights(date(2027, 2, 6), date(2027, 4, 6), every=10)
    with on(date(2027, 4, 6)):
        assert {world.check(one) for one, _by in workers} == {states.ENDED}
        assert not Invoice.objects.filter(state="open").exists()


def test_an_employer_that_closes_stops_paying_for_everybody():
    employer, owner, workers = twelve()
    world.night(date(2026, 11, 23))
    world.pay(workers[0][0])
    organisations.close_employer(employer, by=owner, because=WHY)
    assert {world.row(one).cancels_on for one, _by in workers} == {date(2027, 1, 1)}
    assert {world.row(one).employer_id for one, _by in workers} == {None}


def test_an_employer_sees_who_accepted_and_nothing_else():
    employer, owner = world.employer()
    world.covered(employer, owner, "Wilma Worker")
    (shown,) = queries.covered(employer, owner)
    assert (shown.name, shown.since) == ("Wilma Worker", TODAY)
    assert {*shown.__slots__} == {"subscription_id", "name", "since", "billed_until", "is_open"}
    waiting = world.invited(employer, owner)
    assert [one.state for one in queries.worker_invitations_of(employer, owner)] == ["waiting"]
    actions.decline_employer(waiting, by=world.person("Somebody Else"), because=WHY)
    assert [(one.state, one.email) for one in queries.worker_invitations_of(employer, owner)] == [("declined", "")]


def test_who_paid_for_a_year_themselves_looks_to_the_employer_as_who_was_no_member():
    shown = []
    for plan in ("", "yearly", "register_yearly"):
        employer, owner = world.employer()
        by = world.person("Wilma Worker")
        if plan:
            world.member(plan, by)
        world.covered(employer, owner, by=by)
        (one,) = queries.covered(employer, owner)
        money = queries.employer_money(employer, owner)
        shown.append((one.name, one.since, one.billed_until, one.is_open, money.workers, money.monthly_pence))
    assert len({*shown}) == 1, shown


def test_the_letter_with_the_offer_is_read_by_nobody_else():
    employer, owner = world.employer()
    world.invited(employer, owner)
    letter = Letter.objects.select_related("words").get(kind="membership.employer_invites")
    assert "/account/membership/employer/" in letter.words.opened("body")
    assert "costs you nothing" in letter.words.opened("body")


def test_offers_that_were_not_answered_are_over_after_four_weeks():
    employer, owner = world.employer()
    world.invited(employer, owner)
    world.night(TODAY + timedelta(days=28))
    world.night(TODAY + timedelta(days=29))
    with on(TODAY + timedelta(days=29)):
        assert [(one.state, one.email) for one in queries.worker_invitations_of(employer, owner)] == [("expired", "")]
