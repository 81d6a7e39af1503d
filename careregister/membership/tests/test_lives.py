"""The lives of memberships: joining and paying, falling behind, pausing, leaving, being let off."""

from datetime import date, timedelta

import pytest

from careregister.base.actors import CLOCK, Because
from careregister.history.models import Entry
from careregister.letters.models import Letter
from careregister.membership import actions, periods, queries, states
from careregister.membership.facts import dues_of
from careregister.membership.models import Subscription
from careregister.payments import actions as payments
from careregister.payments import ledger
from careregister.payments.models import Invoice
from tests.harness.database import undone

from . import world
from .world import TODAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY, WORDS = world.WHY, world.WORDS


def wrote(kind: str) -> int:
    return Letter.objects.filter(kind=f"membership.{kind}").count()


def mine(by) -> queries.Mine:
    found = queries.mine(by.person_id, by)
    assert found is not None
    return found


def test_who_asked_to_join_is_no_member_before_the_first_payment():
    subscription, by = world.joined()
    assert world.check(subscription) == states.STARTING
    shown = mine(by)
    assert (shown.open_pence, shown.is_member, shown.paid_until) == (300, False, None)
    assert "cancel" in shown.can
    assert not queries.is_member(world.person_of(by))
    assert wrote("welcome") == 0


def test_the_first_payment_makes_a_member():
    subscription, by = world.member()
    assert world.check(subscription) == states.ACTIVE
    shown = mine(by)
    assert (shown.paid_until, shown.next_due_on, shown.next_pence) == (date(2026, 12, 22), date(2026, 12, 22), 300)
    assert shown.method_words == "Visa card ending 4242"
    assert shown.cooling_off_until == date(2026, 12, 6)
    assert wrote("welcome") == 1


def test_what_never_began_ends_by_itself_and_nothing_is_owed():
    subscription, _by = world.joined()
    world.nights(TODAY + timedelta(days=1), date(2026, 12, 12), every=5)
    with on(date(2026, 12, 12)):
        assert world.check(subscription) == states.STARTING
    world.night(date(2026, 12, 13))
    with on(date(2026, 12, 13)):
        assert world.check(subscription) == states.ENDED
        assert world.row(subscription).ended_because == states.NEVER_BEGAN
        assert not Invoice.objects.filter(state="open").exists()


def test_dues_are_raised_on_the_anchor_day_once_and_missed_nights_are_made_good():
    with on(date(2027, 1, 31)):
        subscription, _by = world.member()
    for day in (date(2027, 2, 27), date(2027, 2, 28), date(2027, 2, 28)):
        world.night(day)
    lines = [(due.since, due.until) for due in dues_of(subscription)]
    assert lines == [(date(2027, 1, 31), date(2027, 2, 28)), (date(2027, 2, 28), date(2027, 3, 31))]
    world.pay(subscription)
    world.night(date(2027, 6, 30))
    assert [due.since for due in dues_of(subscription)][2:] == [
        date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31), date(2027, 6, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(("plan", "months"), [("monthly", 1), ("yearly", 12)])
def test_what_is_billed_for_all_at_once_ends_on_the_day_that_is_counted_for_one(plan: str, months: int):
    subscription, _by = world.member(plan)
    begins = (date(2027, 1, 31), date(2028, 1, 29), date(2028, 2, 29), date(2027, 2, 28))
    for begin, anchor in {(begin, max(anchor, begin.day)) for begin in begins for anchor in (28, 29, 30, 31)}:
        with undone():
            Subscription.objects.filter(pk=subscription).update(dues_until=begin, anchor_day=anchor)
            actions.raise_dues(begin, by=CLOCK, because=WHY)
            assert world.row(subscription).dues_until == periods.next_begin(begin, months, anchor), (begin, anchor)


def test_a_payment_that_fails_is_overdue_until_it_is_paid():
    subscription, by = world.member()
    world.night(date(2026, 12, 22))
    with on(date(2026, 12, 22)):
        assert world.check(subscription) == states.ACTIVE
        world.fail(subscription)
        assert world.check(subscription) == states.PAST_DUE
        assert (wrote("payment_failed"), wrote("past_due")) == (1, 1)
        assert mine(by).ends_on == date(2027, 2, 20)
    with on(date(2026, 12, 28)):
        world.pay(subscription)
        assert world.check(subscription) == states.ACTIVE
        assert mine(by).open_pence == 0


def test_what_stays_unpaid_ends_properly_and_nothing_more_is_asked():
    subscription, by = world.member()
    world.night(date(2026, 12, 22))
    with on(date(2026, 12, 22)):
        world.fail(subscription)
    world.nights(date(2026, 12, 23), date(2027, 2, 19), every=10)
    with on(date(2027, 2, 19)):
        assert world.check(subscription) == states.PAST_DUE
    world.nights(date(2027, 2, 20), date(2027, 3, 30), every=10)
    with on(date(2027, 3, 30)):
        row = world.row(subscription)
        assert (row.state, row.ended_on, row.ended_because) == (states.ENDED, date(2027, 2, 20), states.UNPAID)
        assert not Invoice.objects.filter(state="open").exists()
        assert payments.collect_due(by=CLOCK, because=WHY) == 0
        balances = ledger.balances()
        assert balances.get("owed", 0) == 0
        assert 0 < balances["lost"] < 900, "the time not had was cancelled"
        assert wrote("ended") == 1
        world.joined(by=by)


def test_a_debit_that_comes_back_weeks_later_leaves_sixty_days():
    subscription, _by = world.member()
    attempt = world.pay(subscription)
    assert attempt is None
    with on(date(2027, 1, 20)):
        first = Invoice.objects.get().parts.get().attempt_id
        world.give_back(first)
        assert world.check(subscription) == states.PAST_DUE
        assert world.row(subscription).past_due_since == date(2027, 1, 20)
        world.pay(subscription)
        assert world.check(subscription) == states.ACTIVE


def test_what_pays_for_several_months_at_once_pays_for_all_of_them():
    subscription, _by = world.member()
    with on(date(2027, 2, 10)):
        world.nights(TODAY, date(2027, 2, 10), every=10)
        world.pay(subscription)
        world.give_back(world.paid(subscription)[-1].pk)
    world.nights(date(2027, 2, 11), date(2027, 4, 5), every=9)
    with on(date(2027, 4, 5)):
        assert len(world.owed(subscription)) > 2
        world.pay(subscription)
        assert world.check(subscription) == states.ACTIVE
        assert ledger.balances()["owed"] == 0
        assert not ledger.balances().get("lost")


def test_a_payment_taken_back_after_the_end_is_not_asked_for_again():
    subscription, by = world.member()
    attempt = Invoice.objects.get().parts.get().attempt_id
    actions.cancel(subscription, by=by, because=WHY)
    world.night(date(2026, 12, 22))
    with on(date(2027, 1, 10)):
        assert world.check(subscription) == states.ENDED
        world.give_back(attempt)
        assert not Invoice.objects.filter(state="open").exists()


def test_what_nobody_could_try_to_collect_is_overdue_in_the_end():
    subscription, _by = world.member()
    world.nights(date(2026, 12, 22), date(2027, 1, 11), every=5)
    with on(date(2027, 1, 11)):
        assert world.check(subscription) == states.ACTIVE
    world.night(date(2027, 1, 12))
    with on(date(2027, 1, 12)):
        assert world.check(subscription) == states.PAST_DUE


def test_cancelling_keeps_what_was_paid_and_staying_is_possible():
    subscription, by = world.member("yearly")
    actions.cancel(subscription, by=by, because=WHY)
    assert (world.check(subscription), mine(by).cancels_on) == (states.ACTIVE, date(2027, 11, 22))
    assert mine(by).next_due_on is None
    actions.keep(subscription, by=by, because=WHY)
    assert mine(by).cancels_on is None
    actions.cancel(subscription, by=by, because=WHY)
    world.nights(date(2027, 11, 20), date(2027, 11, 22))
    with on(date(2027, 11, 22)):
        row = world.row(subscription)
        assert (row.state, row.ended_because) == (states.ENDED, states.CANCELLED)
        assert len(dues_of(subscription)) == 1, "nothing was billed after"


def test_a_pause_begins_after_what_is_paid_costs_nothing_and_ends():
    subscription, by = world.member()
    assert actions.pause(subscription, date(2027, 3, 5), by=by, because=WHY) == date(2026, 12, 22)
    assert world.check(subscription) == states.ACTIVE
    world.nights(date(2026, 12, 21), date(2026, 12, 23))
    with on(date(2026, 12, 23)):
        assert world.check(subscription) == states.PAUSED
        assert mine(by).next_due_on == date(2027, 3, 5)
    world.nights(date(2027, 3, 4), date(2027, 3, 6))
    with on(date(2027, 3, 6)):
        assert world.check(subscription) == states.ACTIVE
        dues = dues_of(subscription)
        assert [(due.since, due.until) for due in dues[1:]] == [(date(2027, 3, 5), date(2027, 4, 5))]


def test_a_pause_can_be_ended_early_or_called_off():
    subscription, by = world.member()
    actions.pause(subscription, date(2027, 3, 5), by=by, because=WHY)
    actions.resume(subscription, by=by, because=WHY)
    assert mine(by).paused_from is None
    actions.pause(subscription, date(2027, 3, 5), by=by, because=WHY)
    world.night(date(2026, 12, 22))
    with on(date(2027, 1, 9)):
        actions.resume(subscription, by=by, because=WHY)
        assert world.check(subscription) == states.ACTIVE
    world.night(date(2027, 1, 10))
    assert dues_of(subscription)[-1].since == date(2027, 1, 9)


def test_another_plan_begins_when_the_time_paid_for_is_over():
    subscription, by = world.member()
    actions.change_plan(subscription, "register_yearly", by=by, because=WHY)
    shown = mine(by)
    assert (shown.plan.code, shown.next_plan and shown.next_plan.code, shown.next_pence) == (
        "monthly", "register_yearly", 1800,
    )  # fmt: skip
    world.night(date(2026, 12, 22))
    with on(date(2026, 12, 22)):
        world.pay(subscription)
        shown = mine(by)
        assert (shown.plan.code, shown.paid_until, shown.is_member) == ("register_yearly", date(2027, 12, 22), False)
        assert world.check(subscription) == states.ACTIVE


def test_a_plan_that_has_not_begun_is_changed_at_once():
    subscription, by = world.joined()
    actions.change_plan(subscription, "yearly", by=by, because=WHY)
    assert [one.pence for one in world.owed(subscription)] == [3600]
    world.pay(subscription)
    assert mine(by).paid_until == date(2027, 11, 22)


def test_a_waiver_begins_a_membership_and_is_not_for_ever():
    subscription, by = world.joined()
    request = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    world.nights(TODAY, date(2027, 1, 5), every=10)
    with on(date(2027, 1, 5)):
        assert world.check(subscription) == states.STARTING, "nothing ends while nobody has decided"
        actions.grant_waiver(request, 3, by=world.officer(), because=WORDS)
        assert world.check(subscription) == states.ACTIVE
        shown = mine(by)
        assert shown.waiver is not None
        assert (shown.waiver.since, shown.waiver.until, shown.open_pence) == (TODAY, date(2027, 2, 22), 0)
        assert ledger.balances()["waived"] == 300
    world.nights(date(2027, 2, 21), date(2027, 2, 22))
    with on(date(2027, 2, 22)):
        assert [one.due_on for one in world.owed(subscription)] == [date(2027, 2, 22)]


def test_what_is_open_of_a_longer_time_than_the_waiver_is_cancelled_and_billed_anew_after_it():
    subscription, by = world.joined("yearly")
    request = actions.ask_waiver(subscription, "I lost my job", by=by, because=WHY)
    actions.grant_waiver(request, 6, by=world.officer(), because=WHY)
    assert world.check(subscription) == states.ACTIVE
    world.night(date(2027, 5, 22))
    dues = dues_of(subscription)
    assert [(due.since, due.until) for due in dues] == [(date(2027, 5, 22), date(2028, 5, 22))]


def test_ending_tells_the_rooms_above_and_touches_no_entry():
    subscription, by = world.member()
    before = set(Entry.objects.filter(what__startswith="register.").values_list("pk", flat=True))
    actions.end_now(subscription, by=world.officer(), because=Because("fraud", "It was not their card."))
    assert world.check(subscription) == states.ENDED
    assert set(Entry.objects.filter(what__startswith="register.").values_list("pk", flat=True)) == before
    assert Entry.objects.filter(what="membership.ended", person_id=by.person_id).count() == 1


def test_a_way_to_pay_that_ends_is_asked_for_anew_once_a_day():
    subscription, _by = world.member()
    row = world.row(subscription)
    for _again in range(2):
        actions.method_ended(row.payer_id, by=CLOCK, because=WHY)
    assert wrote("method_ended") == 1
