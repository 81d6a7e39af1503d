"""Who may do what with letters: refusals first."""

from uuid import uuid4

import pytest

from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Kind, importing
from careregister.base.refusals import NotAllowed
from careregister.letters import policy
from careregister.letters.kinds import LetterKind, all_kinds
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


def may_send_again(by, kind, status="uncertain", attempts=1, over=False):
    policy.may_send_again(by, kind, status, attempts, over=over)


def test_a_kind_that_does_not_repeat_is_not_repeated_by_anybody():
    for by in (CLOCK, staff("head_of_registration")):
        assert reason(may_send_again, by, SIGN_IN_NOTICE) == "kind_is_not_repeated"


def test_the_clock_does_not_repeat_for_ever_nor_what_came_back():
    assert reason(may_send_again, CLOCK, ACCOUNT_MAIL, "uncertain", 3) == "tried_often_enough"
    assert reason(may_send_again, CLOCK, ACCOUNT_MAIL, "returned") == "letter_is_returned"
    may_send_again(CLOCK, ACCOUNT_MAIL, "uncertain", 2)


def test_a_code_whose_time_is_over_is_not_sent_again():
    assert reason(may_send_again, staff("registrar"), ACCOUNT_MAIL, "returned", 1, True) == "letter_too_old"
    may_send_again(staff("registrar"), ACCOUNT_MAIL, "returned", 5)


@pytest.mark.parametrize("role", sorted(set(ROLES) - policy.SENDERS))
def test_other_roles_send_nothing_and_write_nothing_off(role):
    assert reason(may_send_again, staff(role), ACCOUNT_MAIL) == "not_a_sender"
    assert reason(policy.may_handle, staff(role)) == "not_a_sender"


@pytest.mark.parametrize("role", sorted(set(ROLES) - policy.SENDERS - {"auditor"}))
def test_other_roles_do_not_see_what_did_not_arrive(role):
    assert reason(policy.may_list, staff(role)) == "not_a_sender"


def test_staff_read_no_letter_to_themselves_in_their_role():
    by = staff("registrar")
    assert reason(policy.may_read, by, by.person_id) == "about_oneself"


def test_an_auditor_reads():
    policy.may_read(staff("auditor"), PERSON)


def test_what_gives_reasons_is_read_by_registrars_and_the_person_only():
    closed = LetterKind(code="letters.closed", name=ACCOUNT_MAIL.name, closed=True)
    reads = {role for role in ROLES if policy.reads_words(staff(role), closed)}
    assert reads == {"registrar", "head_of_registration"}
    assert policy.reads_words(Actor(kind=Kind.PERSON, person_id=PERSON), closed)
    for role in ROLES:
        assert not policy.reads_words(staff(role), ACCOUNT_MAIL)
        assert not policy.reads_words(staff(role), None)


def test_the_kinds_that_give_reasons_are_closed():
    closed = {code for code, kind in all_kinds().items() if kind.closed}
    assert closed == {
        *(f"applications.{code}" for code in ("notice", "notice_reminder", "refused")),
        *(f"applications.appeal_{code}" for code in ("received", "allowed", "dismissed", "withdrawn")),
        *(f"privacy.{code}" for code in ("answered", "refused")),
        *(f"membership.waiver_{code}" for code in ("granted", "declined")),
        *(f"renewals.{code}" for code in ("deferred", "not_deferred", "handed_back", "coming_back_missing")),
        *(f"training.audit_{code}" for code in ("not_met", "appeal_received", "appeal_allowed", "appeal_dismissed")),
    }


def test_letters_leave_by_the_clock_only():
    for by in (ANONYMOUS, staff("registrar"), importing("x")):
        assert reason(policy.may_hand_over, by) == "not_the_clock"
        assert reason(policy.may_record_return, by) == "not_the_provider"


def test_everybody_reads_their_own():
    policy.may_read(Actor(kind=Kind.PERSON, person_id=PERSON), PERSON)
