"""Who has paid, as a renewal asks it: read from memberships in each of their states."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.membership import actions as membership
from careregister.membership.tests import world as members
from careregister.renewals import fees

pytestmark = pytest.mark.django_db
JOINED = date(2026, 11, 22)
PAID_UNTIL = date(2026, 12, 22)
BACK = date(2027, 3, 5)


def test_nobody_has_paid_who_is_no_member_or_left():
    with clock.at(members.moment(JOINED)):
        subscription, by = members.member()
        assert fees.fee_of(members.person_of(members.person())) == fees.MISSING
        membership.cancel(subscription, by=by, because=members.WHY)
    with clock.at(members.moment(PAID_UNTIL)):
        members.night(PAID_UNTIL)
        assert fees.fee_of(members.person_of(by)) == fees.MISSING
        assert not fees.paying([members.person_of(by)])


def test_a_first_payment_may_be_on_its_way_and_a_late_one_is_memberships_to_follow():
    with clock.at(members.moment(JOINED)):
        subscription, by = members.joined()
        assert fees.fee_of(members.person_of(by)) == fees.UNDER_WAY
        members.card(members.row(subscription).payer_id)
        members.pay(subscription)
        assert fees.fee_of(members.person_of(by)) == fees.PAID
    with clock.at(members.moment(PAID_UNTIL + timedelta(days=1))):
        members.night(PAID_UNTIL)
        members.fail(subscription)
        assert members.state(subscription) == "past_due"
        assert fees.fee_of(members.person_of(by)) == fees.PAID


def test_in_a_pause_the_fee_of_a_registration_that_falls_due_is_asked_for_and_nobody_lapses_over_it_unseen():
    with clock.at(members.moment(JOINED)):
        subscription, by = members.member()
        membership.pause(subscription, BACK, by=by, because=members.WHY)
        assert fees.fee_of(members.person_of(by)) == fees.PAID, "the pause begins when the time paid for is over"
    with clock.at(members.moment(PAID_UNTIL)):
        members.night(PAID_UNTIL)
        assert members.state(subscription) == "paused"
        assert fees.fee_of(members.person_of(by)) == fees.MISSING
        assert fees.paying([members.person_of(by)]) == {members.person_of(by)}
        membership.resume(subscription, by=by, because=members.WHY)
        members.card(members.row(subscription).payer_id)
        members.pay(subscription)
        assert fees.fee_of(members.person_of(by)) == fees.PAID
