"""Asking somebody else: what is refused, then the life of an ask from both ends."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, jobs, queries
from careregister.checks.models import Ask, AskLink
from careregister.checks.tests import asking
from careregister.checks.tests.asking import HOLDER, NOVEMBER, WHY, answer, opened
from careregister.history.queries import of_subject
from careregister.people.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"kind": "gossip"}, "ask_kind"),
        ({"email": "rosa"}, "ask_address"),
        ({"email": "rosa@"}, "ask_address"),
        ({"email": "a@b@c"}, "ask_address"),
        ({"email": "rosa @rosehouse.example"}, "ask_address"),
        ({"email": "rosa@rosehouse.example\nBcc: all@x.example"}, "ask_address"),
        ({"name": "  "}, "ask_address"),
    ],
)
def test_what_cannot_be_asked_is_refused(person, said, reason):
    with pytest.raises(NotAllowed) as no:
        asking.ask(person, **said)
    assert no.value.reason == reason
    assert not Ask.objects.exists()


def test_nobody_asks_about_somebody_else(person):
    for other in (asking.applicant(), world.actor("auditor"), world.actor("case_officer"), ANONYMOUS, HOLDER):
        with pytest.raises(NotAllowed, match="wrong_role"):
            asking.ask(person, by=other)


@pytest.mark.parametrize("verb", ["answer", "decline", "never_again", "renew"])
def test_a_link_that_nobody_was_sent_opens_nothing(verb):
    said = {"answers": asking.REFERENCE} if verb == "answer" else {}
    with pytest.raises(NotAllowed, match="link_unknown"):
        getattr(actions, verb)("x" * 32, **said, by=HOLDER, because=WHY)
    assert queries.open_ask("x" * 32) is None


@pytest.mark.parametrize("by", [ANONYMOUS, CLOCK])
def test_only_whoever_holds_the_link_answers(person, by):
    (token,) = asking.tokens(asking.ask(person))
    for other in (by, person, asking.officer()):
        with pytest.raises(NotAllowed, match="wrong_role"):
            answer(token, by=other)


@pytest.mark.parametrize(
    "changed",
    [
        {"conduct": " "},
        {"conduct": "x" * 3001},
        {"relation": "mother"},
        {"started": "2021"},
        {"started": "2027-01"},
        {"ended": "2020-01"},
        {"ended": ""},
        {"safety": "yes"},
        {"safety_words": "She left doors open."},
        {"again": "no", "again_words": "x" * 1501},
        {"true": ""},
    ],
)
def test_an_answer_that_cannot_be_right_changes_nothing(person, changed):
    ask_id = asking.ask(person)
    (token,) = asking.tokens(ask_id)
    with pytest.raises(NotAllowed, match="answers_wrong"):
        answer(token, **changed)
    assert opened(token).state == "open"


def test_a_link_is_used_once(person):
    ask_id = asking.ask(person)
    (token,) = asking.tokens(ask_id)
    answer(token)
    answer(token)  # the same again: a button pressed twice
    with pytest.raises(NotAllowed, match="ask_is_received"):
        answer(token, conduct="Terrible.")
    with pytest.raises(NotAllowed, match="ask_is_received"):
        actions.decline(token, by=HOLDER, because=WHY)
    assert len(asking.letters(ask_id, "ask_thanks")) == 1
    assert opened(token).state == "used"
    assert opened(token).person == "", "a used link names nobody"


def test_after_its_time_a_link_takes_no_answer_whether_or_not_the_clock_came_by(person):
    ask_id = asking.ask(person)
    (token,) = asking.tokens(ask_id)
    with clock.at(NOVEMBER + timedelta(days=28)):
        assert opened(token).state == "over"
        with pytest.raises(NotAllowed, match="ask_expired_now"):
            answer(token)
        assert jobs.expire_asks() == 1
        assert jobs.expire_asks() == 0
        with pytest.raises(NotAllowed, match="ask_expired_now"):
            answer(token)
        assert len(asking.letters(ask_id, "ask_expired_applicant")) == 1


@pytest.mark.parametrize("clock_came_by", [True, False])
def test_who_is_too_late_may_take_a_new_link_twice(person, clock_came_by):
    ask_id = asking.ask(person)
    moment = NOVEMBER
    for _turn in range(2):
        moment += timedelta(days=29)
        with clock.at(moment):
            if clock_came_by:
                jobs.expire_asks()
            actions.renew(asking.tokens(ask_id)[0], by=HOLDER, because=WHY)
    with clock.at(moment + timedelta(days=29)), pytest.raises(NotAllowed, match="renewed_often"):
        actions.renew(asking.tokens(ask_id)[0], by=HOLDER, because=WHY)
    with clock.at(moment):
        assert len(asking.tokens(ask_id)) == 3
        answer(asking.tokens(ask_id)[-1])


def test_a_link_that_is_open_needs_no_new_one(person):
    (token,) = asking.tokens(asking.ask(person))
    with pytest.raises(NotAllowed, match="ask_is_requested"):
        actions.renew(token, by=HOLDER, because=WHY)


def test_an_address_that_said_never_is_written_to_by_nobody(person, officer):
    first = asking.ask(person)
    (token,) = asking.tokens(first)
    actions.never_again(token, by=HOLDER, because=WHY)
    actions.never_again(token, by=HOLDER, because=WHY)
    assert Ask.objects.get(pk=first).declined_because == "never_write"
    other = asking.applicant()
    second = asking.ask(other, email=" Rosa@RoseHouse.example ")
    assert Ask.objects.get(pk=second).state == "declined"
    assert asking.letters(second) == []
    with pytest.raises(NotAllowed, match="never_write"):
        actions.ask_again(second, by=officer, because=WHY)


def test_never_again_is_seen_by_staff_and_taken_back_with_any_link(person, officer):
    first = asking.ask(person)
    (token,) = asking.tokens(first)
    actions.never_again(token, by=HOLDER, because=WHY)
    (facts,) = queries.asks_of(person.person_id, officer)
    assert facts.unwilling
    (own,) = queries.asks_of(person.person_id, person)
    assert not own.unwilling, "the person is not told why"
    assert opened(token).unwilling
    elsewhere = actions.ask_somebody_else(
        first, name="Rosa Head", email="rosa.head@elsewhere.example", by=person, because=WHY
    )
    assert asking.letters(elsewhere)
    with pytest.raises(NotAllowed, match="link_unknown"):
        actions.write_again("nonsense", by=HOLDER, because=WHY)
    for by in (person, officer):
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.write_again(token, by=by, because=WHY)
    for _time in range(2):
        actions.write_again(token, by=HOLDER, because=WHY)
    assert not opened(token).unwilling
    told = [line.what for line in of_subject("checks.ask", first)]
    assert told.count("checks.never_write_undone") == 1
    assert asking.letters(asking.ask(asking.applicant()))


def test_the_head_takes_never_again_back_in_words(person, officer):
    first = asking.ask(person)
    actions.never_again(asking.tokens(first)[0], by=HOLDER, because=WHY)
    head = asking.officer("head_of_registration")
    rang = replace(WHY, words="She rang and asked for it.")
    for by, why, because in (
        (officer, "wrong_role", rang),
        (asking.officer("registrar"), "wrong_role", rang),
        (person, "wrong_role", rang),
        (replace(head, person_id=person.person_id), "own_record", rang),
        (head, "words_missing", WHY),
    ):
        with pytest.raises(NotAllowed, match=why):
            actions.lift_never_write(first, by=by, because=because)
    actions.lift_never_write(first, by=head, because=rang)
    assert asking.letters(asking.ask(asking.applicant()))
    line = next(one for one in of_subject("checks.ask", first) if one.what == "checks.never_write_undone")
    assert (line.by_role, line.words) == ("head_of_registration", rang.words)


def test_an_address_that_said_never_gets_no_reminder_of_another_ask(person):
    first, second = asking.ask(person), asking.ask(asking.applicant())
    actions.never_again(asking.tokens(first)[0], by=HOLDER, because=WHY)
    with clock.at(NOVEMBER + timedelta(days=8)):
        jobs.remind_asks()
    assert len(asking.letters(second)) == 1


def test_the_address_and_the_answers_lie_sealed_and_the_token_nowhere(person):
    ask_id = asking.ask(person)
    (token,) = asking.tokens(ask_id)
    answer(token)
    row = Ask.objects.get(pk=ask_id)
    kept = bytes(row.sealed) + bytes(row.answers) + bytes(row.address_blind)
    for word in (b"rosa", b"Rosa", b"Rose House", b"patient", b"Care assistant"):
        assert word not in kept
    assert token.encode() not in b"".join(map(bytes, AskLink.objects.values_list("digest", flat=True)))
    told = [str(event.refs) + event.words for event in of_subject("checks.ask", ask_id)]
    assert not any("osa" in one or token in one for one in told)


def test_asking_the_same_address_twice_is_asking_once(person):
    cause = uuid4()
    assert asking.ask(person, cause_id=cause) == asking.ask(person, cause_id=cause, email="ROSA@rosehouse.example")
    assert len(asking.letters(Ask.objects.get().pk)) == 1


def test_a_person_cannot_have_us_write_to_anybody_they_like(person):
    """Each "somebody else" is a letter to an address of their choice, with a name of their choice in it."""
    ask_id = asking.ask(person)
    for number in range(11):
        address = f"stranger{number}@elsewhere.example"
        ask_id = actions.ask_somebody_else(ask_id, name="Buy here", email=address, by=person, because=WHY)
    with pytest.raises(NotAllowed, match="asked_often"):
        actions.ask_somebody_else(ask_id, name="Buy here", email="more@elsewhere.example", by=person, because=WHY)


def test_nor_once_the_check_is_decided(person, officer):
    cause = uuid4()
    check = actions.open_check(person.person_id, "references", application_id=cause, by=person, because=WHY)
    ask_id = asking.ask(person, cause_id=cause)
    actions.decline(asking.tokens(ask_id)[0], by=HOLDER, because=WHY)
    actions.accept(check, method="seen", by=officer, because=WHY)
    said: dict[str, Any] = {"name": "Rosa Stranger", "email": "rosa@elsewhere.example"}
    with pytest.raises(NotAllowed, match="check_is_closed"):
        actions.ask_somebody_else(ask_id, **said, by=person, because=WHY)
    with pytest.raises(NotAllowed, match="check_is_closed"):
        actions.ask_again(ask_id, by=person, because=WHY)
    assert actions.ask_somebody_else(ask_id, **said, by=officer, because=WHY)
