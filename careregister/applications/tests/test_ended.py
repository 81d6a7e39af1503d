"""When an application ends, whoever was asked is left in peace, and the clock writes to nobody about it any more."""

from collections import Counter
from datetime import timedelta

import pytest

from careregister.applications import actions, policy, states
from careregister.applications import jobs as clock_of_applications
from careregister.applications.models import Application, Match
from careregister.applications.tests import world
from careregister.applications.tests.world import BECAUSE, REASON
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks import jobs
from careregister.checks.models import Ask, Check
from careregister.checks.tests import asking
from careregister.history.models import Entry
from careregister.letters.models import Letter

pytestmark = pytest.mark.django_db

ENDS = (
    states.REFUSED, states.APPEAL_DISMISSED, states.APPEAL_WITHDRAWN, states.WITHDRAWN, states.ADMITTED, states.LED_BACK,
)  # fmt: skip


def ended(state):
    if state != states.LED_BACK:
        return world.in_state(state)
    application_id, by = world.in_review()
    registrar, earlier = world.ready(application_id), world.an_applicant()
    match = Match.objects.create(
        application_id=application_id, other_id=earlier.person_id, weight=12.0, probability=0.99, reasons=[],
        model_edition="test", found_at=clock.now(),
    )  # fmt: skip
    actions.say_same(application_id, match.pk, by=registrar, because=BECAUSE)
    actions.lead_back(application_id, by=registrar, because=BECAUSE)
    return application_id, by


@pytest.mark.parametrize("state", ENDS)
def test_nobody_is_asked_reminded_or_reported_silent_after_the_end(state):
    with clock.at(world.NOON):
        application_id, _by = ended(state)
        assert world.state_of(application_id) == state
        asked = list(Ask.objects.filter(cause_id=application_id))
        assert {one.state for one in asked} == {"withdrawn"}
        for one in asked:
            kinds = [letter.kind for letter in asking.letters(one.pk)]
            assert kinds.count("checks.ask_not_needed") == 1
        written = Letter.objects.count()
    for days in range(1, 420, 14):
        with clock.at(world.NOON + timedelta(days=days)):
            assert jobs.remind_asks() == jobs.expire_asks() == clock_of_applications.end_waiting() == 0
            clock_of_applications.tend_drafts()
            clock_of_applications.find_owners()
            jobs.expire_due()
    more = Letter.objects.order_by("written_at", "id")[written:]
    assert Counter(letter.kind for letter in more) == Counter()


def test_why_somebody_was_refused_is_not_in_the_story_of_who_was_asked():
    application_id, _by = world.refused()
    asked = {one.pk for one in Ask.objects.filter(cause_id=application_id)}
    told = Entry.objects.filter(what="checks.ask_withdrawn", subject_id__in=asked)
    assert {(one.because, hasattr(one, "words")) for one in told} == {("application_ended", False)}


def test_a_refusal_leaves_the_checks_to_be_looked_at_on_appeal_and_the_last_word_closes_them():
    application_id, by = world.refused()
    assert {one.state for one in Check.objects.filter(application_id=application_id)} == {"open"}
    actions.appeal(application_id, "Please look again.", by=by, because=BECAUSE)
    third, grace = world.ready(application_id), Ask.objects.filter(cause_id=application_id, kind="reference")[0]
    said = grace.opened()
    again = checks.ask_somebody_else(grace.pk, name=said["name"], email=said["email"], by=third, because=BECAUSE)
    assert [letter.kind for letter in asking.letters(again)] == ["checks.reference_asked"]
    with pytest.raises(NotAllowed, match="ask_replaced"):
        checks.ask_somebody_else(grace.pk, name=said["name"], email=said["email"], by=third, because=BECAUSE)
    actions.recommend_on_appeal(application_id, states.DISMISS, reasons=[REASON], by=third, because=BECAUSE)
    actions.decide_appeal(application_id, by=world.ready(application_id), because=BECAUSE)
    assert {one.state for one in Check.objects.filter(application_id=application_id)} == {"closed"}
    assert Ask.objects.get(pk=again).state == "withdrawn"


def test_who_was_silent_about_a_check_that_is_decided_is_not_the_applicants_worry():
    with clock.at(world.NOON):
        application_id, _by = world.in_review()
        head = world.staff("head_of_registration")
        check = Check.objects.get(application_id=application_id, kind="references")
        checks.accept(check.pk, by=head, because=BECAUSE)
    with clock.at(world.NOON + timedelta(days=60)):
        assert jobs.expire_asks() == Ask.objects.filter(cause_id=application_id).count()
    silent = Ask.objects.filter(cause_id=application_id, kind="reference").values("pk")
    assert not Letter.objects.filter(kind="checks.ask_expired_applicant", cause_id__in=silent).exists()


def test_nobody_has_others_written_to_after_the_end():
    application_id, by = world.in_review()
    grace = Ask.objects.filter(cause_id=application_id, kind="reference")[0]
    checks.decline(asking.tokens(grace.pk)[0], by=asking.HOLDER, because=BECAUSE)
    actions.give_notice(application_id, [REASON], by=world.ready(application_id), because=BECAUSE)
    actions.reply(application_id, "I can explain.", by=by, because=BECAUSE)
    registrar = world.ready(application_id)
    actions.recommend(application_id, states.REFUSE, reasons=[REASON], by=registrar, because=BECAUSE)
    actions.accept_recommendation(application_id, by=world.ready(application_id), because=BECAUSE)
    with clock.at(clock.now() + timedelta(days=3)):
        with pytest.raises(NotAllowed, match="check_is_closed"):
            actions.ask_again(application_id, grace.pk, by=by, because=BECAUSE)
        with pytest.raises(NotAllowed, match="check_is_closed"):
            policy.may_have_asked(registrar, Application.objects.get(pk=application_id))
        with pytest.raises(NotAllowed, match="not_yours"):
            actions.ask_again(application_id, grace.pk, by=world.an_applicant(), because=BECAUSE)
        actions.appeal(application_id, "Please look again.", by=by, because=BECAUSE)
        actions.ask_again(application_id, grace.pk, by=by, because=BECAUSE)


def test_whoever_let_the_time_to_appeal_go_by_is_not_told_that_they_can():
    with clock.at(world.NOON):
        _application_id, by = world.refused()
        assert world.mine(by).may_appeal
        assert "You can appeal" in str(world.mine(by).next_words)
    with clock.at(world.NOON + timedelta(days=40)):
        assert not world.mine(by).may_appeal
        assert "time to appeal is over" in str(world.mine(by).next_words)
