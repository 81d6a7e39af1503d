"""Asking somebody else: reminders, asking again, who reads what came back, and what becomes of the check."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, jobs, queries
from careregister.checks.models import Ask, Attestation, Check
from careregister.checks.states import ASK
from careregister.checks.tests import asking
from careregister.checks.tests.asking import HOLDER, NOVEMBER, WHY, answer, opened
from careregister.history.queries import of_subject
from careregister.people.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def test_reminders_go_when_they_are_due_and_only_then(person):
    ask_id = asking.ask(person)
    sent = []
    for days in (1, 6, 7, 7, 8, 16, 17, 18, 27):
        with clock.at(NOVEMBER + timedelta(days=days)):
            sent.append((days, jobs.remind_asks()))
    assert [days for days, count in sent if count] == [7, 17]
    assert len({*asking.tokens(ask_id)}) == 3
    answer(asking.tokens(ask_id)[0])  # the first link still works
    assert {opened(token).state for token in asking.tokens(ask_id)} == {"used"}


def test_staff_remind_many_earlier_than_the_clock_but_not_within_a_day(person, officer):
    ids = [asking.ask(asking.applicant()) for _ in range(3)]
    assert actions.remind_all(ids, by=officer, because=WHY) == 0
    with clock.at(NOVEMBER + timedelta(days=2)):
        assert actions.remind_all(ids, by=officer, because=WHY) == 3
        assert actions.remind_all(ids, by=officer, because=WHY) == 0
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.remind(ids[0], by=person, because=WHY)


def test_asking_again_and_asking_somebody_else(person, officer):
    ask_id = asking.ask(person)
    with pytest.raises(NotAllowed, match="asked_today"):
        actions.ask_again(ask_id, by=person, because=WHY)
    with clock.at(NOVEMBER + timedelta(days=30)):
        jobs.expire_asks()
        actions.ask_again(ask_id, by=person, because=WHY)
        assert Ask.objects.get(pk=ask_id).state == "requested"
        with pytest.raises(NotAllowed, match="same_address"):
            actions.ask_somebody_else(ask_id, name="R", email="rosa@rosehouse.example", by=person, because=WHY)
        other = actions.ask_somebody_else(ask_id, name="Eli Elm", email="eli@elm.example", by=officer, because=WHY)
        with pytest.raises(NotAllowed, match="ask_replaced"):
            actions.ask_somebody_else(ask_id, name="Ann", email="ann@elm.example", by=officer, because=WHY)
    assert Ask.objects.get(pk=ask_id).state == "withdrawn"
    assert Ask.objects.get(pk=other).instead_of_id == ask_id
    assert {opened(token).state for token in asking.tokens(ask_id)} == {"gone"}


def test_who_answered_is_not_replaced(person):
    ask_id = asking.ask(person)
    answer(asking.tokens(ask_id)[0])
    with pytest.raises(NotAllowed, match="ask_is_received"):
        actions.ask_somebody_else(ask_id, name="Eli", email="eli@elm.example", by=person, because=WHY)
    with pytest.raises(NotAllowed, match="ask_is_received"):
        actions.ask_again(ask_id, by=person, because=WHY)


def test_when_the_application_ends_nobody_is_left_asked(person, officer):
    cause = uuid4()
    waiting, answered = asking.ask(person, cause_id=cause), asking.ask(person, cause_id=cause, email="b@elm.example")
    answer(asking.tokens(answered)[0])
    assert actions.withdraw_asks(cause, by=officer, because=WHY) == 1
    assert actions.withdraw_asks(cause, by=officer, because=WHY) == 0
    assert [Ask.objects.get(pk=one).state for one in (waiting, answered)] == ["withdrawn", "received"]


@pytest.mark.parametrize("secret", ["yes", "no"])
def test_the_person_reads_a_reference_only_where_its_writer_let_them(person, officer, secret):
    ask_id = asking.ask(person)
    with pytest.raises(NotAllowed, match="no_answer"):
        actions.read_answers(ask_id, by=officer, because=WHY)
    answer(asking.tokens(ask_id)[0], confidential=secret)
    for other in (asking.applicant(), world.actor("auditor"), world.actor("case_officer"), ANONYMOUS, HOLDER):
        with pytest.raises(NotAllowed):
            actions.read_answers(ask_id, by=other, because=WHY)
    if secret == "yes":
        with pytest.raises(NotAllowed, match="confidential"):
            actions.read_answers(ask_id, by=person, because=WHY)
    else:
        assert actions.read_answers(ask_id, by=person, because=WHY)["again"] == "yes"
    assert actions.read_answers(ask_id, by=officer, because=WHY)["conduct"] == "Kind, patient and on time."
    assert [event.what for event in of_subject("checks.ask", ask_id)].count("checks.answer_read") == (
        secret == "no"
    ) + 1


def test_the_person_sees_that_somebody_was_asked_and_no_flag(person, officer):
    ask_id = asking.ask(person, email="rosa@gmail.com")
    answer(asking.tokens(ask_id)[0], safety="yes", safety_words="She left doors open.")
    (own,) = queries.asks_of(person.person_id, person)
    assert (own.name, own.state, own.email, own.fit, own.flags) == ("Rosa Head", "received", "", "", ())
    (seen,) = queries.asks_of(own.cause_id, officer)
    assert (seen.email, seen.fit) == ("rosa@gmail.com", "free_mail")
    assert [code for code, _words in seen.flags] == ["no_such_job", "safety"]
    with pytest.raises(NotAllowed, match="wrong_role"):
        queries.asks_of(person.person_id, asking.applicant())


def test_what_a_referee_says_is_laid_beside_the_history(person, officer):
    cause = uuid4()
    job = {"role": "Carer", "employer": "The Rose House Ltd", "care": "yes", "started": "2021-05", "still": "no"}
    job |= {"ended": "2024-10", "reason": "left"}
    actions.lodge_history(
        person.person_id,
        left_education="2015-07",
        spells=[job],
        gaps=[],
        application_id=cause,
        by=person,
        because=WHY,
    )
    ask_id = asking.ask(person, cause_id=cause)
    answer(asking.tokens(ask_id)[0], reason="dismissed")
    (seen,) = queries.asks_of(cause, officer)
    assert [code for code, _words in seen.flags] == ["ended", "reason"], "two months apart is no difference, four are"


def test_an_employers_word_goes_behind_the_wall(person, officer):
    cause = uuid4()
    check = actions.open_check(person.person_id, "criminal_record", application_id=cause, by=person, because=WHY)
    ask_id = asking.ask(person, kind="employer_dbs", cause_id=cause)
    assert Check.objects.get(pk=check).state == "waiting"
    actions.answer(asking.tokens(ask_id)[0], asking.EMPLOYER, by=HOLDER, because=WHY)
    said = Attestation.objects.get(of_check=check)
    assert (said.ask_id, said.content_with_it, said.workforce) == (ask_id, False, "adult")
    assert Check.objects.get(pk=check).state == "open"
    assert actions.read_answers(ask_id, by=officer, because=WHY) == {"job": "Manager", "seen": "yes", "true": "yes"}
    for other in (person, asking.officer("registrar")):
        with pytest.raises(NotAllowed):
            actions.read_answers(ask_id, by=other, because=WHY)


def test_an_employer_who_saw_no_certificate_says_nothing_of_it(person):
    ask_id = asking.ask(person, kind="employer_dbs")
    said = {"job": "Manager", "seen": "no", "true": "yes", "content": "yes"}
    actions.answer(asking.tokens(ask_id)[0], said, by=HOLDER, because=WHY)
    assert not Attestation.objects.exists()


def test_a_check_waits_while_anybody_is_asked_and_then_comes_back(person):
    cause = uuid4()
    check = actions.open_check(person.person_id, "references", application_id=cause, by=person, because=WHY)
    first, second = (asking.ask(person, cause_id=cause, email=email) for email in ("a@elm.example", "b@elm.example"))
    answer(asking.tokens(first)[0])
    assert Check.objects.get(pk=check).state == "waiting"
    actions.decline(asking.tokens(second)[0], by=HOLDER, because=WHY)
    actions.decline(asking.tokens(second)[0], by=HOLDER, because=WHY)
    assert Check.objects.get(pk=check).state == "open"


def test_a_voucher_who_is_related_is_a_flag(person, officer):
    ask_id = asking.ask(person, kind="voucher")
    actions.answer(asking.tokens(ask_id)[0], {**asking.VOUCHER, "related": "yes"}, by=HOLDER, because=WHY)
    assert [code for code, _words in queries.asks_of(person.person_id, officer)[0].flags] == ["related"]


def test_every_step_of_the_table_is_some_actions():
    assert set(ASK.steps) == {
        "ask", "find_unwilling", "remind", "receive", "decline", "expire", "renew", "ask_again", "withdraw",
    }  # fmt: skip


def test_a_check_closed_with_its_application_leaves_nobody_asked(person, officer):
    cause = uuid4()
    check = actions.open_check(person.person_id, "references", application_id=cause, by=person, because=WHY)
    ask_id = asking.ask(person, cause_id=cause)
    assert actions.close_all(cause, by=person, because=Because("withdrawn")) == 1
    assert (Ask.objects.get(pk=ask_id).state, Check.objects.get(pk=check).state) == ("withdrawn", "closed")


def test_each_job_in_care_that_ended_is_verified_or_is_said_not_to_be(person, officer):
    cause = uuid4()
    rose = {"role": "Carer", "employer": "Rose House", "care": "yes", "started": "2021-03", "still": "no"}
    rose |= {"ended": "2024-06", "reason": "left"}
    elm = {**rose, "employer": "Elm Court", "started": "2019-01", "ended": "2021-02"}
    shop = {**rose, "employer": "Corner Shop", "care": "no", "started": "2017-01", "ended": "2018-12"}
    said: dict[str, Any] = {
        "left_education": "2016-07",
        "spells": [rose, elm, shop],
        "gaps": [],
        "application_id": cause,
    }
    actions.lodge_history(person.person_id, **said, by=person, because=WHY)
    answer(asking.tokens(asking.ask(person, cause_id=cause))[0])
    with pytest.raises(NotAllowed, match="wrong_role"):
        queries.ends_to_verify(cause, person)
    assert queries.ends_to_verify(cause, officer) == (("Elm Court", "2021-02", False), ("Rose House", "2024-06", True))
