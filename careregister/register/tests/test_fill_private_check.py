"""The slow hashes are made by the worker, once for each registrant whose birth date is known."""

import io

import pytest
from django.core.management import call_command

from careregister.people.models import Person
from careregister.register import jobs, private_check
from careregister.register.models import CheckHash

from . import world

pytestmark = pytest.mark.django_db


def admitted(count: int) -> list:
    return [world.admitted() for _ in range(count)]


def test_whoever_has_no_birth_date_has_no_hash():
    [nobody] = admitted(1)
    Person.objects.filter(pk=nobody.person_id).update(date_of_birth=None)
    assert jobs.fill_private_check() == 0
    assert not CheckHash.objects.exists()


def test_every_registrant_gets_the_hash_that_a_stranger_would_make():
    for registrant in admitted(3):
        registrant.refresh_from_db()
    assert jobs.fill_private_check() == 3
    for row in CheckHash.objects.select_related("registrant__person"):
        who = row.registrant
        assert who.person.date_of_birth is not None
        assert row.digest == private_check.digest(who.number_id, who.person.date_of_birth)


def test_it_stops_at_its_limit_and_goes_on_the_next_time_and_then_has_nothing_to_do():
    admitted(3)
    assert [jobs.fill_private_check(limit=2), jobs.fill_private_check(limit=2), jobs.fill_private_check()] == [2, 1, 0]
    assert CheckHash.objects.count() == 3


def test_the_command_says_how_many():
    admitted(3)
    out = io.StringIO()
    call_command("fill_private_check", "--limit", "2", stdout=out, stderr=io.StringIO())
    call_command("fill_private_check", stdout=out, stderr=io.StringIO())
    assert out.getvalue().splitlines() == ["2 hashes were made.", "1 hashes were made."]
