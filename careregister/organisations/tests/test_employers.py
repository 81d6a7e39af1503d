"""Employers, and who acts for them: refusals first."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.queries import of_subject
from careregister.letters.models import Letter
from careregister.organisations import actions, queries
from careregister.organisations.models import Employer, EmployerInvitation, EmployerUser
from careregister.organisations.roles import ROLES
from careregister.organisations.states import EMPLOYER
from careregister.people.tests import world

pytestmark = pytest.mark.django_db
WHY = Because("own_wish")


def somebody(name: str = "Olive Owner") -> Actor:
    return world.owner_of(world.account(name=name))


def opened(name: str = "Rose House Care") -> tuple[UUID, Actor]:
    owner = somebody()
    return actions.open_employer(name, by=owner, because=WHY), owner


def invited(employer: UUID, by: Actor, *roles: str) -> str:
    """The token in the letter to a colleague."""
    invitation = actions.invite_user(employer, f"{uuid4().hex}@example.org", roles or ("payer",), by=by, because=WHY)
    letter = Letter.objects.select_related("words").get(cause_id=invitation)
    link = next(word for word in letter.words.opened("body").split() if "/invitation/" in word)
    return link.rstrip("/").rpartition("/")[2]


def colleague(employer: UUID, by: Actor, *roles: str) -> Actor:
    new = somebody("Colin Colleague")
    actions.accept_invitation(invited(employer, by, *roles), by=new, because=WHY)
    return new


def account_of(by: Actor) -> UUID:
    assert by.account_id is not None
    return by.account_id


def refused(reason: str):
    return pytest.raises(NotAllowed, match=reason)


@pytest.mark.parametrize("by", [ANONYMOUS, CLOCK])
def test_nobody_who_is_not_signed_in_opens_an_employer(by: Actor):
    with refused("sign_in_first"):
        actions.open_employer("Rose House Care", by=by, because=WHY)


def test_an_employer_has_a_name():
    with refused("name_missing"):
        actions.open_employer("  ", by=somebody(), because=WHY)


def test_strangers_and_other_roles_change_nothing():
    employer, owner = opened()
    payer = colleague(employer, owner, "payer")
    for other in (somebody(), payer, world.actor("registrar"), world.actor("finance_officer"), ANONYMOUS):
        for step in (
            lambda other=other: actions.invite_user(employer, "a@example.org", ["payer"], by=other, because=WHY),
            lambda other=other: actions.give_role(employer, account_of(owner), ["payer"], by=other, because=WHY),
            lambda other=other: actions.end_user(employer, account_of(owner), by=other, because=WHY),
            lambda other=other: actions.close_employer(employer, by=other, because=WHY),
        ):
            with refused("not_of_the_employer"):
                step()
        with refused("wrong_role"):
            actions.confirm_employer(employer, by=other, because=WHY)


def test_who_acts_for_an_employer_is_read_by_its_own_people_and_by_who_looks_after_members():
    employer, owner = opened()
    payer = colleague(employer, owner, "payer")
    for other in (somebody(), world.actor("registrar"), world.actor("administrator"), ANONYMOUS):
        with refused("not_of_the_employer"):
            queries.users_of(employer, other)
    for reader in (owner, payer, world.actor("membership_officer"), world.actor("auditor")):
        assert len(queries.users_of(employer, reader)) == 2


@pytest.mark.parametrize(("roles", "reason"), [([], "no_role"), (["king"], "unknown_role")])
def test_there_are_only_the_roles_there_are(roles: list[str], reason: str):
    employer, owner = opened()
    with refused(reason):
        actions.invite_user(employer, "a@example.org", roles, by=owner, because=WHY)


@pytest.mark.parametrize("address", ["", "rose", "rose@", "@rose", "two words@example.org", "a@b@c"])
def test_an_invitation_goes_to_an_address(address: str):
    employer, owner = opened()
    with refused("address_wrong"):
        actions.invite_user(employer, address, ["payer"], by=owner, because=WHY)


def test_a_link_works_once_and_for_four_weeks():
    employer, owner = opened()
    token = invited(employer, owner)
    with refused("invitation_over"):
        actions.accept_invitation("no such token", by=somebody(), because=WHY)
    with refused("sign_in_first"):
        actions.accept_invitation(token, by=ANONYMOUS, because=WHY)
    with clock.at(clock.now() + timedelta(days=29)), refused("invitation_over"):
        actions.accept_invitation(token, by=somebody(), because=WHY)
    actions.accept_invitation(token, by=somebody(), because=WHY)
    with refused("invitation_over"):
        actions.accept_invitation(token, by=somebody(), because=WHY)


def test_an_employer_is_never_without_an_owner():
    employer, owner = opened()
    with refused("last_owner"):
        actions.end_user(employer, account_of(owner), by=owner, because=WHY)
    with refused("last_owner"):
        actions.give_role(employer, account_of(owner), ["payer"], by=owner, because=WHY)
    colleague(employer, owner, "owner")
    actions.end_user(employer, account_of(owner), by=owner, because=WHY)
    assert queries.employers_of(account_of(owner)) == ()


def test_staff_invite_a_first_owner_and_nobody_else():
    officer = world.actor("membership_officer")
    employer = actions.open_employer("Elm House Care", by=officer, because=WHY)
    assert queries.employers_of(account_of(officer)) == ()
    with refused("only_an_owner"):
        actions.invite_user(employer, "a@example.org", ["payer"], by=officer, because=WHY)
    owner = colleague(employer, officer, "owner")
    with refused("only_an_owner"):
        actions.invite_user(employer, "b@example.org", ["owner"], by=officer, because=WHY)
    assert queries.roles_of(employer, owner) == {"owner"}


def test_staff_confirm_no_employer_of_their_own():
    account = world.account("membership_officer", name="Eleni Officer")
    employer, owner = opened()
    actions.accept_invitation(invited(employer, owner, "payer"), by=world.owner_of(account), because=WHY)
    from_staff = Actor(
        kind=world.Kind.STAFF,
        person_id=account.person_id,
        account_id=account.pk,
        roles=frozenset({"membership_officer"}),
    )
    with refused("own_employer"):
        actions.confirm_employer(employer, by=from_staff, because=WHY)
    officer = world.actor("membership_officer")
    actions.confirm_employer(employer, by=officer, because=WHY)
    with refused("employer_confirmed"):
        actions.confirm_employer(employer, by=officer, because=WHY)


def test_two_may_say_that_they_are_a_provider_and_one_is_confirmed():
    officer = world.actor("membership_officer")
    both = [actions.open_employer(f"House {one}", provider_id="1-101", by=somebody(), because=WHY) for one in (1, 2)]
    actions.confirm_employer(both[0], by=officer, because=WHY)
    with refused("provider_taken"):
        actions.confirm_employer(both[1], by=officer, because=WHY)


def test_a_closed_employer_has_nobody_and_takes_nobody():
    employer, owner = opened()
    token = invited(employer, owner)
    actions.close_employer(employer, by=owner, because=WHY)
    with refused("employer_closed"):
        actions.invite_user(employer, "a@example.org", ["payer"], by=owner, because=WHY)
    with refused("invitation_over"):
        actions.accept_invitation(token, by=somebody(), because=WHY)
    assert queries.employers_of(account_of(owner)) == ()
    assert queries.invitation_by_token(token) is None


def test_whoever_opens_an_employer_owns_it_and_history_says_so():
    employer, owner = opened("  Rose   House Care ")
    (shown,) = queries.employers_of(account_of(owner))
    assert (shown.name, shown.roles, shown.state, shown.may_pay) == ("Rose House Care", ("owner",), "new", True)
    assert [line.what for line in of_subject("organisations.employer", employer)] == ["organisations.employer_opened"]


def test_the_letter_to_a_colleague_says_what_for_and_its_address_goes_when_it_is_settled():
    employer, owner = opened()
    token = invited(employer, owner, "payer", "trainer")
    shown = queries.invitation_by_token(token)
    assert shown is not None
    assert (shown.employer_name, shown.roles) == ("Rose House Care", ("payer", "trainer"))
    assert "@example.org" in queries.invitations_of(employer, owner)[0].email
    actions.decline_invitation(token, by=somebody(), because=WHY)
    assert EmployerInvitation.objects.get().opened() == ""
    assert queries.invitations_of(employer, owner) == ()


def test_whoever_is_invited_again_has_a_new_link_and_the_old_one_is_over():
    employer, owner = opened()
    for _again in range(2):
        actions.invite_user(employer, "rose@example.org", ["payer"], by=owner, because=WHY)
    assert sorted(EmployerInvitation.objects.values_list("state", flat=True)) == ["waiting", "withdrawn"]


def test_what_nobody_answers_is_over_after_its_time():
    employer, owner = opened()
    invited(employer, owner)
    assert actions.expire_invitations(by=CLOCK, because=WHY) == 0
    with clock.at(clock.now() + timedelta(days=29)):
        assert actions.expire_invitations(by=CLOCK, because=WHY) == 1
    assert EmployerInvitation.objects.get().state == "expired"


def test_roles_add_up_and_can_be_changed():
    employer, owner = opened()
    payer = colleague(employer, owner, "payer")
    actions.accept_invitation(invited(employer, owner, "checker"), by=payer, because=WHY)
    assert queries.roles_of(employer, payer) == {"payer", "checker"}
    actions.give_role(employer, account_of(payer), ["recruiter"], by=owner, because=WHY)
    assert queries.roles_of(employer, payer) == {"recruiter"}
    with refused("unchanged"):
        actions.give_role(employer, account_of(payer), ["recruiter"], by=owner, because=WHY)
    assert {account for account, _person in queries.accounts_that_pay(employer)} == {account_of(owner)}


@pytest.mark.parametrize("state", EMPLOYER.states)
def test_only_the_steps_of_the_table(state: str):
    employer, owner = opened()
    closed = clock.now() if state == "closed" else None
    Employer.objects.filter(pk=employer).update(state=state, closed_at=closed)
    for action in ("confirm_employer", "close_employer"):
        by = world.actor("membership_officer") if action == "confirm_employer" else owner
        try:
            with transaction.atomic():
                getattr(actions, action)(employer, by=by, because=WHY)
                assert EMPLOYER.lawful(action, state)
                transaction.set_rollback(True)
        except NotAllowed:
            assert not EMPLOYER.lawful(action, state)


@pytest.mark.parametrize("wrong", [{"roles": []}, {"roles": ["king"]}])
def test_the_database_knows_the_roles(wrong: dict):
    employer, owner = opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        EmployerUser.objects.filter(employer=employer).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmployerUser.objects.create(employer_id=employer, account_id=account_of(owner), roles=["payer"])


def test_every_role_has_a_name_and_says_what_it_does():
    assert all(str(role.name) and str(role.hint) for role in ROLES.values())
