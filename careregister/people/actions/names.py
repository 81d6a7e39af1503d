"""Names of people, and who may find them by one."""

from dataclasses import replace

from django.db import transaction

from careregister.base import clock, together
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.locks import lock_person
from careregister.people.models import FORMER, KNOWN_AS, LEGAL, Person, PersonName


@transaction.atomic
def change_legal_name(person: Person, full: str, *, by: Actor, because: Because, family: str = "") -> PersonName:
    """A new legal name from now on. The one before becomes a former name, which nobody finds unless the person says so.

    NotAllowed `name_missing`, `name_unchanged`, and what `policy.may_change_legal_name` says.
    """
    person = lock_person(person.pk)
    acting = policy.may_change_legal_name(by, person)
    policy.check_reason(because)
    new = _written(person, LEGAL, full, family)
    old = PersonName.objects.filter(person=person, kind=LEGAL, until=None).first()
    if old is not None:
        if (old.full, old.family) == (new.full, new.family):
            raise NotAllowed("name_unchanged")
        old.kind, old.findable, old.until = FORMER, False, new.since
        old.save(update_fields=["kind", "findable", "until"])
    new.save()
    _record("people.legal_name_changed", person, new, by=replace(by, role=acting), because=because)
    return new


@transaction.atomic
def set_known_as(person: Person, full: str, *, by: Actor, because: Because, family: str = "") -> PersonName | None:
    """The name a person goes by; an empty one takes it away. The person's own choice."""
    person = lock_person(person.pk)
    acting = policy.may_choose_for(by, person.pk, because)
    policy.check_reason(because)
    new = _written(person, KNOWN_AS, full, family) if full.strip() else None
    moment = clock.now()
    ended = PersonName.objects.filter(person=person, kind=KNOWN_AS, until=None).update(until=moment)
    if new is None and not ended:
        raise NotAllowed("name_unchanged")
    if new is not None:
        new.save()
    what = "people.known_as_set" if new else "people.known_as_ended"
    _record(what, person, new, by=replace(by, role=acting), because=because)
    return new


@together.part
def make_former_name_findable(name: PersonName, *, by: Actor, because: Because) -> PersonName:
    """Let a search find the person by a former name (it is never displayed). The person's own choice."""
    return _findable(name, True, "people.former_name_made_findable", by=by, because=because)


@transaction.atomic
def make_former_name_unfindable(name: PersonName, *, by: Actor, because: Because) -> PersonName:
    """Nobody finds the person by this former name any more."""
    return _findable(name, False, "people.former_name_made_unfindable", by=by, because=because)


@together.part
def mark_at_risk(person: Person, *, by: Actor, because: Because) -> Person:
    """From now on no name search finds this person."""
    return _at_risk(person, True, "people.marked_at_risk", by=by, because=because)


@transaction.atomic
def clear_at_risk(person: Person, *, by: Actor, because: Because) -> Person:
    """Name search finds this person again: only when they ask for it themselves."""
    policy.may_choose_for(by, person.pk, because)
    return _at_risk(person, False, "people.at_risk_cleared", by=by, because=because)


def _findable(name: PersonName, findable: bool, what: str, *, by: Actor, because: Because) -> PersonName:
    person = lock_person(name.person_id)
    acting = policy.may_choose_for(by, person.pk, because)
    policy.check_reason(because)
    name = PersonName.objects.get(pk=name.pk)
    if name.kind != FORMER:
        raise NotAllowed("not_a_former_name")
    if name.findable == findable:
        raise NotAllowed("unchanged")
    name.findable = findable
    name.save(update_fields=["findable"])
    _record(what, person, name, by=replace(by, role=acting), because=because)
    return name


def _at_risk(person: Person, at_risk: bool, what: str, *, by: Actor, because: Because) -> Person:
    person = lock_person(person.pk)
    acting = policy.may_mark_at_risk(by, person.pk)
    policy.check_reason(because)
    if person.at_risk == at_risk:
        raise NotAllowed("unchanged")
    person.at_risk = at_risk
    person.save(update_fields=["at_risk"])
    _record(what, person, None, by=replace(by, role=acting), because=because)
    return person


def _written(person: Person, kind: str, full: str, family: str) -> PersonName:
    if not full.strip():
        raise NotAllowed("name_missing")
    return PersonName.written(full=full, family=" ".join(family.split()), kind=kind, person=person, since=clock.now())


def _record(what: str, person: Person, name: PersonName | None, *, by: Actor, because: Because) -> None:
    refs = {"name": name.pk} if name else {}
    record(what, person, person_id=person.pk, by=by, because=because, refs=refs)
