"""What the clock does, and that it does it once."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest

from careregister.applications import actions, jobs, queries, states
from careregister.applications.models import Application, InformationRequest
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.letters.models import Letter
from careregister.people import actions as people
from careregister.people import queries as persons
from careregister.people.models import Account, RoleGrant
from careregister.people.seeds import demo_accounts, demo_staff

pytestmark = pytest.mark.django_db


@contextmanager
def after(days: float):
    with clock.at(world.NOON + timedelta(days=days)):
        yield


def letters(kind: str) -> int:
    return Letter.objects.filter(kind=f"applications.{kind}").count()


def test_a_draft_is_reminded_of_and_then_discarded():
    with after(0):
        application_id, by = world.draft()
    with after(140):
        assert jobs.tend_drafts() == 0
        assert letters("draft_reminder") == 0
    with after(154):
        jobs.tend_drafts()
        jobs.tend_drafts()
        assert letters("draft_reminder") == 1
        assert world.mine(by).state == states.DRAFT
    with after(184):
        assert jobs.tend_drafts() == 1
        assert jobs.tend_drafts() == 0
        assert world.state_of(application_id) == states.DISCARDED
        assert not Application.objects.get(pk=application_id).sections.exists()
        assert world.mine(by) is None


def test_a_draft_that_was_touched_after_the_reminder_lives_on():
    with after(0):
        application_id, by = world.draft()
    with after(160):
        jobs.tend_drafts()
        actions.save(application_id, "paying", {"how": "monthly"}, seen=1, by=by)
    with after(190):
        assert jobs.tend_drafts() == 0


def test_a_question_is_reminded_of_once_and_then_we_go_on():
    with after(0):
        application_id, _by = world.in_state(states.INFORMATION_REQUESTED)
    with after(22):
        assert jobs.end_waiting() == 0
        jobs.end_waiting()
        assert letters("question_reminder") == 1
    with after(28):
        assert jobs.end_waiting() == 0
    with after(29):
        assert jobs.end_waiting() == 1
        assert jobs.end_waiting() == 0
        assert world.state_of(application_id) == states.IN_REVIEW


def test_a_hearing_ends_with_its_days_and_not_before():
    with after(0):
        application_id, _by = world.in_state(states.BEING_HEARD)
    with after(14):
        assert jobs.end_waiting() == 0
    with after(15):
        assert jobs.end_waiting() == 1
        assert world.state_of(application_id) == states.IN_REVIEW


def test_whoever_asked_for_more_time_has_twice_as_much():
    with after(0):
        application_id, by = world.in_review()
        people.ask_adjustments(by.person_id, ["more_time"], by=by, because=BECAUSE)
        actions.ask(application_id, by=world.ready(application_id), because=BECAUSE)
    request = InformationRequest.objects.get(application=application_id)
    assert request.answer_by == world.TODAY + timedelta(days=56)


def test_a_link_answers_once():
    with after(0):
        application_id, _by = world.in_state(states.INFORMATION_REQUESTED)
        body = Letter.objects.get(kind="applications.question").words.opened("body")
        token = body.split("/answer/")[1].split("/")[0]
        holder = Actor(kind=Kind.LINK)
        assert world.asked(token) == BECAUSE.words
        assert queries.reading_for_answer("another") is None
        with pytest.raises(NotAllowed, match="link_used"):
            actions.answer_by_link("another", "Yes.", by=holder, because=BECAUSE)
        actions.answer_by_link(token, "Yes.", by=holder, because=BECAUSE)
        with pytest.raises(NotAllowed, match="link_used"):
            actions.answer_by_link(token, "No.", by=holder, because=BECAUSE)
        assert queries.reading_for_answer(token) is None
        assert InformationRequest.objects.get(application=application_id).answer == "Yes."
        assert world.state_of(application_id) == states.IN_REVIEW


def test_what_nobody_took_up_goes_to_the_registrar_with_the_fewest():
    demo_staff()
    with after(0):
        ids = [world.sent()[0] for _ in range(7)]
    with after(2):
        assert jobs.find_owners() == 0
    with after(5):  # a Monday: three working days
        assert jobs.find_owners() == 7
        assert jobs.find_owners() == 0
    owners: list = list(Application.objects.filter(pk__in=ids).values_list("owner_account", flat=True))
    assert len(set(owners)) == 6  # three registrars and three heads
    assert Account.objects.filter(pk__in=owners, role_grants__role__in=states.REGISTRARS).distinct().count() == 6
    assert uuid4() not in owners


def owned_by(account):
    """An application that this member of staff took up."""
    with after(0):
        application_id, _by = world.sent()
        actor = persons.actor_for(account)
        actions.declare_interest(application_id, conflict=False, by=actor, because=world.BECAUSE)
        actions.take_up(application_id, by=actor, because=world.BECAUSE)
    return Application.objects.get(pk=application_id)


def test_a_file_whose_owner_works_on_it_stays_with_them():
    demo_staff()
    application = owned_by(staff_of("registrar"))
    with after(30):
        assert jobs.find_owners() == 0
    application.refresh_from_db()
    assert application.owner_account == staff_of("registrar").pk


@pytest.mark.parametrize("what", ["left", "lost_the_role", "knows_them"])
def test_a_file_whose_owner_works_on_it_no_more_goes_to_another_the_next_night(what):
    demo_staff()
    owner = staff_of("registrar")
    application = owned_by(owner)
    with after(0.2):
        if what == "left":
            Account.objects.filter(pk=owner.pk).update(is_active=False)
        elif what == "lost_the_role":
            RoleGrant.objects.filter(account=owner).update(role="case_officer")
        else:
            actor = persons.actor_for(owner)
            actions.declare_interest(application.pk, conflict=True, by=actor, because=world.BECAUSE)
    with after(1):
        assert jobs.find_owners() == 1
        assert jobs.find_owners() == 0
    application.refresh_from_db()
    assert application.owner_account not in (None, owner.pk)


def staff_of(role):
    return Account.objects.get(pk=next(row.account_id for row in demo_accounts() if row.role == role))


def test_an_application_without_anybody_to_give_it_to_is_logged(caplog):
    with after(0):
        world.sent()
    with after(9):
        assert jobs.find_owners() == 0
    assert "has no owner" in caplog.text
