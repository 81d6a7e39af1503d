"""History and decisions read as sentences: who, whom, which day, because of what."""

from datetime import UTC, datetime, timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import Because, importing
from careregister.history import queries as history
from careregister.register import actions, sections
from careregister.register.drafts import Authority, Details
from careregister.register.queries.acts import act_rows
from careregister.register.queries.record import record_of
from careregister.register.queries.telling import tell
from careregister.register.tests import staffed, world

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 4, 11, tzinfo=UTC)


def test_an_admission_reads_as_a_sentence():
    with clock.at(MARCH):
        one = staffed.admitted()
        rows = act_rows(one, sections.SECTIONS["registrar"])
    assert rows[-1].sentence == "Marian Holt admitted Zoë O’Brien on 4 March 2026, because the file was clean."
    told = tell(history.of_person(one.person_id))
    assert told[-1].sentence == rows[-1].sentence
    assert (told[-1].role, told[-1].number) == ("Registrar", one.number_id)


def test_a_day_of_effect_to_come_is_called_one():
    with clock.at(MARCH):
        one = staffed.admitted()
    with clock.at(MARCH + timedelta(hours=1)):
        later = clock.start_of_day(clock.today() + timedelta(days=30))
        world.do(
            one, "pause", Details(effective_from=later), by=staffed.actor("registrar"), because=Because("own_wish")
        )
        newest = act_rows(one, sections.SECTIONS["registrar"])[0]
        record = record_of(one, sections.SECTIONS["registrar"], by=staffed.actor("registrar"))
    assert "with effect from 3 April 2026, because it was the person’s own wish" in newest.sentence
    assert record.base == "registered"
    assert [(ahead.on.isoformat(), ahead.begins) for ahead in record.to_come] == [("2026-04-03", True)]


def test_a_proposal_says_what_was_proposed():
    one = staffed.admitted()
    actions.propose(
        one,
        "impose_suspension",
        world.details_for("impose_suspension", on=clock.today()),
        by=staffed.actor("case_manager"),
        because=Because("panel_decided", "It was."),
        authority=Authority("case"),
    )
    assert "Siobhan O’Dwyer proposed “Suspend” about Zoë O’Brien" in tell(history.of_person(one.person_id))[0].sentence


def test_an_import_is_no_invented_registrar():
    with clock.at(MARCH):
        one = actions.admit(
            staffed.named(),
            Details(until=clock.today() + timedelta(days=90)),
            by=importing("members.csv"),
            because=Because("transferred"),
            authority=Authority("transfer"),
        )
    assert act_rows(one, sections.SECTIONS["auditor"])[0].sentence.startswith("The import “members.csv” admitted")


def test_a_renewal_does_not_begin_the_standing_anew():
    with clock.at(MARCH):
        one = staffed.admitted(until=clock.today() + timedelta(days=30))
    with clock.at(MARCH + timedelta(days=20)):
        world.do(one, "renew", Details(until=clock.today() + timedelta(days=365)))
        record = record_of(one, sections.SECTIONS["registrar"], by=staffed.actor("registrar"))
    assert (record.since, len(record.lanes[0].pieces)) == (clock.london_day(MARCH), 1)


def test_the_whole_record_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    one = staffed.suspended(email="zoe@example.org", former="Zoë Murphy")
    by = staffed.actor("auditor")
    with django_assert_max_num_queries(26):
        record_of(one, sections.SECTIONS["auditor"], by=by)
