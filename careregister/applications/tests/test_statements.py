"""What every applicant waits for: sending takes few statements, however many are named to be asked."""

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


def statements(**changed) -> int:
    application_id, by = world.draft(**changed)
    with CaptureQueriesContext(connection) as said:
        actions.send(application_id, by=by, because=world.BECAUSE)
    return len(said)


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
    before = set(Entry.objects.values_list("id", flat=True))
    actions.send(application_id, by=by, because=world.BECAUSE)
    entries = Entry.objects.exclude(id__in=before).order_by("sequence")
    asked = ["checks.asked", "letters.written"]
    assert [entry.what for entry in entries] == [
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
    assert list(entries) == sorted(entries, key=lambda entry: entry.at)
