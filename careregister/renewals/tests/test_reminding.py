"""Reminding: due and not yet sent, by every way there is, for one as for everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.letters.models import Letter, Words
from careregister.people import queries as people
from careregister.people.models import Contact, Person
from careregister.renewals import actions, jobs
from careregister.renewals.models import Notice, Renewal, WorkContact
from careregister.renewals.reaching import reach
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, UNTIL, WHY
from tests.harness.database import undone

pytestmark = pytest.mark.django_db


def test_nobody_but_the_clock_reminds():
    with world.on(OPENS):
        renewal = world.opened()
        for call in (lambda **how: actions.remind(renewal.pk, **how), actions.remind_due, actions.chase_due):
            with pytest.raises(NotAllowed, match="wrong_role"):
                call(by=world.staff(), because=WHY)


def test_a_renewal_opens_sixty_days_before_and_not_one_day_earlier():
    one = world.registrant()
    with world.on(OPENS - timedelta(days=1)):
        with pytest.raises(NotAllowed, match="renewal_not_due"):
            actions.open_renewal(one.pk, by=CLOCK, because=WHY)
        assert jobs.open_due() == 0
    with world.on(OPENS):
        assert jobs.open_due() == 1
        assert jobs.open_due() == 0
    renewal = Renewal.objects.get()
    assert (renewal.until, renewal.day, renewal.state) == (UNTIL, UNTIL, "open")


def test_whoever_is_found_late_gets_the_whole_ladder():
    world.registrant(date(2026, 11, 1))
    with world.on(OPENS):
        jobs.open_due()
        assert Renewal.objects.get().day == OPENS + timedelta(days=60)


def test_each_rung_goes_once_by_every_way_and_nothing_is_sent_twice_in_a_night():
    with world.on(OPENS):
        renewal = world.opened()
        WorkContact.sealed_for(renewal.person_id, name="Tom Boss", email="boss@example.org").save()
        world.climb(renewal, UNTIL + timedelta(days=28))
    ways = {
        rung: [way for each, way in world.ladder_of(renewal) if each == rung] for rung, _way in world.ladder_of(renewal)
    }
    assert ways == {
        "60": ["email"],
        "30": ["email", "text"],
        "14": ["email", "text"],
        "7": ["email", "employer", "text"],
        "1": ["email", "employer", "text"],
        "grace": ["email", "employer", "text"],
        "grace_half": ["email", "text"],
        "grace_end": ["email", "employer", "text"],
    }
    days = sorted({clock.london_day(row.written_at) for row in Notice.objects.all()})
    assert [(UNTIL - day).days for day in days] == [60, 30, 14, 7, 1, -1, -15, -25]


def test_the_employer_is_told_only_of_who_and_by_when():
    with world.on(OPENS):
        renewal = world.opened()
        WorkContact.sealed_for(renewal.person_id, name="Tom Boss", email="boss@example.org").save()
        world.climb(renewal, UNTIL - timedelta(days=7))
    letter = Letter.objects.get(kind="renewals.employer")
    assert letter.person_id is None
    body = Words.objects.get(pk=letter.pk).opened("body")
    assert "Grace Okafor" in body
    assert "CR " not in body


def test_who_has_no_address_gets_a_text_and_who_has_neither_is_for_staff():
    with world.on(OPENS):
        by_text = world.opened(email="")
        nobody = world.opened(email="", phone="", name="Nobody Found")
        jobs.remind_due()
    assert world.ladder_of(by_text) == [("60", "text")]
    assert world.ladder_of(nobody) == [("60", "none")]
    assert not Letter.objects.filter(person=nobody.person_id).exists()


def test_while_we_owe_an_answer_about_more_time_nobody_is_reminded():
    with world.on(OPENS):
        renewal = world.opened()
        actions.ask_deferral(renewal.pk, "illness", UNTIL, by=world.themselves(renewal), because=WHY)
        assert jobs.remind_due() == 0
        assert actions.remind(renewal.pk, by=CLOCK, because=WHY) == ""


def test_addresses_are_the_same_for_many_as_for_one():
    cases: tuple[dict[str, Any], ...] = ({}, {"email": ""}, {"phone": ""}, {"email": "", "phone": ""})
    for said in cases:
        world.registrant(**said)
    known = Person.objects.first()
    assert known is not None
    Contact.sealed_for(known, "email", "newer@example.org").save()
    for person_id, found in reach(Person.objects.values_list("pk", flat=True)).items():
        assert found.email == people.email_of(person_id)
        assert found.phone == people.phone_of(person_id)
        assert found.name == people.names_of([person_id])[person_id]


def rows(renewal: Renewal) -> list[Any]:
    """Everything that a night wrote about a renewal, without ids."""
    renewal.refresh_from_db()
    notices = [
        (row.rung, row.way, row.round, row.due_on, row.written_at, row.chase, bool(row.letter_id))
        for row in Notice.objects.filter(renewal=renewal).order_by("written_at", "way", "rung")
    ]
    letters = []
    for row in Letter.objects.filter(cause_id=renewal.pk).order_by("written_at", "kind", "channel"):
        words = Words.objects.get(pk=row.pk)
        said = [words.opened(part).replace(str(renewal.registrant.number_id), "") for part in ("subject", "body")]
        said = [text.replace(grouped(renewal), "") for text in said]
        letters.append(
            (row.kind, row.channel, row.status, row.cause_kind, row.due_at, row.give_up_at, words.opened("to"), *said)
        )
    history = [
        (row.what, row.at, row.by_kind, row.because, row.refs)
        for row in Entry.objects.filter(subject_id=renewal.pk).order_by("sequence")
    ]
    return [renewal.day, renewal.round, renewal.state, notices, letters, history]


def grouped(renewal: Renewal) -> str:
    number = renewal.registrant.number_id
    return f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"


@settings(max_examples=25, deadline=None)
@given(
    late=st.integers(0, 120),
    email=st.booleans(),
    phone=st.booleans(),
    work=st.booleans(),
    nights=st.lists(st.integers(0, 40), min_size=1, max_size=6),
    fails=st.booleans(),
)
def test_what_is_written_for_many_is_what_is_written_for_one(late, email, phone, work, nights, fails):
    with undone():
        said: dict[str, Any] = {"email": "w@example.org" if email else "", "phone": "07700 900123" if phone else ""}
        day = OPENS + timedelta(days=late)
        alone, together = world.registrant(**said), world.registrant(**said)
        for one in (alone, together):
            if work:
                WorkContact.sealed_for(one.person_id, name="Tom", email="b@example.org").save()
        with world.on(day):
            actions.open_renewal(alone.pk, by=CLOCK, because=jobs.TIME)
            jobs.open_due()
        first, second = Renewal.objects.get(registrant=alone), Renewal.objects.get(registrant=together)
        for gap in nights:
            day += timedelta(days=gap)
            with world.on(day):
                actions.chase(first.pk, by=CLOCK, because=jobs.CAME_BACK)
                actions.remind(first.pk, by=CLOCK, because=jobs.TIME)
                if not gap:
                    actions.remind(first.pk, by=CLOCK, because=jobs.TIME)
                jobs.chase_due()
                jobs.remind_due()
            with world.on(day, 11):
                world.hand_over(fails=lambda letter: fails and letter.channel == "email")
        assert rows(first) == rows(second)
