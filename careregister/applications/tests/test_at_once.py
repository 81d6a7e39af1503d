"""Several at once, each on a connection of their own: one wins, and the other is told."""

from careregister.applications import actions, states
from careregister.applications.models import Application, Decision, Passage
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE
from careregister.register.models import Registrant
from tests.harness.at_once import at_once

ROUNDS = 4


def test_of_two_who_decide_on_the_same_page_one_wins(own_database):
    for _ in range(ROUNDS):
        application_id, by = world.in_review()
        world.pass_checks(application_id)
        first, second = world.ready(application_id), world.ready(application_id)
        seen = Application.objects.get(pk=application_id).steps_taken
        said = at_once(
            lambda: actions.admit(application_id, by=first, because=BECAUSE, seen=seen),  # noqa: B023
            lambda: actions.ask(application_id, by=second, because=BECAUSE, seen=seen),  # noqa: B023
        )
        assert said == ["changed_meanwhile", "done"]
        state = world.state_of(application_id)
        admitted = Registrant.objects.filter(person=by.person_id).count()
        assert (state, admitted) in {(states.ADMITTED, 1), (states.INFORMATION_REQUESTED, 0)}
        assert Decision.objects.filter(application=application_id).count() == admitted


def test_of_two_who_admit_unseen_one_does(own_database):
    for _ in range(ROUNDS):
        application_id, by = world.in_review()
        world.pass_checks(application_id)
        staff = [world.ready(application_id) for _ in range(3)]
        said = at_once(*(lambda one=one: actions.admit(application_id, by=one, because=BECAUSE) for one in staff))  # noqa: B023
        assert said == ["done", "not_lawful_now", "not_lawful_now"]
        assert Registrant.objects.filter(person=by.person_id).count() == 1


def test_sent_twice_at_once_it_is_sent_once(own_database):
    application_id, by = world.draft()
    send = lambda: actions.send(application_id, by=by, because=BECAUSE)  # noqa: E731
    assert at_once(send, send) == ["done", "not_lawful_now"]
    assert Passage.objects.filter(application=application_id, state=states.SUBMITTED).count() == 1


def test_of_two_tabs_saved_at_once_one_is_told(own_database):
    by = world.an_applicant()
    application_id = actions.begin(by.person_id, by=by, because=BECAUSE)
    save = [
        lambda how=how: actions.save(application_id, "paying", {"how": how}, seen=0, by=by)
        for how in ("yearly", "monthly", "employer")
    ]
    assert at_once(*save) == ["changed_meanwhile", "changed_meanwhile", "done"]
    other = world.an_applicant()
    begin = lambda: actions.begin(other.person_id, by=other, because=BECAUSE)  # noqa: E731
    assert at_once(begin, begin) == ["application_open", "done"]
