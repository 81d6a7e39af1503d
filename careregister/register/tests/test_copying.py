"""Rows that are copied in are the rows that would have been inserted, and are refused as those would be."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from careregister.base import copying
from careregister.base.actors import CLOCK, Because
from careregister.base.ids import new_id
from careregister.history.models import Entry
from careregister.people.models import LEGAL, Contact, Person, PersonName

pytestmark = pytest.mark.django_db


def test_what_a_constraint_refuses_is_refused_and_nothing_is_written():
    person = Person.objects.create()
    names = [PersonName.written(full=full, kind=LEGAL, person=person) for full in ("Anna Kowalska", "Ewa Nowak")]
    with pytest.raises(IntegrityError), transaction.atomic():
        copying.insert(names)
    assert not PersonName.objects.exists()


def test_nothing_is_written_for_nobody():
    assert copying.insert([]) == 0


def test_every_kind_of_column_comes_back_as_it_went():
    person = Person(date_of_birth=date(1985, 12, 31))
    name = PersonName.written(full="Zoë \\N\t“O’Brien”\n-Łaś", kind=LEGAL, person=person)
    contact = Contact.sealed_for(person, "email", "a@example.org")
    entry = Entry(
        what="people.test", subject_kind="people.person", subject_id=person.pk, by_kind=CLOCK.kind,
        because=Because("a_test").code, refs={"day": "2026-01-01", "none": None, "many": [1, "\\."]},
    )  # fmt: skip
    for row in (person, name, contact, entry):
        assert copying.insert([row]) == 1
        kept = type(row).objects.get(pk=row.pk)
        for field in row._meta.concrete_fields:
            if field.name != "sequence":
                found = getattr(kept, field.attname)
                assert (bytes(found) if isinstance(found, memoryview) else found) == getattr(row, field.attname)
    assert Entry.objects.get(pk=entry.pk).sequence > 0


def test_what_the_database_counts_goes_on_counting():
    entries = [
        Entry(what="people.test", subject_kind="people.person", subject_id=new_id(), by_kind="clock", because="a_test")
        for _time in range(3)
    ]
    copying.insert(entries)
    kept = [Entry.objects.get(pk=entry.pk).sequence for entry in entries]
    assert kept == sorted(set(kept))
