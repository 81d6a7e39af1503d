"""Names, and who may find a person by one: refusals first."""

import pytest

from careregister.base.actors import Actor, Because, Kind
from careregister.history.models import Entry
from careregister.people.actions import (
    change_legal_name,
    clear_at_risk,
    make_former_name_findable,
    make_former_name_unfindable,
    mark_at_risk,
    set_known_as,
)
from careregister.people.models import FORMER, PersonName
from careregister.people.queries import names_of
from careregister.people.tests import world
from careregister.people.tests.world import OWN_WISH, refused

pytestmark = pytest.mark.django_db
SEEN = Because("document_seen")


def themselves(person) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=person.pk)


def test_nobody_changes_their_own_legal_name():
    person = world.person()
    assert (
        refused(lambda: change_legal_name(person, "Grace Bello", by=themselves(person), because=SEEN)) == "own_record"
    )


@pytest.mark.parametrize("role", ["administrator", "auditor", "representative", "panel_member"])
def test_names_are_kept_by_registrars(role):
    person = world.person()
    by = world.actor(role)
    assert refused(lambda: change_legal_name(person, "Grace Bello", by=by, because=SEEN)) == "not_name_keeper"


def test_a_registrar_makes_no_choice_for_a_person():
    person, by = world.person(), world.actor("registrar")
    assert refused(lambda: set_known_as(person, "Gracie", by=by, because=SEEN)) == "persons_choice"
    change_legal_name(person, "Grace Bello", by=by, because=SEEN)
    former = PersonName.objects.get(person=person, kind=FORMER)
    assert refused(lambda: make_former_name_findable(former, by=by, because=SEEN)) == "persons_choice"
    mark_at_risk(person, by=by, because=Because("protection"))
    assert refused(lambda: clear_at_risk(person, by=by, because=Because("mistake"))) == "persons_choice"


def test_another_person_makes_no_choice_for_one():
    person, other = world.person(), world.person("Somebody Else")
    assert refused(lambda: mark_at_risk(person, by=themselves(other), because=OWN_WISH)) == "not_protector"
    assert refused(lambda: set_known_as(person, "Gracie", by=themselves(other), because=OWN_WISH)) == "not_name_keeper"


def test_only_a_former_name_is_made_findable():
    person = world.person()
    legal = PersonName.objects.get(person=person)
    assert (
        refused(lambda: make_former_name_findable(legal, by=themselves(person), because=OWN_WISH))
        == "not_a_former_name"
    )


def test_empty_and_unchanged_names_are_refused():
    person, by = world.person(), world.actor("registrar")
    assert refused(lambda: change_legal_name(person, "  ", by=by, because=SEEN)) == "name_missing"
    assert refused(lambda: change_legal_name(person, "Grace  Okafor", by=by, because=SEEN)) == "name_unchanged"


def test_the_name_before_is_kept_and_nobody_finds_it():
    person = world.person()
    change_legal_name(person, "Grace Bello", family="Bello", by=world.actor("registrar"), because=SEEN)
    former = PersonName.objects.get(person=person, kind=FORMER)
    assert (former.full, former.findable) == ("Grace Okafor", False)
    assert former.until == PersonName.objects.get(person=person, kind="legal").since
    assert names_of([person.pk]) == {person.pk: "Grace Bello"}


def test_the_person_lets_a_former_name_be_found_and_takes_it_back():
    person = world.person()
    change_legal_name(person, "Grace Bello", by=world.actor("registrar"), because=SEEN)
    former = PersonName.objects.get(person=person, kind=FORMER)
    assert make_former_name_findable(former, by=themselves(person), because=OWN_WISH).findable
    assert refused(lambda: make_former_name_findable(former, by=themselves(person), because=OWN_WISH)) == "unchanged"
    assert not make_former_name_unfindable(former, by=themselves(person), because=OWN_WISH).findable


def test_a_known_as_name_is_what_a_person_is_called():
    person = world.person()
    set_known_as(person, "Gracie Okafor", by=themselves(person), because=OWN_WISH)
    assert names_of([person.pk]) == {person.pk: "Gracie Okafor"}
    set_known_as(person, "", by=themselves(person), because=OWN_WISH)
    assert names_of([person.pk]) == {person.pk: "Grace Okafor"}


def test_history_holds_no_name():
    person = world.person()
    change_legal_name(person, "Zebedee Quux", by=world.actor("registrar"), because=SEEN)
    assert not any("Quux" in str(refs) for refs in Entry.objects.values_list("refs", flat=True))
