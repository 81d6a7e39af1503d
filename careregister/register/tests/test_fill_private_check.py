"""The slow hashes are kept in step with names by the worker; what no longer fits is not answered from that moment on."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from careregister.base import clock
from careregister.people import actions as people
from careregister.people.models import FORMER, KNOWN_AS, LEGAL, Person, PersonName
from careregister.register import jobs, private_check
from careregister.register.drafts import Facts
from careregister.register.models import CheckHash, Registrant
from careregister.register.queries import checks

from . import world

pytestmark = pytest.mark.django_db


def named(full: str, kind: str = LEGAL, person: Person | None = None) -> Person:
    person = person or world.a_person()
    PersonName.written(person=person, kind=kind, full=full).save()
    return person


def admitted(*names: str) -> list[Registrant]:
    return [world.admitted(named(name)) for name in names]


def answered(registrant: Registrant, name: str) -> bool:
    made = private_check.digest(str(registrant.number_id), name)
    return any(line.suffix == made[2:] for line in checks.bucket(made[:2]) or ())


def has_hash(registrant: Registrant) -> bool:
    return CheckHash.objects.filter(registrant=registrant).exists()


def test_every_registrant_gets_the_hash_that_a_stranger_would_make():
    for registrant in admitted("Grace Adeyemi", "Seán Ó Súilleabháin", "Anh Nguyễn"):
        registrant.refresh_from_db()
    assert jobs.fill_private_check() == 3
    for row in CheckHash.objects.select_related("registrant__person"):
        full = row.registrant.person.names.get().full
        assert row.digest == private_check.digest(row.registrant.number_id, full)
        assert answered(row.registrant, full)


def test_a_birth_date_is_not_needed():
    [registrant] = admitted("Grace Adeyemi")
    Person.objects.update(date_of_birth=None)
    assert jobs.fill_private_check() == 1
    assert answered(registrant, "Adeyemi Grace")


def test_whoever_has_no_name_with_a_letter_has_no_hash():
    """It would be a hash of the number alone."""
    world.admitted()
    admitted("…", "007")
    assert jobs.fill_private_check() == 0
    assert not CheckHash.objects.exists()


def test_it_stops_at_its_limit_and_goes_on_the_next_time_and_then_has_nothing_to_do():
    admitted("Grace Adeyemi", "Sunil Gurung", "Halina Nowicka")
    assert [jobs.fill_private_check(limit=2), jobs.fill_private_check(limit=2), jobs.fill_private_check()] == [2, 1, 0]
    assert CheckHash.objects.count() == 3


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'register.fill_private_check'")
        return cursor.fetchone()[0]


def test_the_worker_rests_as_long_as_it_worked_and_asks_for_what_is_left(django_capture_on_commit_callbacks):
    admitted("Grace Adeyemi", "Sunil Gurung", "Halina Nowicka")
    rested: list[float] = []
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.keep_private_check(limit=2, rest=rested.append) == 2
    assert waiting() == 1
    assert len(rested) == 1
    assert 0.002 < rested[0] < 5
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.keep_private_check(limit=2, rest=rested.append) == 1
    assert waiting() == 1  # nothing is left: only the one from before


def test_a_worker_that_is_killed_keeps_what_it_made():
    class KilledError(Exception):
        pass

    def killed(_seconds: float) -> None:
        raise KilledError

    admitted(*(f"Grace Adeyemi{letter}" for letter in "abcdefghijklmnopqrstuv"))
    with pytest.raises(KilledError):
        jobs.keep_private_check(rest=killed)
    assert CheckHash.objects.count() == 20
    assert jobs.keep_private_check(rest=lambda _seconds: None) == 2
    assert CheckHash.objects.count() == 22


def test_all_who_are_admitted_share_one_job(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        admitted("Grace Adeyemi", "Sunil Gurung", "Halina Nowicka")
    assert waiting() == 1


def test_the_command_says_how_many():
    admitted("Grace Adeyemi", "Sunil Gurung", "Halina Nowicka")
    out = io.StringIO()
    call_command("fill_private_check", "--limit", "2", stdout=out, stderr=io.StringIO())
    call_command("fill_private_check", stdout=out, stderr=io.StringIO())
    assert out.getvalue().splitlines() == ["2 hashes were made.", "1 hashes were made."]


def test_a_new_legal_name_silences_the_old_one_at_once_and_is_there_after_the_next_run():
    [registrant] = admitted("Grace Adeyemi")
    jobs.fill_private_check()
    people.change_legal_name(registrant.person, "Grace Oyelaran", by=world.staff("registrar"), because=world.BECAUSE)
    assert not answered(registrant, "Grace Adeyemi")
    assert jobs.fill_private_check() == 1
    assert answered(registrant, "Grace Oyelaran")
    assert not answered(registrant, "Grace Adeyemi")
    assert CheckHash.objects.count() == 1


def test_the_known_as_name_counts_while_it_is_shown_and_no_longer():
    [registrant] = admitted("Grace Adeyemi")
    named("Gracie Ade", KNOWN_AS, registrant.person)
    jobs.fill_private_check()
    assert answered(registrant, "Grace Adeyemi")
    assert not answered(registrant, "Gracie Ade")

    world.do(registrant, "amend_facts", world.details_for("amend_facts", facts=Facts("known_as", "", "")))
    assert not answered(registrant, "Grace Adeyemi")
    jobs.fill_private_check()
    assert answered(registrant, "Gracie Ade")

    people.set_known_as(registrant.person, "", by=world.themselves(registrant), because=world.BECAUSE)
    assert not answered(registrant, "Gracie Ade")
    jobs.fill_private_check()
    assert answered(registrant, "Grace Adeyemi")


def test_a_former_name_answers_nothing_even_if_it_is_findable():
    [registrant] = admitted("Grace Adeyemi")
    PersonName.written(person=registrant.person, kind=FORMER, full="Grace Quillfeather", until=clock.now()).save()
    jobs.fill_private_check()
    assert not answered(registrant, "Grace Quillfeather")


def test_a_name_corrected_in_its_own_row_is_noticed_too():
    [registrant] = admitted("Grace Adeyemi")
    jobs.fill_private_check()
    right = PersonName.written(full="Grace Adeyemo")
    PersonName.objects.update(full=right.full, folded=right.folded, tokens=right.tokens)
    assert not answered(registrant, "Grace Adeyemi")
    assert jobs.fill_private_check() == 1
    assert answered(registrant, "Grace Adeyemo")


def test_whoever_is_marked_at_risk_is_gone_at_once_and_back_when_it_is_over():
    [registrant] = admitted("Grace Adeyemi")
    jobs.fill_private_check()
    people.mark_at_risk(registrant.person, by=world.staff("registrar"), because=world.BECAUSE)
    assert not answered(registrant, "Grace Adeyemi")
    assert jobs.fill_private_check() == 0
    assert not has_hash(registrant)

    people.clear_at_risk(registrant.person, by=world.themselves(registrant), because=world.BECAUSE)
    assert jobs.fill_private_check() == 1
    assert answered(registrant, "Grace Adeyemi")


def test_nobody_under_the_age_of_the_rule_has_a_hash_until_their_birthday():
    [registrant] = admitted("Grace Adeyemi")
    birthday = clock.today().replace(month=3, day=1, year=clock.today().year + 2)
    Person.objects.update(date_of_birth=date(birthday.year - 18, 3, 1))
    assert jobs.fill_private_check() == 0
    with clock.at(clock.start_of_day(birthday) - clock.MICROSECOND):
        assert jobs.fill_private_check() == 0
    with clock.at(clock.start_of_day(birthday)):
        assert jobs.fill_private_check() == 1
        assert has_hash(registrant)


def test_a_birth_date_put_right_takes_the_hash_away():
    [registrant] = admitted("Grace Adeyemi")
    jobs.fill_private_check()
    Person.objects.update(date_of_birth=date(clock.today().year - 17, 1, 1))
    assert not answered(registrant, "Grace Adeyemi")
    jobs.fill_private_check()
    assert not has_hash(registrant)
