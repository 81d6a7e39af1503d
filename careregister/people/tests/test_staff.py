"""Who works here, and as what: refusals first."""

import pytest
from django.db import IntegrityError, connection, transaction

from careregister.base import clock
from careregister.base.actors import CLOCK, Because, importing
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.people.actions import add_staff, end_role, grant_role
from careregister.people.models import Account, RoleGrant, from_now_on
from careregister.people.queries import actor_for
from careregister.people.roles import ROLES
from careregister.people.tests import world
from careregister.people.tests.world import BECAUSE

pytestmark = pytest.mark.django_db


def refused(act) -> str:
    before = (Entry.objects.count(), RoleGrant.objects.count(), Account.objects.count())
    with pytest.raises(NotAllowed) as refusal:
        act()
    assert (Entry.objects.count(), RoleGrant.objects.count(), Account.objects.count()) == before, "nothing is written"
    return refusal.value.reason


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_only_an_administrator_gives_roles(role):
    other = world.account("editor")
    by = world.actor(role)
    assert refused(lambda: grant_role(other, "checks_officer", by=by, because=BECAUSE)) == "not_administrator"


@pytest.mark.parametrize("by", [CLOCK, importing("a file")], ids=lambda actor: actor.kind)
def test_neither_the_clock_nor_an_import_gives_roles(by):
    other = world.account("editor")
    assert refused(lambda: grant_role(other, "checks_officer", by=by, because=BECAUSE)) == "not_administrator"


def test_an_administrator_cannot_give_themselves_a_role():
    own = world.account("administrator")
    assert refused(lambda: grant_role(own, "auditor", by=actor_for(own), because=BECAUSE)) == "own_roles"


def test_an_administrator_cannot_end_their_own_role():
    own = world.account("administrator")
    assert refused(lambda: end_role(own, "administrator", by=actor_for(own), because=BECAUSE)) == "own_roles"


def test_an_administrator_gives_no_role_to_a_second_account_of_their_own():
    own = world.account("administrator")
    second = Account.objects.create(email="second@example.org", person=own.person)
    assert refused(lambda: grant_role(second, "editor", by=actor_for(own), because=BECAUSE)) == "own_roles"


@pytest.mark.parametrize("judging", [code for code, role in ROLES.items() if role.side == "judges"])
@pytest.mark.parametrize("representing", ["representative", "campaigns_officer"])
def test_nobody_both_represents_and_judges(judging, representing):
    by = world.administrator()
    other = world.account(representing)
    assert refused(lambda: grant_role(other, judging, by=by, because=BECAUSE)) == "represents_and_judges"
    other = world.account(judging)
    assert refused(lambda: grant_role(other, representing, by=by, because=BECAUSE)) == "represents_and_judges"


def test_not_even_under_two_accounts():
    by = world.administrator()
    other = world.account("registrar")
    second = Account.objects.create(email="second@example.org", person=other.person)
    assert refused(lambda: grant_role(second, "representative", by=by, because=BECAUSE)) == "represents_and_judges"


def test_the_database_refuses_it_too():
    other = world.account("registrar")
    with pytest.raises(IntegrityError, match="role_judges_or_represents"), transaction.atomic():
        _grant(other, "representative")
    with pytest.raises(IntegrityError, match="role_goes_alone"), transaction.atomic():
        _grant(other, "administrator")
    with pytest.raises(IntegrityError, match="role_once_at_a_time"), transaction.atomic():
        _grant(other, "registrar")
    with pytest.raises(IntegrityError, match="role_not_given_to_oneself"), transaction.atomic():
        _grant(other, "checks_officer", granted_by=other.person_id)
    stranger = world.person("Somebody Else")
    with pytest.raises(IntegrityError, match="is_of_the_person"):
        _grant_to_another_person(other, stranger)


@pytest.mark.parametrize("alone", ["administrator", "auditor"])
def test_who_oversees_does_nothing_else(alone):
    by = world.administrator()
    registrar, overseer = world.account("registrar"), world.account(alone)
    assert refused(lambda: grant_role(registrar, alone, by=by, because=BECAUSE)) == "role_goes_alone"
    assert refused(lambda: grant_role(overseer, "registrar", by=by, because=BECAUSE)) == "role_goes_alone"


def test_a_role_is_not_given_twice_nor_ended_twice():
    by = world.administrator()
    other = world.account("editor")
    assert refused(lambda: grant_role(other, "editor", by=by, because=BECAUSE)) == "role_already_held"
    assert refused(lambda: end_role(other, "registrar", by=by, because=BECAUSE)) == "role_not_held"
    assert refused(lambda: grant_role(other, "emperor", by=by, because=BECAUSE)) == "unknown_role"


def test_no_change_without_a_reason():
    by = world.administrator()
    other = world.account("editor")
    assert refused(lambda: grant_role(other, "checks_officer", by=by, because=Because(""))) == "reason_missing"


@pytest.mark.parametrize(
    ("email", "name", "roles", "reason"),
    [
        ("not an address", "Ann Other", ["editor"], "email_wrong"),
        ("new@example.org", "  ", ["editor"], "name_missing"),
        ("new@example.org", "Ann Other", [], "no_role"),
        ("new@example.org", "Ann Other", ["representative", "registrar"], "represents_and_judges"),
        ("new@example.org", "Ann Other", ["auditor", "registrar"], "role_goes_alone"),
        ("TAKEN@example.org", "Ann Other", ["editor"], "email_taken"),
    ],
)
def test_an_account_that_may_not_be(email, name, roles, reason):
    by = world.administrator()
    world.account(email="taken@example.org")
    assert refused(lambda: add_staff(email, name, roles, by=by, because=BECAUSE)) == reason


def test_the_first_administrator_comes_from_the_command_line_and_no_second():
    first = add_staff(
        "first@example.org", "Ada Minister", ["administrator"], by=importing("command line"), because=BECAUSE
    )
    assert actor_for(first).roles == {"administrator"}
    again = lambda: add_staff("two@example.org", "B", ["administrator"], by=importing("command line"), because=BECAUSE)  # noqa: E731
    assert refused(again) == "not_administrator"


def test_a_new_account_has_no_password_and_its_roles():
    made = add_staff(
        "new@example.org", "Ann Other", ["registrar", "checks_officer"], by=world.administrator(), because=BECAUSE
    )
    assert not made.has_usable_password()
    assert actor_for(made).roles == {"registrar", "checks_officer"}
    assert list(Entry.objects.filter(subject_id=made.pk).order_by("sequence").values_list("what", "by_role")) == [
        ("people.staff_added", "administrator"),
        ("people.role_given", "administrator"),
        ("people.role_given", "administrator"),
    ]


def test_a_role_ends_now_and_may_be_given_again():
    by = world.administrator()
    other = world.account("editor")
    end_role(other, "editor", by=by, because=BECAUSE)
    assert actor_for(other).kind == "person"
    grant_role(other, "editor", by=by, because=BECAUSE)
    assert actor_for(other).roles == {"editor"}
    assert Entry.objects.filter(subject_id=other.pk, what="people.role_ended", refs={"role": "editor"}).count() == 1


def _grant(account, role, **also):
    RoleGrant.objects.create(
        account=account, person=account.person, role=role, side=ROLES[role].side, held=from_now_on(clock.now()), **also
    )


@transaction.atomic
def _grant_to_another_person(account, person):
    RoleGrant.objects.create(
        account=account, person=person, role="editor", side="neither", held=from_now_on(clock.now())
    )
    connection.check_constraints()
