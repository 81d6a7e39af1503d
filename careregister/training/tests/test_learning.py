"""The log: what is refused, that nothing is lost, and that it is its owner's alone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK
from careregister.base.refusals import NotAllowed
from careregister.evidence import queries as evidence
from careregister.evidence.tests import papers
from careregister.history.models import Entry
from careregister.people.tests import world
from careregister.training import actions, jobs, queries
from careregister.training.actions.learning import LONGEST, Said
from careregister.training.models import Learning, Plan

from .cpd import TODAY, WHY, log, me

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(TODAY)):
        yield


@pytest.fixture
def worker():
    return world.owner_of(world.account())


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"what": " \n"}, "what_missing"),
        ({"learnt_on": TODAY + timedelta(days=1)}, "date_in_future"),
        ({"minutes": 0}, "minutes_odd"),
        ({"minutes": 6001}, "minutes_odd"),
        ({"with_whom": "the cat"}, "unknown_company"),
        ({"topic": "juggling"}, "unknown_topic"),
        ({"changed": "x" * (LONGEST + 1)}, "words_too_long"),
        ({"documents": (uuid4(),)}, "not_your_document"),
    ],
)
def test_what_cannot_be_so_is_refused(worker, said, reason):
    with pytest.raises(NotAllowed) as no:
        log(worker, **said)
    assert no.value.reason == reason
    assert not Learning.objects.exists()


def test_nobody_writes_in_somebody_elses_log_nor_reads_it(worker):
    mine = log(worker)
    said = Said("Something else", TODAY, 5, "alone")
    for other in (world.owner_of(world.account()), world.actor("registrar"), world.actor("auditor"), ANONYMOUS, CLOCK):
        with pytest.raises(NotAllowed, match="not_your_log"):
            actions.log(me(worker), said, ticket=uuid4(), by=other, because=WHY)
        with pytest.raises(NotAllowed, match="not_your_log"):
            actions.change(mine, said, seen=1, by=other, because=WHY)
        with pytest.raises(NotAllowed, match="not_your_log"):
            actions.remove(mine, by=other, because=WHY)
        with pytest.raises(NotAllowed, match="not_your_log"):
            queries.my_learning(mine, other)
        with pytest.raises(NotAllowed, match="not_your_log"):
            queries.my_log(me(worker), other)


def test_sent_twice_it_is_kept_once(worker):
    ticket = uuid4()
    assert log(worker, ticket=ticket) == log(worker, ticket=ticket, what="The page was sent again")
    assert Learning.objects.count() == 1


def test_long_dictated_words_are_kept_to_the_last_letter(worker):
    long = "I learnt a lot today. ☀ " * 2000 + "The end."
    one = queries.my_learning(log(worker, what=long, changed="Ça va,\r\nmore  or less"), worker)
    assert one.what == long
    assert one.changed == "Ça va,\nmore  or less"


def test_words_lie_sealed_and_history_has_none_of_them(worker):
    log(worker, what="About Mrs Ash's diet")
    assert b"Ash" not in bytes(Learning.objects.get().sealed)
    line = Entry.objects.get(what="training.learning_logged")
    assert "Ash" not in str(line.refs)


def test_of_two_tabs_the_slower_one_is_told(worker):
    one = log(worker)
    actions.change(one, Said("Better words", TODAY, 30, "peer"), seen=1, by=worker, because=WHY)
    with pytest.raises(NotAllowed, match="changed_meanwhile"):
        actions.change(one, Said("Other words", TODAY, 30, "peer"), seen=1, by=worker, because=WHY)
    again = actions.change(one, Said("Better words", TODAY, 30, "peer"), seen=1, by=worker, because=WHY)
    assert again == 2, "the same words sent twice are no quarrel"


def test_what_was_removed_can_be_put_back_for_a_month_and_then_goes_with_its_papers(worker):
    paper = papers.given(me(worker))
    one, other = log(worker, documents=(paper,)), log(worker, what="Another", documents=())
    actions.remove(one, by=worker, because=WHY)
    assert [row.id for row in queries.my_log(me(worker), worker)] == [other]
    actions.put_back(one, by=worker, because=WHY)
    assert len(queries.my_log(me(worker), worker)) == 2
    actions.remove(one, by=worker, because=WHY)
    with clock.at(clock.now() + timedelta(days=29)):
        assert jobs.forget_removed() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert jobs.forget_removed() == 1
        assert jobs.forget_removed() == 0
    assert not Learning.objects.filter(pk=one).exists()
    assert evidence.facts([paper])[paper].destroyed_at is not None


def test_a_paper_that_something_else_shows_stays(worker):
    paper = papers.given(me(worker))
    one = log(worker, documents=(paper,))
    log(worker, what="The same certificate", documents=(paper,))
    actions.remove(one, by=worker, because=WHY)
    with clock.at(clock.now() + timedelta(days=31)):
        assert jobs.forget_removed() == 1
    assert evidence.facts([paper])[paper].destroyed_at is None


def test_a_plan_that_was_done_is_in_the_log_and_no_longer_planned(worker):
    plan = actions.plan(me(worker), "Ask Rosa about hoists", by=worker, because=WHY, by_day=date(2026, 12, 1))
    one = log(worker, plan_id=plan)
    assert queries.my_plans(me(worker), worker) == ()
    assert Plan.objects.get(pk=plan).became_id == one
    log(worker, plan_id=plan, what="Sent again from an old page")
    assert Plan.objects.get(pk=plan).became_id == one


def test_a_plan_is_dropped_and_taken_up_again(worker):
    plan = actions.plan(me(worker), "Makaton", by=worker, because=WHY)
    actions.drop(plan, by=worker, because=WHY)
    assert queries.my_plans(me(worker), worker) == ()
    actions.pick_up(plan, by=worker, because=WHY)
    assert [row.what for row in queries.my_plans(me(worker), worker)] == ["Makaton"]
    with pytest.raises(NotAllowed, match="not_your_log"):
        actions.drop(plan, by=world.owner_of(world.account()), because=WHY)


def test_somebody_elses_plan_is_not_done_by_my_learning(worker):
    other = world.owner_of(world.account())
    plan = actions.plan(me(other), "Makaton", by=other, because=WHY)
    log(worker, plan_id=plan)
    assert Plan.objects.get(pk=plan).state == "planned"
