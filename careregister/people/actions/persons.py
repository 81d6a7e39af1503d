"""A person who begins with us: what they say of themselves, where they are reached, what helps them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock, together
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.adjustments import ADJUSTMENTS
from careregister.people.locks import lock_person
from careregister.people.models import (
    CONTACT_KINDS,
    FORMER,
    FORMER_ADDRESS,
    KNOWN_AS,
    LEGAL,
    Account,
    Adjustment,
    Contact,
    Person,
    PersonName,
)

OLDEST = 120  # years


@transaction.atomic
def begin_person(account: Account, *, by: Actor, because: Because) -> Person:
    """The person of an account: a new one if it is nobody's yet. NotAllowed `not_your_account`."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    policy.check_reason(because)
    policy.may_begin(by, account)
    if account.person is not None:
        return account.person
    person = Person.objects.create(names_open=True)
    account.person = person
    account.save(update_fields=["person"])
    record("people.begun", person, person_id=person.pk, by=replace(by, person_id=person.pk), because=because)
    return person


@together.part
def state_names(
    person_id: UUID,
    *,
    legal: str,
    family: str = "",
    known_as: str = "",
    former: Iterable[str] = (),
    by: Actor,
    because: Because,
) -> None:
    """What a person who was never registered is called, in place of whatever was stated before.

    NotAllowed `name_missing`; `names_are_kept` once they were admitted: then see `change_legal_name`. Stating the same
    again changes nothing and is no event. Nobody finds a former name until the person says so.
    """
    person = lock_person(person_id)
    acting = policy.may_state(by, person)
    policy.check_reason(because)
    if not legal.strip():
        raise NotAllowed("name_missing")
    stated = [
        (LEGAL, legal, family),
        *((KNOWN_AS, name, "") for name in [known_as]),
        *((FORMER, n, "") for n in former),
    ]
    wanted = {(kind, " ".join(full.split()), " ".join(part.split())) for kind, full, part in stated if full.strip()}
    held = {(name.kind, name.full, name.family): name for name in person.names.all()}
    if wanted == held.keys():
        return
    PersonName.objects.filter(pk__in=[name.pk for key, name in held.items() if key not in wanted]).delete()
    moment = clock.now()
    PersonName.objects.bulk_create(
        PersonName.written(
            full=full,
            family=part,
            kind=kind,
            person=person,
            since=moment,
            until=moment if kind == FORMER else None,
            findable=kind != FORMER,
        )
        for kind, full, part in sorted(wanted - held.keys())
    )
    record("people.names_stated", person, person_id=person.pk, by=replace(by, role=acting), because=because)


@together.part
def state_birth(person_id: UUID, day: date, *, by: Actor, because: Because) -> None:
    """The date of birth. NotAllowed `birth_impossible`, `names_are_kept` for a person once they were admitted."""
    person = lock_person(person_id)
    acting = policy.may_state_birth(by, person)
    policy.check_reason(because)
    today = clock.today()
    if not today.year - OLDEST <= day.year or day >= today:
        raise NotAllowed("birth_impossible")
    if person.date_of_birth == day:
        return
    person.date_of_birth = day
    person.save(update_fields=["date_of_birth"])
    record("people.birth_stated", person, person_id=person.pk, by=replace(by, role=acting), because=because)


@together.part
def settle_names(person_id: UUID, *, by: Actor, because: Because) -> None:
    """The person is admitted: from now on a registrar keeps their names and date of birth."""
    person = lock_person(person_id)
    if person.names_open:
        person.names_open = False
        person.save(update_fields=["names_open"])
        record("people.names_settled", person, person_id=person_id, by=by, because=because)


@together.part
def keep_contact(person_id: UUID, kind: str, text: str, *, by: Actor, because: Because) -> None:
    """Where a person is reached: email, phone and address in place of the one before; former addresses beside others.

    NotAllowed `contact_missing`, `not_contact_keeper`. The same again changes nothing and is no event.
    """
    if kind not in CONTACT_KINDS:
        raise ValueError(kind)
    person = lock_person(person_id)
    acting = policy.may_keep_contact(by, person_id)
    policy.check_reason(because)
    if not text.strip():
        raise NotAllowed("contact_missing")
    new = Contact.sealed_for(person, kind, text)
    now = list(Contact.objects.filter(person=person, kind=kind, until=None))
    if any(row.opened() == new.opened() for row in now if bytes(row.blind) == new.blind):
        return
    if now and kind != FORMER_ADDRESS:
        Contact.objects.filter(pk__in=[row.pk for row in now]).update(until=new.since)
    new.save()
    refs = {"contact": new.pk, "kind": kind}
    record("people.contact_kept", person, person_id=person_id, by=replace(by, role=acting), because=because, refs=refs)


@transaction.atomic
def ask_adjustments(person_id: UUID, codes: Iterable[str], *, words: str = "", by: Actor, because: Because) -> None:
    """What helps this person, in place of what was asked for before; none takes all back. `words` go with each.

    NotAllowed `not_contact_keeper`. The same again changes nothing and is no event.
    """
    wanted = {code: words.strip() for code in codes if code in ADJUSTMENTS}
    person = lock_person(person_id)
    acting = policy.may_keep_contact(by, person_id)
    policy.check_reason(because)
    held = Adjustment.objects.filter(person=person, until=None)
    if {row.code: row.words() for row in held} == wanted:
        return
    held.update(until=clock.now())
    for code, said in wanted.items():
        Adjustment.sealed_for(person, code, said).save()
    refs = {"codes": sorted(wanted)}
    who = replace(by, role=acting)
    record("people.adjustments_asked", person, person_id=person_id, by=who, because=because, refs=refs)
