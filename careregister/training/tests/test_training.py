"""Telling of training and becoming surer of it: what is refused, then what it changes."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.people.tests import world
from careregister.training import actions, queries
from careregister.training.models import Award
from careregister.training.states import ASSURANCE, STANDS

pytestmark = pytest.mark.django_db
WHY = Because("application", "")
DAY = date(2026, 11, 1)
CORE = ("moving_and_assisting", "safeguarding_adults", "infection_prevention_and_control", "basic_life_support")


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(date(2026, 11, 22))):
        yield


@pytest.fixture
def worker() -> Actor:
    return world.owner_of(world.account())


@pytest.fixture
def officer() -> Actor:
    return world.actor("checks_officer", name="Cleo Officer")


def person_of(worker: Actor) -> UUID:
    assert worker.person_id
    return worker.person_id


def tell(worker: Actor, topic: str = "moving_and_assisting", *, by: Actor | None = None, **said):
    about = {"title": "", "provider": "Kindly Care Training", "finished_on": DAY, "documents": (), **said}
    return actions.claim(person_of(worker), topic=topic, by=by or worker, because=WHY, **about)


def assured(worker: Actor, officer: Actor, topic: str, **said):
    award = tell(worker, topic, **said)
    actions.confirm_with_issuer(award, by=officer, because=Because("asked_by_telephone"))
    return award


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"topic": "juggling"}, "unknown_topic"),
        ({"finished_on": date(2026, 11, 23)}, "date_in_future"),
        ({"provider": "  "}, "provider_missing"),
        ({"documents": (uuid4(),)}, "not_your_document"),
    ],
)
def test_what_cannot_be_so_is_refused(worker: Actor, said: dict, reason: str):
    with pytest.raises(NotAllowed) as no:
        tell(worker, **said)
    assert no.value.reason == reason
    assert not Award.objects.exists()


def test_nobody_tells_of_somebody_elses_training(worker: Actor):
    for other in (
        world.owner_of(world.account()),
        world.actor("auditor"),
        world.actor("case_officer"),
        ANONYMOUS,
        CLOCK,
    ):
        with pytest.raises(NotAllowed, match="wrong_role"):
            tell(worker, by=other)


@pytest.mark.parametrize("action", ["see_evidence", "confirm_with_issuer", "note_observed", "refuse_evidence"])
def test_nobody_assures_their_own(action: str, officer: Actor):
    award = tell(officer, by=Actor(kind=Kind.PERSON, person_id=officer.person_id))
    with pytest.raises(NotAllowed, match="own_award"):
        getattr(actions, action)(award, by=officer, because=WHY)


@pytest.mark.parametrize("action", ["see_evidence", "confirm_with_issuer", "note_observed", "refuse_evidence"])
def test_a_worker_assures_nothing(action: str, worker: Actor):
    award = tell(worker)
    with pytest.raises(NotAllowed, match="wrong_role"):
        getattr(actions, action)(award, by=worker, because=WHY)


def test_proof_is_seen_only_where_there_is_some(worker: Actor, officer: Actor):
    with pytest.raises(NotAllowed, match="no_proof"):
        actions.see_evidence(tell(worker), by=officer, because=WHY)


@pytest.mark.parametrize("state", ASSURANCE.states)
@pytest.mark.parametrize("action", [action for action in ASSURANCE.steps if action != "claim"])
def test_only_the_steps_of_the_table(action: str, state: str, worker: Actor, officer: Actor):
    award = tell(worker)
    Award.objects.filter(pk=award).update(assurance=state, assured_at=clock.now(), documents=[uuid4()])
    step = getattr(actions, action)
    if ASSURANCE.lawful(action, state):
        step(award, by=officer, because=WHY)
        assert Award.objects.get(pk=award).assurance == ASSURANCE.step(action).after
    else:
        with pytest.raises(NotAllowed):
            step(award, by=officer, because=WHY)
        assert Award.objects.get(pk=award).assurance == state


def test_what_was_told_again_is_not_taken_up_twice(worker: Actor, officer: Actor):
    first = tell(worker)
    actions.refuse_evidence(first, by=officer, because=Because("unreadable"))
    second = tell(worker)
    assert second != first
    with pytest.raises(NotAllowed, match="award_told_again"):
        actions.confirm_with_issuer(first, by=officer, because=WHY)


def test_telling_the_same_twice_is_telling_it_once(worker: Actor):
    assert tell(worker) == tell(worker, provider="Kindly  Care Training ")
    assert Award.objects.count() == 1


def test_a_passport_shows_what_is_due(worker: Actor):
    tell(worker, finished_on=date(2026, 10, 1))
    tell(worker, "basic_life_support", finished_on=date(2025, 12, 24))
    tell(worker, "fire_safety", finished_on=date(2025, 11, 21))
    tell(worker, "care_certificate", finished_on=date(2016, 1, 1))
    shown = {item.topic: (item.state, item.refresh_due) for item in queries.passport(person_of(worker), clock.today())}
    assert shown == {
        "moving_and_assisting": ("in_date", date(2027, 10, 1)),
        "basic_life_support": ("due_soon", date(2026, 12, 24)),
        "fire_safety": ("refresh_due", date(2026, 11, 21)),
        "care_certificate": ("for_ever", None),
    }
    assert queries.passport(person_of(worker), date(2015, 1, 1)) == ()


def test_a_passport_is_not_for_everybody(worker: Actor):
    for other in (world.owner_of(world.account()), world.actor("representative"), ANONYMOUS):
        with pytest.raises(NotAllowed):
            queries.passport(person_of(worker), clock.today(), asker=other)
    assert queries.passport(person_of(worker), clock.today(), asker=worker) == ()


def test_a_tier_is_earned_by_what_was_assured_and_is_in_date(worker: Actor, officer: Actor):
    today, person = clock.today(), person_of(worker)
    for topic in CORE:
        tell(worker, topic)
    assert queries.tier_earned(person, today) == "foundation", "told, and not seen"
    for topic in CORE[:-1]:
        assured(worker, officer, topic)
    assert queries.tier_earned(person, today) == "foundation"
    assured(worker, officer, "dementia", finished_on=date(2019, 5, 5))
    assert queries.tier_earned(person, today) == "foundation"
    assured(worker, officer, CORE[-1])
    assert queries.tier_earned(person, today) == "advanced"
    assert queries.tier_earned(person, date(2027, 11, 1)) == "advanced"
    assert queries.tier_earned(person, date(2027, 11, 2)) == "foundation", "a year later it is out of date"


def test_four_core_courses_are_the_middle_tier(worker: Actor, officer: Actor):
    for topic in CORE:
        assured(worker, officer, topic)
    assert queries.tier_earned(person_of(worker), clock.today()) == "intermediate"


def test_the_whole_certificate_is_each_of_its_standards(worker: Actor, officer: Actor):
    assured(worker, officer, "care_certificate_2025_03")
    done = {standard.number for standard, seen in queries.standards_done(person_of(worker), clock.today()) if seen}
    assert done == {3}
    assured(worker, officer, "care_certificate")
    assert all(seen for _, seen in queries.standards_done(person_of(worker), clock.today()))


def test_the_database_knows_the_states(worker: Actor):
    assert {award.assurance for award in Award.objects.filter(pk=tell(worker))} <= set(STANDS)
