"""Somebody comes back, and somebody else is not taken for them. On the real database, by the real comparison."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from careregister.applications import actions, policy, states
from careregister.applications.linkage import jobs, people
from careregister.applications.linkage.compared import compared
from careregister.applications.linkage.queries import matches
from careregister.applications.models import Application, Match
from careregister.applications.tests import world as applications
from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.people.models import ADDRESS, EMAIL, FORMER, KNOWN_AS, LEGAL, PHONE, Contact, Person, PersonName
from careregister.register.actions.admission import issue_numbers
from careregister.register.models import Registrant
from careregister.register.seed_names import people as invented
from careregister.register.tests import world as register
from tests.harness.database import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with clock.at(applications.NOON):
        yield


BORN = date(1984, 3, 9)


def somebody(name: str, born: date = BORN, *, family: str = "", postcode: str = "LS1 4AP", **said: str) -> Person:
    """A person with an entry. `said`: phone, email, former, known_as."""
    one = Person.objects.create(date_of_birth=born)
    PersonName.written(full=name, family=family, kind=LEGAL, person=one).save()
    for kind in (FORMER, KNOWN_AS):
        if kind in said:
            PersonName.written(full=said[kind], kind=kind, person=one).save()
    for kind in (EMAIL, PHONE):
        if kind in said:
            Contact.sealed_for(one, kind, said[kind]).save()
    Contact.sealed_for(one, ADDRESS, f"2 Low Road\nLeeds\n{postcode}").save()
    register.admitted(one)
    return one


def a_register(count: int = 60) -> None:
    """Others, as varied as those who work in care: what is compared of them, and no acts."""
    people, numbers = invented(count, 5), issue_numbers(count)
    persons = Person.objects.bulk_create([Person(date_of_birth=one.date_of_birth) for one in people])
    PersonName.objects.bulk_create(
        [
            PersonName.written(full=one.full, family=one.family, kind=LEGAL, person=person)
            for one, person in zip(people, persons, strict=True)
        ]
    )
    Contact.objects.bulk_create(
        [
            Contact.sealed_for(person, ADDRESS, f"2 Low Road\nLeeds\nQA{place % 9} 1AB")
            for place, person in enumerate(persons)
        ]
    )
    Registrant.objects.bulk_create(
        [Registrant(person=person, number_id=number) for person, number in zip(persons, numbers, strict=True)]
    )


def applies(name: str, born: date = BORN, *, family: str = "", former: str = "", **said: str) -> UUID:
    about = applications.ANSWERS["about_you"] | {
        "legal_name": name,
        "family_name": family,
        "known_as": "",
        "had_other_names": "yes" if former else "no",
        "other_names": former,
        "date_of_birth": born.isoformat(),
        "postcode": said.pop("postcode", "M33 1AA"),
        **said,
    }
    application_id, by = applications.draft(about_you=about)
    actions.send(application_id, by=by, because=applications.BECAUSE)
    return application_id


def others(application_id: UUID) -> set[UUID]:
    return set(Match.objects.filter(application=application_id).values_list("other_id", flat=True))


def test_the_same_person_is_found_and_nobody_else_is():
    """One under a former name with another phone, one by a number written otherwise; not another of the same common
    name and another birthday, and not a twin."""
    a_register()
    removed = somebody("Nkechi Obi", family="Obi", phone="07700 900111")
    met = somebody("Oluwaseun Adeyemi", date(1986, 3, 9), family="Adeyemi", phone="+44 7700 900333")
    somebody("Blessing Moyo", date(1988, 4, 11), family="Moyo", postcode="M33 1AA", phone="07700 900444")
    renamed = applies("Nkechi Balogun", family="Balogun", former="Nkechi Obi", phone="07700 900222")
    shortened = applies("Seun Adeyemi", date(1986, 9, 3), family="Adeyemi", phone="07700 900333")
    twin = applies("Tendai Moyo", date(1988, 4, 11), family="Moyo", phone="07700 900555", postcode="M33 1AA")
    assert jobs.have_we_met() == 2
    match = Match.objects.get(application=renamed)
    assert match.other_id == removed.pk
    assert {one["what"]: one["level"] for one in match.reasons}["name"] == "same"
    assert not [value for value in ("obi", "1984", "900", "ls1") if value in str(match.reasons).lower()]
    assert others(shortened) == {met.pk}
    assert compared(twin)
    assert others(twin) == set()
    for year in range(1970, 1982):
        somebody("Gurpreet Kaur", date(year, 5, 2))
        somebody("Susan Smith", date(year, 6, 3), family="Smith")
    namesakes = [applies("Gurpreet Kaur", date(1984, 3, 9)), applies("Susan Smith", date(1991, 11, 23))]
    assert jobs.have_we_met() == 0
    assert all(compared(one) for one in namesakes)


def test_a_refusal_is_remembered_for_so_long_and_no_longer():
    a_register(20)
    application_id, by = applications.refused()
    again = applies("Amara Okafor", date(1990, 5, 4), family="Okafor")
    assert jobs.have_we_met(str(again)) == 1
    assert others(again) == {by.person_id}
    Application.objects.filter(pk=application_id).update(ended_at=applications.NOON.replace(year=2024, month=6, day=9))
    assert str(by.person_id) not in {one.person for one in people.everybody()}


def test_decisions_wait_until_it_was_compared(monkeypatch):
    application_id = applies("Nkechi Obi", family="Obi")
    application = Application.objects.get(pk=application_id)
    somebody("Nkechi Obi", family="Obi")
    monkeypatch.setattr(people, "everybody", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.have_we_met(str(application_id))
    monkeypatch.undo()
    assert not compared(application_id)
    with pytest.raises(NotAllowed, match="not_compared"):
        policy.check_matches(application)
    jobs.have_we_met()
    assert compared(application_id)
    with pytest.raises(NotAllowed, match="match_undecided"):
        policy.check_matches(application)


def test_who_was_met_is_written_down_once_read_by_registrars_and_looked_at_anew_when_it_comes_closer(subtests):
    a_register(20)
    met = somebody("Nkechi Obi", family="Obi")
    application_id = applies("Nkechi Obi", family="Obi")
    assert jobs.have_we_met(str(application_id)) == 1
    with subtests.test("run twice it writes once"):
        assert jobs.have_we_met() == 0
        assert jobs.have_we_met(str(application_id)) == 0
        assert Match.objects.filter(application=application_id).count() == 1
        assert Entry.objects.filter(what="applications.met_before").count() == 1
    with subtests.test("registrars read it, and every look is written down"), undone():
        registrars_read_it_and_every_look_is_written_down(application_id, met)
    for before, state in ((0.0, states.DIFFERENT), (-6.0, states.UNDECIDED)):
        with subtests.test("who then says something closer is looked at anew", state=state), undone():
            who_is_let_through_and_then_says_something_closer_is_looked_at_anew(application_id, before, state)


def registrars_read_it_and_every_look_is_written_down(application_id: UUID, met: Person):
    Person.objects.filter(pk=met.pk).update(at_risk=True)
    registrar = applications.ready(application_id)
    [shown] = matches(application_id, registrar)
    assert (shown.at_risk, shown.names, shown.may_decide) == (True, ("Nkechi Obi",), "yes")
    assert shown.number
    assert shown.state == states.UNDECIDED
    assert all(str(one.words) for one in shown.reasons)
    assert Entry.objects.filter(what="applications.match_looked_at", person_id=met.pk).count() == 1
    for nobody in (applications.staff("checks_officer"), applications.staff("auditor")):
        with pytest.raises(NotAllowed, match="wrong_role"):
            matches(application_id, nobody)
    with pytest.raises(NotAllowed, match="own_record"):
        matches(application_id, applications.staff("registrar", person=met.pk))


def who_is_let_through_and_then_says_something_closer_is_looked_at_anew(
    application_id: UUID, before: float, state: str
):
    match, registrar = Match.objects.get(application=application_id), applications.ready(application_id)
    because = applications.BECAUSE
    actions.say_different(application_id, match.pk, by=registrar, because=because)
    Match.objects.filter(pk=match.pk).update(weight=match.weight + before)  # as what they said first was weighed
    actions.take_up(application_id, by=registrar, because=because)
    actions.ask(application_id, sections=["about_you"], by=registrar, because=because)
    by = applicant_of(application_id)
    with clock.at(applications.NOON + timedelta(hours=1)):
        actions.answer(application_id, "I put my name right.", by=by, because=because)
        jobs.have_we_met()
    match.refresh_from_db()
    assert match.state == state
    assert (match.closed_at is None) is (state == states.UNDECIDED)
    assert match.closed_words == because.words


def applicant_of(application_id: UUID) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=Application.objects.get(pk=application_id).person_id)
