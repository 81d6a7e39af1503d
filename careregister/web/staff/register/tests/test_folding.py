"""Repeated looks at one thing are one line of history, with each of them to be seen; nothing else is folded."""

from datetime import UTC, datetime, timedelta

import pytest

from careregister.base import clock
from careregister.register.queries.telling import Told
from careregister.register.tests import staffed
from careregister.web.staff.register.folding import folded

from .test_deciding import PAUSE, at, seen

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def look(minutes: int, who: str = "Ada") -> Told:
    return Told(
        at=NOON + timedelta(minutes=minutes), what="register.looked_at", sentence=f"{who} looked.", role="Auditor",
        words="", said=f"{who} looked", look=("register.looked_at", who),
    )  # fmt: skip


def deed(minutes: int) -> Told:
    return Told(at=NOON + timedelta(minutes=minutes), what="register.held", sentence="Held.", role="", words="")


def test_looks_of_one_person_are_one_line_and_those_of_another_are_another():
    lines = folded([look(9), look(8, "Ben"), look(5), look(0)])
    assert [(line.sentence, len(line.moments)) for line in lines] == [
        ("Ada looked 3 times on 4 March 2026, between 12:00pm and 12:09pm.", 3),
        ("Ben looked.", 0),
    ]


def test_what_was_done_in_between_keeps_its_place():
    lines = folded([look(9), look(8), deed(7), look(6), look(5)])
    assert [len(line.looks) for line in lines] == [2, 1, 2]
    assert lines[1].sentence == "Held."


def test_nothing_but_looks_is_folded():
    assert len(folded([deed(3), deed(2), deed(1)])) == 3


def test_days_stand_instead_of_hours_when_there_are_several():
    (line,) = folded([look(60 * 24 * 3), look(0)])
    assert line.sentence == "Ada looked 2 times between 4 March 2026 and 7 March 2026."


def test_one_minute_is_not_between_itself_and_itself():
    (line,) = folded([look(0), look(0)])
    assert line.sentence == "Ada looked 2 times on 4 March 2026, at 12:00pm."


@pytest.mark.django_db
def test_an_auditor_reads_looks_folded_and_each_of_them(signed_in):
    one = staffed.admitted()
    start = clock.now()
    for minutes in (2, 4, 6):
        with clock.at(start + timedelta(minutes=minutes)):
            signed_in("registrar").get(at(one))
    with clock.at(start + timedelta(minutes=8)):
        auditor = signed_in("auditor")
        for where in (at(one), "/staff/history/?what=register.looked_at"):
            told = auditor.get(where).content.decode()
            assert told.count("looked at the whole record of Zoë O’Brien 3 times") == 1
            assert "Each of the 3 looks" in told
        assert "3 times" not in signed_in("registrar").get(at(one)).content.decode()


@pytest.mark.django_db
def test_a_decision_between_two_looks_parts_them(signed_in):
    one = staffed.admitted()
    start, registrar = clock.now(), signed_in("registrar")
    registrar.get(at(one))
    registrar.post(at(one, "steps/pause/"), {**PAUSE, **seen(one), "confirmed": "1"})
    with clock.at(start + timedelta(minutes=2)):
        registrar.get(at(one))
        assert "2 times" not in signed_in("auditor").get(at(one)).content.decode()
