"""Suspensions, conditions and warnings: how long they last, how they end, and what they forbid."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.base.refusals import Refused
from careregister.register import states
from careregister.register.actions import accept, decline, propose
from careregister.register.drafts import Authority, Details
from careregister.register.models import RestrictionSpan
from careregister.register.queries import queue
from careregister.register.queries.openings import open_actions
from careregister.register.tests import world

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def refused(reason: str, registrant, action: str, details=None, **how) -> None:
    before = world.counts()
    with pytest.raises(Refused) as refusal:
        world.do(registrant, action, details, **how)
    assert refusal.value.reason == reason
    assert world.counts() == before


@pytest.mark.parametrize("action", states.FORBIDDEN_WHILE_HELD)
@pytest.mark.parametrize("restricts", sorted(states.IMPOSES))
def test_the_restricted_neither_lapse_nor_leave(action, restricts):
    registrant, restriction = world.suspended(action=restricts)
    refused("restricted", registrant, action)
    world.do(registrant, "lift_restriction", Details(restriction=restriction))
    world.do(registrant, action)


@pytest.mark.parametrize(
    ("action", "longest"),
    [
        ("impose_interim_suspension", date(2027, 12, 10)),
        ("impose_interim_conditions", date(2027, 12, 10)),
        ("impose_suspension", date(2027, 6, 10)),
        ("impose_conditions", date(2029, 6, 10)),
        ("agree_conditions", date(2029, 6, 10)),
        ("agree_warning", date(2031, 6, 10)),
    ],
)
def test_no_restriction_lasts_longer_than_its_rule_nor_is_varied_to(action, longest):
    registrant = world.admitted()
    refused("longer_than_the_rule", registrant, action, world.details_for(action, until=longest + DAY))
    refused("longer_than_the_rule", registrant, action, world.details_for(action, until=date.max))
    act = world.do(registrant, action, world.details_for(action, until=longest))
    for varies in ("vary_restriction", "review_restriction"):
        refused("longer_than_the_rule", registrant, varies, Details(restriction=act.restriction, until=longest + DAY))
        refused("longer_than_the_rule", registrant, varies, Details(restriction=act.restriction, until=date.max))


@pytest.mark.parametrize("action", ["impose_interim_suspension", "impose_interim_conditions"])
def test_an_interim_order_is_reviewed_within_six_months(action):
    registrant = world.admitted()
    late = world.details_for(action, until=date(2027, 6, 10), review_by=date(2026, 12, 11))
    refused("review_later_than_the_rule", registrant, action, late)
    act = world.do(registrant, action, world.details_for(action, until=date(2027, 6, 10), review_by=date(2026, 12, 10)))
    later = Details(restriction=act.restriction, review_by=date(2026, 12, 11))
    refused("review_later_than_the_rule", registrant, "review_restriction", later)


def test_an_interim_order_whose_review_was_missed_ends_after_seven_days():
    registrant, _ = world.suspended(
        action="impose_interim_suspension", until=date(2027, 6, 10), review_by=date(2026, 8, 31)
    )
    last_instant = clock.end_of_day(date(2026, 9, 7))
    assert world.kinds_now(registrant, last_instant) == ["interim_suspension"]
    assert world.kinds_now(registrant, last_instant + clock.MICROSECOND) == []


def test_a_review_in_time_keeps_an_interim_order_in_force():
    registrant, order = world.suspended(
        action="impose_interim_suspension", until=date(2027, 6, 10), review_by=date(2026, 8, 31)
    )
    with clock.at(clock.start_of_day(date(2026, 8, 30))):
        world.do(registrant, "review_restriction", Details(restriction=order, review_by=date(2026, 11, 30)))
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 9, 8))) == ["interim_suspension"]
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 12, 7))) == ["interim_suspension"]
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 12, 8))) == []


def test_a_review_too_late_finds_nothing_in_force():
    registrant, order = world.suspended(
        action="impose_interim_suspension", until=date(2027, 6, 10), review_by=date(2026, 8, 31)
    )
    with clock.at(clock.start_of_day(date(2026, 9, 8))):
        details = Details(restriction=order, review_by=date(2026, 11, 30))
        refused("restriction_not_in_force", registrant, "review_restriction", details)


def test_a_restriction_holds_to_the_last_instant_of_its_last_day_in_london():
    registrant, _ = world.suspended(until=date(2026, 10, 25))  # the day the clocks go back
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 10, 25))) == ["suspension"]
    assert world.kinds_now(registrant, clock.start_of_day(date(2026, 10, 26))) == []


def test_a_restriction_cannot_end_before_it_starts():
    registrant = world.admitted()
    refused("restriction_ends_before_it_starts", registrant, "impose_suspension", Details(until=date(2026, 6, 9)))


def test_restrictions_may_overlap_and_each_ends_by_itself():
    registrant, _ = world.suspended(until=date(2026, 7, 31))
    world.suspended(registrant, "impose_conditions", until=date(2026, 9, 30))
    world.suspended(registrant, "agree_warning", until=date(2026, 8, 31))
    assert world.kinds_now(registrant, clock.end_of_day(world.TODAY)) == ["conditions", "suspension", "warning"]
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 9, 1))) == ["conditions"]


def test_the_suspended_still_renew_pause_and_resume():
    registrant, _ = world.suspended(until=date(2027, 1, 31))
    for action in ("renew", "pause", "resume"):
        world.do(registrant, action)
    assert world.kinds_now(registrant, clock.end_of_day(date(2027, 1, 31))) == ["suspension"]


@pytest.mark.parametrize("action", ["record_death", "remove_by_decision", "withdraw_as_our_error", "remove_as_deceit"])
def test_leaving_the_register_for_good_ends_every_restriction(action):
    registrant, _ = world.suspended()
    world.suspended(registrant, "agree_warning")
    act = world.do(registrant, action)
    assert world.kinds_now(registrant, act.effective_from - clock.MICROSECOND) == ["suspension", "warning"]
    assert world.kinds_now(registrant, act.effective_from) == []
    assert RestrictionSpan.objects.filter(registrant=registrant, known__upper_inf=True).count() == 2


def test_a_death_dated_before_a_restriction_makes_the_record_contradict_itself():
    with clock.at(world.NOON - 30 * DAY):
        registrant = world.admitted()
    with clock.at(world.NOON - 5 * DAY):
        world.suspended(registrant)
    details = Details(effective_from=world.NOON - 10 * DAY, evidence="Certificate")
    refused("not_restrictable", registrant, "record_death", details, by=world.staff("head_of_registration"))


def test_a_restriction_cannot_be_moved_to_another_person():
    _, order = world.suspended()
    another = world.admitted()
    for action in ("vary_restriction", "review_restriction", "lift_restriction"):
        refused("restriction_not_in_force", another, action, Details(restriction=order))


def test_nobody_removed_by_a_panel_is_restored_before_the_period_of_the_rule():
    with clock.at(clock.start_of_day(date(2021, 6, 11))):
        early = world.in_standing("removed_by_decision")
    with clock.at(clock.start_of_day(date(2021, 6, 10))):
        due = world.in_standing("removed_by_decision")
    refused("too_early_to_restore", early, "restore_after_removal")
    world.do(due, "restore_after_removal")
    assert world.base_now(due, clock.end_of_day(world.TODAY)) == "registered"
    ahead = clock.start_of_day(date(2026, 6, 11))
    world.do(early, "restore_after_removal", world.details_for("restore_after_removal", effective_from=ahead))


def test_a_second_removal_does_not_make_the_first_restoration_too_early():
    with clock.at(clock.start_of_day(date(2020, 1, 2))):
        registrant = world.in_standing("removed_by_decision")
    with clock.at(clock.start_of_day(date(2025, 3, 3))):
        restored = world.do(registrant, "restore_after_removal", Details(until=date(2026, 3, 2)))
    with clock.at(clock.start_of_day(date(2026, 3, 3))):
        world.do(registrant, "remove_by_decision")
    act = world.correct(restored, Details(until=date(2026, 1, 1), evidence="Decision of 3 March 2025"))
    assert (act.action, act.until) == ("restore_after_removal", date(2026, 1, 1))


def test_removed_and_restored_at_one_instant_is_too_early():
    registrant = world.admitted()
    moment = clock.start_of_day(date(2026, 7, 1))
    world.do(registrant, "remove_by_decision", Details(effective_from=moment))
    details = world.details_for("restore_after_removal", effective_from=moment)
    refused("too_early_to_restore", registrant, "restore_after_removal", details)


def test_a_removal_brought_from_elsewhere_is_restored_as_it_was_there():
    registrant = world.in_standing("removed_by_decision")
    world.do(
        registrant,
        "restore_after_removal",
        by=world.IMPORTER,
        authority=Authority("transfer"),
        proposed_by=None,
    )


OF_A_PANEL = ["impose_interim_suspension", "impose_interim_conditions", "impose_suspension", "impose_conditions"]
LATER = ["vary_restriction", "review_restriction", "lift_restriction"]


@pytest.mark.parametrize("imposes", OF_A_PANEL)
@pytest.mark.parametrize("action", LATER)
def test_what_a_panel_imposed_is_not_for_examiners(imposes, action):
    registrant, order = world.suspended(action=imposes)
    details = world.details_for(action, order)
    examiner, manager, panel = (world.staff(role) for role in ("case_examiner", "case_manager", "panel_member"))
    other = world.staff("case_examiner")
    refused("wrong_role", registrant, action, details, by=examiner)
    refused("wrong_role", registrant, action, details, by=examiner, proposed_by=other)
    refused("second_person_wrong_role", registrant, action, details, by=panel, proposed_by=examiner)
    case = Authority("case")
    with pytest.raises(Refused, match="wrong_role"):
        propose(registrant, action, details, by=examiner, because=world.BECAUSE, authority=case)
    proposal = propose(registrant, action, details, by=manager, because=world.BECAUSE, authority=case)
    for call in (accept, decline):
        with pytest.raises(Refused, match="wrong_role"):
            call(proposal, by=examiner, because=world.BECAUSE)
    assert (queue.waiting_for(by=examiner), queue.counts(by=examiner).for_you) == ((), 0)
    assert queue.proposal_shown(proposal, by=examiner).why_not == "wrong_role"
    assert [one.action for one in queue.waiting_for(by=panel)] == [action]
    assert accept(proposal, by=panel, because=world.BECAUSE).restriction == order


@pytest.mark.parametrize("agrees", ["agree_conditions", "agree_warning"])
@pytest.mark.parametrize("action", LATER)
@pytest.mark.parametrize("decides", ["case_examiner", "panel_member"])
def test_what_examiners_agreed_is_for_either(agrees, action, decides):
    registrant, order = world.suspended(action=agrees)
    proposal = propose(
        registrant,
        action,
        world.details_for(action, order),
        by=world.staff("case_examiner"),
        because=world.BECAUSE,
        authority=Authority("case"),
    )
    by = world.staff(decides)
    (row,) = queue.waiting_for(by=by)
    assert (row.turn, len(row.waits_for)) == ("yours", 2)
    assert accept(proposal, by=by, because=world.BECAUSE).decided_role == decides


def test_a_panels_order_stays_a_panels_when_its_imposing_was_corrected():
    registrant, order = world.suspended()
    world.correct(registrant.acts.get(restriction=order), Details(until=date(2026, 8, 1), evidence="The decision"))
    details = world.details_for("lift_restriction", order)
    refused("wrong_role", registrant, "lift_restriction", details, by=world.staff("case_examiner"))


def test_only_the_steps_on_their_own_restrictions_are_offered_to_examiners():
    registrant, order = world.suspended()
    _, agreed = world.suspended(registrant, "agree_warning")

    def offered(role: str) -> dict:
        with clock.at(world.NOON + DAY):
            found = [one for one in open_actions(registrant, by=world.staff(role)) if one.restriction]
        return {which: sorted(one.action for one in found if one.restriction == which) for which in (order, agreed)}

    assert offered("case_examiner") == {order: [], agreed: sorted(LATER)}
    assert offered("case_manager") == {order: sorted(LATER), agreed: sorted(LATER)}
