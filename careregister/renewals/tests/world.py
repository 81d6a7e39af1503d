"""Who the tests of renewals are made of: people on the register whose time has come, and what became of their letters."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from careregister.base import clock, copying
from careregister.base.actors import CLOCK, Actor, Because, Kind, importing
from careregister.letters.models import Letter
from careregister.letters.states import HANDED_OVER, RETURNED
from careregister.people.models import EMAIL, LEGAL, PHONE, Contact, Person, PersonName
from careregister.register.actions import bulk
from careregister.register.actions.admission import issue_number
from careregister.register.actions.bulk import PlannedAct, PlannedRegistrant, keep_numbers
from careregister.register.drafts import Authority, Details
from careregister.register.models import Registrant
from careregister.renewals import actions, jobs, ladder, questions
from careregister.renewals.models import Notice, Renewal

WHY = Because("for_the_test", "Said in words.")
OWN_WISH = Because("own_wish")
UNTIL = date(2027, 3, 4)
OPENS = date(2027, 1, 3)  # sixty days before
NO_TO_ALL = {one.code: questions.NO for one in questions.QUESTIONS}


def on(day: date, hour: int = 3) -> Any:
    """Stand at this hour of a London day."""
    return clock.at(datetime.combine(day, time(hour), tzinfo=clock.LONDON).astimezone(UTC))


def staff(role: str = "registrar") -> Actor:
    return Actor(kind=Kind.STAFF, person_id=uuid4(), account_id=uuid4(), roles=frozenset({role}), role=role)


def registrant(
    until: date = UNTIL, *, email: str = "worker@example.org", phone: str = "07700 900123", name: str = "Grace Okafor"
) -> Registrant:
    """Somebody registered until a day, admitted by us a year before it."""
    person = Person.objects.create(date_of_birth=date(1990, 1, 1))
    PersonName.written(full=name, kind=LEGAL, person=person).save()
    if email:
        Contact.sealed_for(person, EMAIL, email).save()
    if phone:
        Contact.sealed_for(person, PHONE, phone).save()
    admitted = clock.start_of_day(until - timedelta(days=364)) + timedelta(hours=9)
    by = staff()
    act = PlannedAct("admit", Details(until=until), by, Because("file_clean"), Authority("application"), admitted)
    bulk.load([PlannedRegistrant(person.pk, issue_number(), [act])])
    return Registrant.objects.get(person=person)


def many(days: list[date], reachable: Any = lambda number: (True, True)) -> list[Registrant]:
    """As many people as there are days, each registered until theirs. `reachable(number)`: whether by e-mail, by phone."""
    people = [Person(date_of_birth=date(1990, 1, 1)) for _day in days]
    copying.insert(people)
    copying.insert(
        PersonName.written(full=f"Worker {number}", kind=LEGAL, person=one) for number, one in enumerate(people)
    )
    contacts = []
    for number, one in enumerate(people):
        email, phone = reachable(number)
        contacts += [Contact.sealed_for(one, EMAIL, f"worker{number}@example.org")] if email else []
        contacts += [Contact.sealed_for(one, PHONE, f"07700 {900000 + number}")] if phone else []
    copying.insert(contacts)
    numbers = [f"CR{number:09d}" for number in range(1, len(days) + 1)]
    keep_numbers(numbers)
    planned = []
    for one, issued, until in zip(people, numbers, days, strict=True):
        moment = clock.start_of_day(until - timedelta(days=364))
        by, why = importing("test.csv"), Because("imported")
        act = PlannedAct("admit", Details(until=until), by, why, Authority("import"), moment)
        planned.append(PlannedRegistrant(one.pk, issued, [act]))
    bulk.load(planned)
    found = {row.person_id: row for row in Registrant.objects.all()}
    return [found[one.pk] for one in people]


def opened(until: date = UNTIL, **said: Any) -> Renewal:
    """A renewal, opened now."""
    one = registrant(until, **said)
    return Renewal.objects.get(pk=actions.open_renewal(one.pk, by=CLOCK, because=WHY))


def themselves(renewal: Renewal) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=renewal.person_id, account_id=uuid4())


def fill(renewal: Renewal, **parts: dict[str, Any]) -> None:
    """Write every part: nothing to tell, the code accepted, unless said otherwise."""
    by = themselves(renewal)
    said: dict[str, dict[str, Any]] = {
        questions.DETAILS: {"agreed": True},
        questions.DECLARATIONS: dict(NO_TO_ALL),
        questions.CODE: {"agreed": True},
        questions.CPD: {"words": "I was away for most of the year."},
        **parts,
    }
    for part, data in said.items():
        row = renewal.answers.filter(part=part).first()
        actions.save(renewal.pk, part, data, seen=row.version if row else 0, by=by)


def hand_over(*, days_ago: float = 0, fails: Any = lambda letter: False) -> None:
    """Every letter that lies there is handed over, or comes back; some days ago."""
    moment = clock.now() - timedelta(days=days_ago)
    for letter in Letter.objects.filter(status="written"):
        status = RETURNED if fails(letter) else HANDED_OVER
        Letter.objects.filter(pk=letter.pk).update(status=status, settled_at=moment, begun_at=moment, attempts=1)


def climb(renewal: Renewal, until: date, fails: Any = lambda letter: False) -> None:
    """The nights from today until a day on which something is due, and those after them; letters go before noon."""
    today = clock.today()
    assert renewal.day is not None
    due = {rung.due_on(renewal.day) for rung in ladder.rungs(today)}
    for day in sorted({today, until} | due | {one + timedelta(days=1) for one in due}):
        if today <= day <= until:
            with on(day):
                jobs.daily()
            with on(day, 11):
                hand_over(fails=fails)
    renewal.refresh_from_db()


def ladder_of(renewal: Renewal) -> list[tuple[str, str]]:
    """(rung, way) of each notice, in order."""
    rows = Notice.objects.filter(renewal=renewal, round=renewal.round).order_by("written_at", "way")
    return [(row.rung, row.way) for row in rows]


def to_person(renewal_id: UUID) -> list[Letter]:
    return list(Letter.objects.filter(cause_id=renewal_id).order_by("written_at"))
