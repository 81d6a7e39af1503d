"""What people read of the schedule, and of what is held, is in their language where a catalogue has it."""

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from careregister.applications.tests import world as applying
from careregister.base import clock
from careregister.privacy import queries, schedule, walking

SAID = {
    "Papers that were sent with such a draft": "PAPERS",
    "They belong to the draft": "WHY",
    "%(count)d months": "%(count)d MONTHS",
    "The registration number": "NUMBER",
}


@pytest.fixture
def another_language(monkeypatch):
    """A catalogue in which a few words are others."""
    with translation.override("en-gb"):
        catalogue = trans_real.translation("en-gb")
        real = type(catalogue).gettext, type(catalogue).ngettext
        monkeypatch.setattr(type(catalogue), "gettext", lambda self, text: SAID.get(text) or real[0](self, text))
        monkeypatch.setattr(
            type(catalogue),
            "ngettext",
            lambda self, one, many, count: SAID.get(many) or real[1](self, one, many, count),
        )
        yield


def test_without_a_catalogue_the_words_are_those_of_the_file():
    row = schedule.row("drafts.papers", clock.today())
    assert (str(row.what), row.how_long) == ("Papers that were sent with such a draft", "6 months")
    assert schedule.row("ended.refused", clock.today()).how_long == "2 years"
    assert schedule.row("copies", clock.today()).how_long == "not at all"


@pytest.mark.django_db
def test_the_schedule_and_what_is_held_are_translated_where_they_are_read(another_language):
    row = schedule.row("drafts.papers", clock.today())
    assert (str(row.what), str(row.why), row.how_long) == ("PAPERS", "WHY", "6 MONTHS")
    assert "PAPERS" in Client().get("/privacy/how-long/").content.decode()
    _draft, by = applying.draft()
    assert all(type(one.what) is str and type(one.why) is str for one in queries.what_may_go(by.person_id))
    assert walking._what("register.Registrant.number") == "NUMBER"
