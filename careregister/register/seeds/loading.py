"""Writes the demo's registrants: the famous first, then lives by share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid5

from django.db import transaction

from careregister.base import body, copying, names, numbers
from careregister.base import queue as tasks
from careregister.people.models import EMAIL, FORMER, KNOWN_AS, LEGAL, Contact, Person, PersonName
from careregister.people.seeds import DEMO

from ..actions.bulk import keep_numbers
from ..actions.bulk import load as load_planned
from ..models import Registrant
from ..seed_names import TODAY as ANCHOR
from ..seed_names import Dice, InventedPerson, people
from . import lives, queue
from .cast import Cast
from .famous import FAMOUS
from .story import Story

SIZE = 3000
SEED = 20261101
APPLICANT = uuid5(DEMO, "applicant")
_BATCH = 500


@transaction.atomic
def load(size: int = SIZE, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Write them all, after `people.seeds.demo_staff`; how many were written. Safe to run twice: then none."""
    if Registrant.objects.filter(number=FAMOUS[0].number).exists():
        return 0
    stories = list(_stories(Cast.gathered(), size))
    for start in range(0, len(stories), _BATCH):
        batch = stories[start : start + _BATCH]
        _write_people(batch)
        keep_numbers(story.number for story in batch)
        load_planned(story.planned() for story in batch)
        progress(len(batch))
    _fill_queue(stories)
    tasks.enqueue_once("register.fill_private_check")
    return len(stories)


def _stories(cast: Cast, size: int) -> Iterator[Story]:
    issued = {one.number for one in FAMOUS}
    for turn, one in enumerate(FAMOUS):
        story = _story(one.person, one.number, cast, turn)
        story.at_risk, story.findable = one.at_risk, one.findable
        one.tell(story)
        yield story
    dice = Dice(SEED)
    strangers = _strangers(size - len(FAMOUS))
    for turn, (person, fate) in enumerate(
        zip(strangers, _shuffled(len(strangers), dice), strict=True), start=len(FAMOUS)
    ):
        story = _story(person, _next_number(dice, issued), cast, turn)
        lives.lead(story, dice, fate)
        story.at_risk, story.findable = turn % 700 == 99, bool(person.former) and dice.chance(0.3)
        yield story


def _story(person: InventedPerson, number: str, cast: Cast, turn: int) -> Story:
    return Story(person, number, uuid5(DEMO, f"person:{number}"), uuid5(DEMO, f"registrant:{number}"), cast, turn)


def _strangers(count: int) -> list[InventedPerson]:
    """People who share no name with the famous, and were grown up when they came to the register."""
    taken = {names.fold(name) for one in FAMOUS for name in (one.person.full, one.person.former, one.person.known_as)}
    found = [
        person
        for person in people(count + 100, SEED)
        if not {names.fold(person.full), names.fold(person.former)} & (taken - {""})
    ]
    return [_grown_up(person) for person in found[:count]]


def _grown_up(person: InventedPerson) -> InventedPerson:
    """Whoever was younger than 25 is made ten years older: some were admitted seven years ago."""
    born = person.date_of_birth
    if born.year < ANCHOR.year - 25:
        return person
    return replace(person, date_of_birth=born.replace(year=born.year - 10, day=min(born.day, 28)))


def _shuffled(count: int, dice: Dice) -> list[str]:
    fates = lives.shares(count)
    for place in range(count - 1, 0, -1):
        other = dice.below(place + 1)
        fates[place], fates[other] = fates[other], fates[place]
    return fates


def _next_number(dice: Dice, issued: set[str]) -> str:
    while (number := numbers.make(body.body().number_prefix, dice.below)) in issued:
        pass
    issued.add(number)
    return number


def _write_people(stories: list[Story]) -> None:
    persons = [
        Person(
            id=story.person_id, date_of_birth=story.person.date_of_birth, at_risk=story.at_risk, created_at=story.began
        )
        for story in stories
    ]
    copying.insert(persons)
    copying.insert(name for story in stories for name in _names(story))
    copying.insert(_email(story, person) for story, person in zip(stories, persons, strict=True))


def _names(story: Story) -> Iterator[PersonName]:
    who, told = story.person, {"person_id": story.person_id, "since": story.began}
    yield PersonName.written(full=who.full, family=who.family, kind=LEGAL, **told)
    if who.known_as:
        yield PersonName.written(full=who.known_as, kind=KNOWN_AS, **told)
    if who.former:
        yield PersonName.written(full=who.former, kind=FORMER, findable=story.findable, until=story.began, **told)


def _email(story: Story, person: Person) -> Contact:
    local = ".".join(names.fold(story.person.full).split()) or "worker"
    contact = Contact.sealed_for(person, EMAIL, f"{local[:40]}.{story.turn}@example.org")
    contact.since = story.began
    return contact


def _fill_queue(stories: list[Story]) -> None:
    """On people whom nothing has befallen, and on the one with conditions."""
    plain = [
        story for story in stories[len(FAMOUS) :] if {act.action for act in story.acts} <= _USUAL and not story.at_risk
    ]
    by_id = {
        registrant.pk: registrant
        for registrant in Registrant.objects.filter(pk__in=[story.registrant_id for story in plain])
    }
    restricted = next(story for story, one in zip(stories, FAMOUS, strict=False) if one.code == "conditions")
    queue.fill(
        stories[0].cast,
        [by_id[story.registrant_id] for story in plain[::7][:12]],
        Registrant.objects.get(pk=restricted.registrant_id),
        _applicant(),
    )


_USUAL = {"admit", "admit_on_review", "confer_tier", "amend_facts", "renew"}


def _applicant() -> Person:
    """Somebody whose file two people look at, so not a registrant yet."""
    invented = people(1, SEED + 1)[0]
    person = Person.objects.create(id=APPLICANT, date_of_birth=_grown_up(invented).date_of_birth)
    PersonName.written(full=invented.full, family=invented.family, kind=LEGAL, person=person).save()
    return person
