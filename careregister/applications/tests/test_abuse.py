"""What an applicant, or somebody who was asked, does on purpose: others are left in peace, and staff read what stands there."""

from datetime import timedelta

import pytest

from careregister.applications import actions
from careregister.applications.models import Appeal, InformationRequest
from careregister.applications.tests import world
from careregister.applications.tests.world import ANSWERS, BECAUSE
from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.checks import jobs
from careregister.checks.models import Ask
from careregister.checks.tests import asking

pytestmark = pytest.mark.django_db
TURNED = "\u202eThey said\x00 no\u200b.\r\nSecond line\x07"
PLAIN = "They said no.\nSecond line"


def test_who_applies_and_withdraws_again_and_again_does_not_write_to_the_same_people_all_day():
    by = world.an_applicant()

    def apply_and_withdraw():
        for _time in range(9):
            application_id, _by = world.draft(by)
            actions.send(application_id, by=by, because=BECAUSE)
            actions.withdraw(application_id, by=by, because=BECAUSE)

    with pytest.raises(NotAllowed, match="asked_often"):
        apply_and_withdraw()
    assert Ask.objects.filter(person_id=by.person_id).count() <= 12


def test_nobody_is_asked_again_day_after_day_by_whom_they_told_no():
    application_id, by = world.in_review()
    officer = world.ready(application_id)
    grace = Ask.objects.filter(cause_id=application_id, kind="reference")[0]
    start = clock.now()

    def ask_daily():
        for day in range(1, 20):
            with clock.at(start + timedelta(days=day)):
                checks.decline(asking.tokens(grace.pk)[-1], by=asking.HOLDER, because=BECAUSE)
                actions.ask_again(application_id, grace.pk, by=by, because=BECAUSE)

    with pytest.raises(NotAllowed, match="asked_enough"):
        ask_daily()
    assert grace.links.count() == 8
    with clock.at(start + timedelta(days=40)):
        jobs.expire_asks()
        checks.ask_again(grace.pk, by=officer, because=BECAUSE)  # staff may, who know why


def test_a_section_takes_no_more_than_the_form_offers():
    application_id, by = world.draft()
    items = [dict(ANSWERS["references"]["items"][0], email=f"r{number}@example.org") for number in range(7)]
    with pytest.raises(NotAllowed, match="too_many"):
        actions.save(application_id, "references", {"items": items}, seen=1, by=by)
    actions.save(application_id, "references", {"items": items[:6]}, seen=1, by=by)


def test_what_turns_or_hides_text_reaches_nobody_who_decides():
    application_id, by = world.in_review()
    actions.ask(application_id, by=world.ready(application_id), because=BECAUSE)
    with pytest.raises(NotAllowed, match="words_missing"):
        actions.answer(application_id, "\u200b\u202e \x00", by=by, because=BECAUSE)
    actions.answer(application_id, TURNED, by=by, because=BECAUSE)
    assert InformationRequest.objects.get(application=application_id).answer == PLAIN
    grace = Ask.objects.filter(cause_id=application_id, kind="reference")[0]
    said = asking.REFERENCE | {"conduct": TURNED}
    checks.answer(asking.tokens(grace.pk)[0], said, by=asking.HOLDER, because=BECAUSE)
    grace.refresh_from_db()
    assert grace.opened("answers")["conduct"] == PLAIN
    refused, by = world.refused()
    actions.appeal(refused, TURNED, by=by, because=BECAUSE)
    assert Appeal.objects.get(application=refused).words == PLAIN
