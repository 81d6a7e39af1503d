"""Who may do what with letters: refusals first."""

from uuid import uuid4

import pytest

from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Kind, importing
from careregister.base.refusals import NotAllowed
from careregister.letters import policy
from careregister.letters.letters import ACCOUNT_MAIL, SIGN_IN_NOTICE
from careregister.people.roles import ROLES

PERSON = uuid4()


def staff(*roles: str) -> Actor:
    return Actor(kind=Kind.STAFF, person_id=uuid4(), roles=frozenset(roles), role=roles[0] if roles else "")


def reason(call, *arguments) -> str:
    with pytest.raises(NotAllowed) as refused:
        call(*arguments)
    return refused.value.reason


@pytest.mark.parametrize("role", sorted(set(ROLES) - policy.READERS))
def test_other_roles_read_no_letter(role):
    assert reason(policy.may_read, staff(role), PERSON) == "not_a_reader"


@pytest.mark.parametrize(
    "by", [ANONYMOUS, CLOCK, importing("x"), Actor(kind=Kind.PERSON, person_id=uuid4()), Actor(kind=Kind.PERSON)]
)
def test_nobody_reads_another_persons_letters(by):
    assert reason(policy.may_read, by, PERSON) == "not_a_reader"
    assert reason(policy.may_read, by, None) == "not_a_reader"


def test_a_kind_that_does_not_repeat_is_not_repeated_by_anybody():
    for by in (CLOCK, staff("head_of_registration")):
        assert reason(policy.may_send_again, by, SIGN_IN_NOTICE, 1) == "kind_is_not_repeated"


def test_the_clock_does_not_repeat_for_ever():
    assert reason(policy.may_send_again, CLOCK, ACCOUNT_MAIL, 3) == "tried_often_enough"
    policy.may_send_again(CLOCK, ACCOUNT_MAIL, 2)


def test_an_auditor_reads_and_sends_nothing():
    assert reason(policy.may_send_again, staff("auditor"), ACCOUNT_MAIL, 1) == "not_a_sender"
    policy.may_read(staff("auditor"), PERSON)


def test_letters_leave_by_the_clock_only():
    for by in (ANONYMOUS, staff("registrar"), importing("x")):
        assert reason(policy.may_hand_over, by) == "not_the_clock"
        assert reason(policy.may_record_return, by) == "not_the_provider"


def test_everybody_reads_their_own():
    policy.may_read(Actor(kind=Kind.PERSON, person_id=PERSON), PERSON)
