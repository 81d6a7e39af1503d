"""Nobody lapses by accident: every rung in their hands, the grace over, nothing in the way, and a human who said yes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.letters.models import Letter
from careregister.register import actions as register
from careregister.register.models import Act, StandingSpan
from careregister.register.tests import world as registers
from careregister.renewals import actions, fees, jobs, lapsing, reached
from careregister.renewals.models import Notice, Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, UNTIL, WHY

pytestmark = pytest.mark.django_db
OVER = UNTIL + timedelta(days=31)


def climbed(fails: Any = lambda letter: False, **said: Any) -> Renewal:
    """A renewal that nobody touched until its grace was over."""
    with world.on(OPENS):
        renewal = world.opened(**said)
        world.climb(renewal, OVER, fails)
    return renewal


def base_of(renewal: Renewal) -> str:
    now = {"known__upper_inf": True, "valid__contains": clock.now()}
    return StandingSpan.objects.get(registrant=renewal.registrant_id, **now).base


def refused(renewal: Renewal, reason: str) -> None:
    assert renewal.pk not in reached.ready(clock.today())
    assert reason in lapsing.why_not(renewal)
    with pytest.raises(NotAllowed):
        actions.look(renewal.pk, "lapse", by=world.staff(), because=WHY)
    with pytest.raises(NotAllowed):
        actions.lapse(renewal.pk, by=CLOCK, because=WHY)
    assert base_of(renewal) == "registered"


def test_the_clock_alone_lapses_nobody():
    renewal = climbed()
    with world.on(OVER + timedelta(days=100)):
        assert reached.ready(clock.today()) == [renewal.pk]
        assert jobs.daily()["lapsed"] == 0
        with pytest.raises(NotAllowed, match="lapse_not_looked"):
            actions.lapse(renewal.pk, by=CLOCK, because=WHY)
        assert base_of(renewal) == "registered"


def test_a_registrar_alone_lapses_nobody():
    renewal = climbed()
    with world.on(OVER, 12):
        registrar = world.staff()
        actions.look(renewal.pk, "lapse", by=registrar, because=WHY)
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.lapse(renewal.pk, by=registrar, because=WHY)
        assert base_of(renewal) == "registered"


def test_nobody_looks_at_their_own():
    renewal = climbed()
    with world.on(OVER, 12):
        own = replace(world.staff(), person_id=renewal.person_id)
        with pytest.raises(NotAllowed, match="own_record"):
            actions.look(renewal.pk, "lapse", by=own, because=WHY)


@pytest.mark.parametrize("role", ["auditor", "membership_officer", "checks_officer", "case_officer", "administrator"])
def test_only_a_registrar_looks(role):
    renewal = climbed()
    with world.on(OVER, 12), pytest.raises(NotAllowed, match="wrong_role"):
        actions.look(renewal.pk, "lapse", by=world.staff(role), because=WHY)


def test_after_the_look_the_clock_acts_with_both_on_the_act():
    renewal = climbed()
    registrar = world.staff()
    with world.on(OVER, 12):
        actions.look(renewal.pk, "lapse", by=registrar, because=WHY)
    with world.on(OVER + timedelta(days=1)):
        assert jobs.daily()["lapsed"] == 1
        assert base_of(renewal) == "lapsed"
    act = Act.objects.get(action="lapse")
    assert (act.decided_kind, act.proposed_person, act.authority, act.authority_ref) == (
        "clock",
        registrar.person_id,
        "ladder",
        renewal.pk,
    )
    renewal.refresh_from_db()
    assert (renewal.state, renewal.act) == ("lapsed", act.pk)
    assert Letter.objects.filter(kind="renewals.lapsed", person=renewal.person_id).count() == 1


def test_whoever_sends_after_the_look_does_not_lapse(monkeypatch):
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
    renewal = climbed()
    with world.on(OVER, 12):
        actions.look(renewal.pk, "lapse", by=world.staff(), because=WHY)
        world.fill(renewal)
        actions.send(renewal.pk, by=world.themselves(renewal), because=WHY)
    with world.on(OVER + timedelta(days=1)):
        assert jobs.daily()["lapsed"] == 0
        assert base_of(renewal) == "registered"


def test_a_look_is_looked_at_anew_after_two_weeks():
    renewal = climbed()
    with world.on(OVER, 12):
        actions.look(renewal.pk, "lapse", by=world.staff(), because=WHY)
    with world.on(OVER + timedelta(days=16)):
        assert jobs.lapse_due() == 0
        assert lapsing.not_looked(renewal) == (lapsing.NOT_LOOKED,)


def test_who_paid_never_lapses_by_a_look_that_did_not_know_it(monkeypatch):
    renewal = climbed()
    with world.on(OVER, 12):
        actions.look(renewal.pk, "lapse", by=world.staff(), because=WHY)
    monkeypatch.setattr(fees, "paying", lambda people: set(people))
    with world.on(OVER + timedelta(days=1)):
        assert jobs.lapse_due() == 0
        with pytest.raises(NotAllowed, match="lapse_paid"):
            actions.lapse(renewal.pk, by=CLOCK, because=WHY)
    with world.on(OVER + timedelta(days=1), 12):
        with pytest.raises(NotAllowed, match="words_missing"):
            actions.look(renewal.pk, "lapse", by=world.staff(), because=Because("looked"))


def test_not_before_the_grace_is_over():
    with world.on(OPENS):
        renewal = world.opened()
        world.climb(renewal, UNTIL + timedelta(days=30))
    with world.on(UNTIL + timedelta(days=30), 23):
        refused(renewal, "lapse_too_early")


def test_not_where_a_rung_did_not_go():
    renewal = climbed()
    with world.on(OVER):
        # As if one night's letters had never been written: the table is only added to, so a ladder with one more rung.
        Renewal.objects.filter(pk=renewal.pk).update(round=1)
        renewal.refresh_from_db()
        refused(renewal, "lapse_rung_missing")


def test_not_where_everything_came_back():
    renewal = climbed(fails=lambda letter: True)
    with world.on(OVER):
        refused(renewal, "lapse_not_reached")
        assert [one.renewal_id for one in reached.to_chase()] == [renewal.pk]


def test_where_the_mail_came_back_a_text_is_sent_and_counts():
    renewal = climbed(fails=lambda letter: letter.channel == "email")
    first = Notice.objects.filter(renewal=renewal, rung="60").order_by("written_at")
    assert [(row.way, row.chase) for row in first] == [("email", False), ("text", True)]
    with world.on(OVER):
        assert lapsing.why_not(renewal) == ()


def test_nobody_lapses_who_was_reached_for_the_first_time_a_few_days_ago():
    renewal = climbed(fails=lambda letter: True)
    with world.on(OVER, 12):
        actions.chase_by_hand(renewal.pk, "post", by=world.staff("membership_officer"), because=WHY)
        assert "lapse_not_reached" in lapsing.why_not(renewal)
    with world.on(OVER + timedelta(days=6)):
        refused(renewal, "lapse_reached_late")
    with world.on(OVER + timedelta(days=31), 13):
        assert lapsing.why_not(renewal) == ()
        assert reached.ready(clock.today()) == [renewal.pk]


def test_not_while_a_letter_is_younger_than_the_days_in_which_it_may_come_back():
    with world.on(OPENS):
        renewal = world.opened()
        world.climb(renewal, UNTIL + timedelta(days=24))
    with world.on(UNTIL + timedelta(days=27)):
        jobs.daily()
    with world.on(UNTIL + timedelta(days=27), 11):
        world.hand_over()
    with world.on(OVER):
        refused(renewal, "lapse_not_reached")
    with world.on(OVER + timedelta(days=3)):
        assert lapsing.why_not(renewal) == ()


def test_not_while_a_hold_lasts():
    renewal = climbed()
    with world.on(OVER):
        hold = register.place_hold(renewal.registrant, by=world.staff("case_officer"), because=Because("concern_open"))
        refused(renewal, "held")
        register.release_hold(hold, by=world.staff("case_officer"), because=Because("concern_closed"))
        assert lapsing.why_not(renewal) == ()


def test_not_while_a_restriction_is_in_force():
    renewal = climbed()
    with world.on(OVER):
        registers.suspended(renewal.registrant, on=clock.today())
        refused(renewal, "restricted")


def test_not_while_more_time_was_asked_for():
    renewal = climbed()
    with world.on(OVER):
        by = world.themselves(renewal)
        actions.ask_deferral(renewal.pk, "illness", OVER + timedelta(days=60), by=by, because=WHY)
        refused(renewal, "lapse_deferral_asked")


def test_more_time_begins_the_ladder_anew_and_nobody_lapses_meanwhile():
    renewal = climbed()
    end = OVER + timedelta(days=60)
    with world.on(OVER, 12):
        actions.look(renewal.pk, "lapse", by=world.staff(), because=WHY)
        actions.ask_deferral(renewal.pk, "illness", end, by=world.themselves(renewal), because=WHY)
        actions.agree_deferral(renewal.pk, end, by=world.staff(), because=Because("agreed"))
    with world.on(OVER + timedelta(days=1)):
        assert jobs.lapse_due() == 0
        world.climb(renewal, end)
        assert renewal.state == "deferred"
        assert world.ladder_of(renewal)[-1][0] == "grace_end"
    with world.on(end + timedelta(days=1)):
        jobs.daily()
    renewal.refresh_from_db()
    assert (renewal.state, renewal.round, renewal.day) == ("open", 1, end + timedelta(days=61))
    assert world.ladder_of(renewal) == [("60", "email")]


def test_a_registrar_may_wait_and_says_why():
    renewal = climbed()
    with world.on(OVER, 12):
        how: dict[str, Any] = {"by": world.staff(), "wait_until": OVER + timedelta(days=10)}
        with pytest.raises(NotAllowed, match="words_missing"):
            actions.look(renewal.pk, "wait", because=Because("looked"), **how)
        actions.look(renewal.pk, "wait", because=WHY, **how)
    with world.on(OVER + timedelta(days=20)):
        assert jobs.lapse_due() == 0


def test_who_left_or_was_renewed_by_hand_is_closed_and_gets_no_letter():
    with world.on(OPENS):
        left, renewed = world.opened(), world.opened()
        registers.do(left.registrant, "remove_at_own_request")
        registers.do(renewed.registrant, "renew", registers.details_for("renew", until=date(2028, 3, 4)))
        assert jobs.daily() == {**jobs.daily(), "closed": 2, "reminded": 0}
    assert set(Renewal.objects.values_list("state", flat=True)) == {"closed"}
