"""A list of proposals as a file: for those who may take lists, written into history, the same rows as on the page."""

import csv
from io import StringIO

import pytest

from careregister.history import queries as history
from careregister.register.tests import staffed

from .test_deciding import proposed

pytestmark = pytest.mark.django_db
TAKE, QUEUE = "/staff/proposals/list/", "/staff/proposals/"


def test_only_those_who_take_lists_are_offered_and_given_one(signed_in):
    proposed(signed_in, staffed.admitted())
    for role in ("registrar", "case_manager", "panel_member"):
        client = signed_in(role)
        assert client.post(TAKE, {"show": "yours"}).status_code == 403, role
        assert TAKE not in client.get(f"{QUEUE}?show=mine").content.decode()
    assert history.latest("register.exported") == []
    assert signed_in("head_of_registration").post(TAKE, {"show": "all"}).status_code == 403
    assert signed_in("auditor").post(TAKE, {"show": "everything"}).status_code == 404


def test_the_auditor_takes_the_list_that_the_page_shows(signed_in):
    one = staffed.admitted("=Zoë O’Brien")
    proposed(signed_in, one)
    auditor = signed_in("auditor")
    assert TAKE in auditor.get(QUEUE).content.decode()
    answer = auditor.post(TAKE, {"show": "all"})
    assert "proposals-" in answer["Content-Disposition"]
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["Number"], told["Name"], told["State"]) == (one.number_id, "'=Zoë O’Brien", "Waiting")
    (line,) = history.latest("register.exported")
    assert (line.refs, line.by_role) == ({"count": 1, "proposals": "all"}, "auditor")
