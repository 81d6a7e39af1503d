"""What people wait for: sending, refusing and admitting take few statements, however many are asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careregister.applications import actions
from careregister.applications.tests import world
from careregister.checks.models import Ask, Check
from careregister.history.models import Entry
from careregister.letters.models import Letter

pytestmark = pytest.mark.django_db

MOST = 40  # with a savepoint's two
MOST_TO_REFUSE = 32
MOST_TO_ADMIT = 67  # three acts of the register among them; a second look may be drawn


def statements(**changed) -> int:
    application_id, by = world.draft(**changed)
    with CaptureQueriesContext(connection) as said:
        actions.send(application_id, by=by, because=world.BECAUSE)
    return len(said)


def told_by(act) -> list[str]:
    before = Entry.objects.values_list("sequence", flat=True).latest("sequence")
    act()
    return list(Entry.objects.filter(sequence__gt=before).order_by("sequence").values_list("what", flat=True))


def test_sending_takes_few_statements():
    assert statements() <= MOST
    assert (Check.objects.count(), Ask.objects.count(), Letter.objects.count()) == (6, 3, 4)


def test_more_referees_take_no_more_statements():
    few = statements()
    items = world.ANSWERS["references"]["items"]
    more = [{**items[0], "name": f"Referee {n}", "email": f"referee{n}@salecare.example"} for n in range(4)]
    assert statements(references={"items": more}) == few


def test_history_tells_each_step_of_sending_in_its_order():
    application_id, by = world.draft()
    told = told_by(lambda: actions.send(application_id, by=by, because=world.BECAUSE))
    asked = ["checks.asked", "letters.written"]
    assert told == [
        "applications.sent",
        *["checks.opened"] * Check.objects.count(),
        "people.names_stated",
        "people.birth_stated",
        "people.contact_kept",
        "checks.history_lodged",
        *asked,
        "checks.waits",
        *asked,
        *asked,
        "checks.criminal_record_step",
        "letters.written",
    ]


def test_refusing_takes_few_statements_and_tells_each_step_in_its_order():
    application_id, _by = world.recommended()
    second = world.ready(application_id)
    with CaptureQueriesContext(connection) as said:
        told = told_by(lambda: actions.accept_recommendation(application_id, by=second, because=world.BECAUSE))
    assert len(said) - 2 <= MOST_TO_REFUSE  # two of them are this test's
    withdrawn = ["checks.ask_withdrawn", "letters.written"]
    assert sorted(told) == sorted(
        ["applications.refused", *withdrawn * 3, "checks.came_back", "checks.criminal_record_step", "letters.written"]
    )
    assert (told[0], told[1:3], told[-1]) == ("applications.refused", withdrawn, "letters.written")
    back = [told.index(event) for event in ("checks.came_back", "checks.criminal_record_step")]
    assert all(told[at - 2 : at] == withdrawn for at in back)  # as soon as nobody is asked for it any more


def test_admitting_takes_few_statements():
    application_id, _by = world.in_review()
    world.pass_checks(application_id)
    registrar = world.ready(application_id)
    with CaptureQueriesContext(connection) as said:
        actions.admit(application_id, by=registrar, because=world.BECAUSE)
    assert len(said) <= MOST_TO_ADMIT
