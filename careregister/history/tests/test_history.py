"""What happened is written once, in the transaction of its cause, in ids, codes and dates; words lie beside it."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.history import queries
from careregister.history.actions import Line, record, record_many
from careregister.history.models import Entry, Words
from careregister.history.sentences import all_events, sentence

pytestmark = pytest.mark.django_db
ADA_ACCOUNT = uuid4()
MOMENT = datetime(2026, 6, 10, 11, 0, tzinfo=UTC)
ADA = Actor(
    kind=Kind.STAFF,
    person_id=uuid4(),
    account_id=ADA_ACCOUNT,
    roles=frozenset({"registrar", "editor"}),
    role="registrar",
)


@pytest.fixture
def subject():
    return Entry(what="history.alarm_raised")


@pytest.mark.parametrize("table", ["history_entry", "history_words"])
@pytest.mark.parametrize("verb", ["update {0} set {1} = {1}", "delete from {0}", "truncate {0} cascade"])
def test_history_is_neither_altered_nor_deleted_nor_emptied(table, verb, subject):
    record("history.alarm_raised", subject, by=CLOCK, because=Because("test", "Words."))
    column = "id" if table == "history_entry" else "entry_id"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table, column))
    assert Entry.objects.count() == Words.objects.count() == 1


def test_what_is_undone_leaves_no_line(subject):
    @transaction.atomic
    def fails() -> None:
        record("history.alarm_raised", subject, by=ADA, because=Because("test"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not Entry.objects.exists()


def test_who_when_why_and_in_which_role_are_kept_as_values(subject):
    act = uuid4()
    with clock.at(MOMENT):
        record(
            "history.alarm_raised",
            subject,
            by=ADA,
            because=Because("test", "Because."),
            person_id=subject.pk,
            refs={"act": act, "on": date(2026, 6, 10), "at": MOMENT, "many": 3, "nothing": None},
        )
    (line,) = queries.of_person(subject.pk)
    assert (line.at, line.what, line.subject_kind, line.subject_id) == (
        MOMENT,
        "history.alarm_raised",
        "history.entry",
        subject.pk,
    )
    assert (line.by_kind, line.by_person, line.by_account, line.by_role) == (
        "staff",
        ADA.person_id,
        ADA.account_id,
        "registrar",
    )
    assert (line.because, line.words) == ("test", "Because.")
    assert line.refs == {"act": str(act), "on": "2026-06-10", "at": MOMENT.isoformat(), "many": 3}
    assert json.dumps(line.refs)


def test_words_are_a_row_only_where_something_was_said(subject):
    record("history.alarm_raised", subject, by=ADA, because=Because("test"))
    record("history.alarm_raised", subject, by=ADA, because=Because("test", "Said."))
    assert [line.words for line in queries.of_subject("history.entry", subject.pk)] == ["Said.", ""]
    assert Words.objects.count() == 1


def test_many_lines_at_once_are_the_same_rows_in_the_same_order_in_one_statement(subject, django_assert_num_queries):
    def line(number: int) -> Line:
        return Line(
            "history.alarm_raised",
            "history.entry",
            subject.pk,
            ADA,
            Because("test", f"{number}"),
            MOMENT,
            subject.pk,
            {"number": number},
        )

    with clock.at(MOMENT):
        for number in range(5):
            record(
                "history.alarm_raised",
                subject,
                by=ADA,
                because=Because("test", f"{number}"),
                person_id=subject.pk,
                refs={"number": number},
            )
    with django_assert_num_queries(1):
        ids = record_many(line(number) for number in range(5))
    rows = list(Entry.objects.order_by("sequence").values())
    plain = [{key: value for key, value in row.items() if key not in {"id", "sequence"}} for row in rows]
    assert plain[:5] == plain[5:]
    assert [row["id"] for row in rows[5:]] == ids
    assert record_many([]) == []


def test_the_story_is_newest_first_and_keeps_to_what_the_asker_may_see(subject):
    for what in ("register.admit", "people.named", "registered.nothing", "register.pause"):
        record(what, subject, by=CLOCK, because=Because("test"), person_id=subject.pk)
    told = [line.what for line in queries.of_person(subject.pk)]
    assert told == ["register.pause", "registered.nothing", "people.named", "register.admit"]
    assert [line.what for line in queries.of_person(subject.pk, kinds=frozenset({"register"}))] == [
        "register.pause",
        "register.admit",
    ]
    assert queries.of_person(subject.pk, kinds=frozenset()) == []
    assert len(queries.of_person(subject.pk, most=2)) == 2
    assert queries.of_person(uuid4()) == []


def test_what_an_account_did_and_what_happened_last_can_be_found(subject):
    record("history.alarm_raised", subject, by=ADA, because=Because("test"))
    record("history.alarm_raised", subject, by=CLOCK, because=Because("test"))
    assert len(queries.by_account(ADA_ACCOUNT)) == 1
    assert [line.by_kind for line in queries.latest("history.alarm_raised")] == ["clock", "staff"]


def test_every_event_reads_as_a_sentence_and_an_unknown_one_is_no_event():
    assert all(str(said)[0].isupper() and "." not in str(said)[-1:] for said in all_events().values())
    assert sentence("history.alarm_raised") == "An alarm was raised"
    with pytest.raises(KeyError):
        sentence("history.something_else")
