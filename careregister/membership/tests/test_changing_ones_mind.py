"""Fourteen days to change one's mind, and what goes back then."""

from datetime import date

import pytest

from careregister.letters.models import Letter
from careregister.membership import actions, queries, states
from careregister.payments import actions as payments
from careregister.payments.models import Attempt
from careregister.people.tests import world as people

from . import world
from .world import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
WHY = world.WHY


def mine(by) -> queries.Mine:
    found = queries.mine(world.person_of(by))
    assert found is not None
    return found


def test_who_changes_their_mind_in_time_gets_everything_back():
    subscription, by = world.member("yearly")
    with on(date(2026, 12, 6)):
        actions.change_mind(subscription, by=by, because=WHY)
        assert world.check(subscription) == states.ENDED
        finance = people.actor("finance_officer")
        assert [(one.pence, one.person_id) for one in queries.to_refund(finance)] == [(3600, by.person_id)]


def test_who_pays_for_the_register_alone_is_not_called_a_member():
    world.member("register_yearly")
    letter = Letter.objects.select_related("words").get(kind="membership.welcome_register")
    assert "You have paid for the" in letter.words.opened("subject")
    assert "£18" in letter.words.opened("body")
    assert not Letter.objects.filter(kind="membership.welcome")


def test_the_days_to_change_ones_mind_are_counted_from_the_first_payment_where_that_came_later():
    subscription, by = world.joined()
    attempt = world.tried(subscription)
    assert attempt is not None
    world.nights(date(2026, 11, 23), date(2026, 12, 1))
    with on(date(2026, 12, 1)):
        world.receive(attempt)
        assert mine(by).cooling_off_until == date(2026, 12, 15)
        letter = Letter.objects.select_related("words").get(kind="membership.welcome")
        assert "Until 15 December 2026 you can cancel" in letter.words.opened("body")
    with on(date(2026, 12, 16)):
        assert "change_mind" not in mine(by).can
    with on(date(2026, 12, 15)):
        actions.change_mind(subscription, by=by, because=WHY)
        assert [one.pence for one in queries.to_refund(people.actor("finance_officer"))] == [300]


def test_who_never_paid_may_say_no_at_any_time():
    subscription, by = world.joined()
    with on(date(2026, 12, 10)):
        assert world.check(subscription) == states.STARTING
        actions.change_mind(subscription, by=by, because=WHY)
        assert world.check(subscription) == states.ENDED
        assert queries.to_refund(people.actor("finance_officer")) == ()


def test_what_was_given_back_in_part_is_given_back_in_the_rest_and_an_employers_payment_to_nobody():
    subscription, by = world.member("yearly")
    finance = people.actor("finance_officer")
    payments.ask_refund(Attempt.objects.get().pk, 600, by=finance, because=world.WORDS)
    actions.change_mind(subscription, by=by, because=WHY)
    assert [one.pence for one in queries.to_refund(finance)] == [3000]
    employer, owner = world.employer()
    worker, theirs = world.covered(employer, owner)
    actions.bill_employer(employer, by=owner, because=WHY)
    world.pay(worker)
    actions.end_cover(worker, by=owner, because=WHY)
    actions.change_mind(worker, by=theirs, because=WHY)
    assert [one.person_id for one in queries.to_refund(finance)] == [by.person_id]


def test_after_a_yearly_renewal_there_are_fourteen_days_again():
    subscription, by = world.member("yearly")
    world.nights(date(2027, 11, 21), date(2027, 11, 22))
    with on(date(2027, 12, 6)):
        world.pay(subscription)
        assert "change_mind" in mine(by).can
    with on(date(2027, 12, 7)):
        assert "change_mind" not in mine(by).can
