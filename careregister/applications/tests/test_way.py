"""What the applicant sees of the way: nothing that has not been is said to have been, and whose turn it is."""

from datetime import timedelta

import pytest

from careregister.applications import actions, jobs, states
from careregister.applications.queries.way import NOW, TO_COME, WAS
from careregister.applications.tests import world
from careregister.base import clock
from careregister.letters.models import Letter

pytestmark = pytest.mark.django_db


def way_of(by):
    return [(str(step.what), step.at) for step in world.mine(by).way]


def notice(**changed):
    application_id, by = world.in_review(**changed)
    registrar = world.ready(application_id)
    actions.give_notice(application_id, [world.REASON], by=registrar, because=world.BECAUSE)
    return application_id, by


def test_there_is_no_way_before_sending_and_none_that_goes_on_after_withdrawing():
    application_id, by = world.draft()
    assert way_of(by) == []
    actions.send(application_id, by=by, because=world.BECAUSE)
    actions.withdraw(application_id, by=by, because=world.BECAUSE)
    assert way_of(by) == []


def test_whoever_is_to_be_heard_reads_that_it_is_their_turn_and_until_when():
    _id, by = notice()
    assert way_of(by)[-2:] == [("You tell us your side", NOW), ("Decided", TO_COME)]
    assert world.mine(by).way[-2].until == world.mine(by).question.answer_by


def test_whoever_did_not_reply_reads_so_and_that_we_go_on():
    _id, by = notice()
    with clock.at(clock.now() + timedelta(days=15)):
        jobs.end_waiting()
        assert way_of(by)[-3:] == [
            ("We waited for your side, and heard nothing", WAS),
            ("We look at everything again", NOW),
            ("Decided", TO_COME),
        ]


def test_an_appeal_that_waits_is_not_said_to_be_finished():
    _id, by = world.appealed()
    assert way_of(by)[-3:] == [
        ("You appealed", WAS),
        ("Two others look at everything again", NOW),
        ("Your appeal is decided", TO_COME),
    ]


def test_each_end_of_an_appeal_is_told_with_both_days():
    _id, by = world.dismissed()
    assert {at for _what, at in way_of(by)} == {WAS}
    assert way_of(by)[-1][0] == "Your appeal is decided"
    days = [step.on for step in world.mine(by).way if step.on]
    assert days == sorted(days)
    _other, again = world.appeal_withdrawn()
    assert way_of(again)[-1] == ("You withdrew the appeal", WAS)


def test_a_reminder_of_a_notice_says_that_we_may_refuse_and_is_closed():
    _id, _by = notice()
    with clock.at(clock.now() + timedelta(days=8)):
        jobs.end_waiting()
        jobs.end_waiting()
    kinds = list(Letter.objects.filter(kind__endswith="_reminder").values_list("kind", flat=True))
    assert kinds == ["applications.notice_reminder"]
    assert world.state_of(_id) == states.BEING_HEARD
