"""The set-based twin writes what the single actions write."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import models

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import Unlawful
from careregister.history.models import Entry, Words
from careregister.register import actions, states
from careregister.register.actions import bulk
from careregister.register.actions.admission import issue_number
from careregister.register.actions.bulk import PlannedAct, PlannedRegistrant
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.jobs import verify_spans
from careregister.register.models import (
    Act,
    ActWords,
    PublicFacts,
    Registrant,
    RestrictionSpan,
    StandingSpan,
    TierSpan,
)
from careregister.register.tests import world

DAY = timedelta(days=1)
START = clock.start_of_day(date(2024, 5, 1)) + timedelta(hours=9)


def a_life() -> list[PlannedAct]:
    """Everything that can happen to one registrant, recorded on different days, some of it dated otherwise."""
    interim, warning = uuid4(), uuid4()
    ahead = START + 700 * DAY
    told = [
        ("admit", Details(until=date(2025, 4, 30), evidence="Documents seen")),
        ("confer_tier", Details(tier="foundation")),
        ("amend_facts", Details(facts=Facts(town="Sale", county="Cheshire", name_shown="known_as"))),
        ("pause", Details()),
        ("renew", Details(until=date(2026, 4, 30))),
        ("resume", Details(effective_from=START + 200 * DAY)),
        (
            "impose_interim_suspension",
            Details(
                until=date(2025, 8, 1), review_by=date(2025, 3, 1), restriction=interim, publish_until=date(2026, 1, 1)
            ),
        ),
        ("agree_warning", Details(until=date(2027, 1, 1), restriction=warning)),
        ("review_restriction", Details(restriction=interim, review_by=date(2025, 5, 1))),
        ("lift_restriction", Details(restriction=interim)),
        ("confer_tier", Details(tier="advanced")),
        ("amend_facts", Details(facts=Facts(town="Stretford"))),
        ("renew", Details(until=date(2027, 4, 30))),
        ("remove_by_decision", Details(effective_from=ahead)),
        ("record_death", Details(effective_from=ahead + 9 * DAY)),
    ]
    return [
        PlannedAct(
            action=action,
            details=replace(details, effective_from=details.effective_from or START + number * 25 * DAY),
            by=world.decider(action),
            because=Because("for_the_test", "Said." if number % 2 else ""),
            authority=Authority(world.GROUND_OF[action]),
            recorded_at=START + number * 25 * DAY,
            proposed_by=world.seconder(action),
        )
        for number, (action, details) in enumerate(told)
    ]


def another(life: list[PlannedAct]) -> list[PlannedAct]:
    """The same life again, its restrictions its own."""
    own: dict[Any, Any] = {act.details.restriction: uuid4() for act in life if act.details.restriction}
    return [replace(act, details=replace(act.details, restriction=own.get(act.details.restriction))) for act in life]


def singly(life: list[PlannedAct]) -> Registrant:
    """The same life by the single actions, each on its day."""
    registrant = Registrant.objects.create(person=world.a_person(), number_id=issue_number())
    for act in life:
        with clock.at(act.recorded_at):
            actions.take(
                registrant,
                act.action,
                act.details,
                by=act.by,
                because=act.because,
                authority=act.authority,
                proposed_by=act.proposed_by,
            )
    registrant.refresh_from_db()
    return registrant


def planned(life: list[PlannedAct]) -> PlannedRegistrant:
    return PlannedRegistrant(person_id=world.a_person().pk, number=issue_number(), acts=life)


def all_of(registrant: Registrant) -> dict[str, list]:
    """Every row about a registrant, with its own ids told by what they stand for."""
    stands_for: dict[Any, Any] = {
        registrant.pk: "registrant",
        registrant.person_id: "person",
        registrant.number_id: "number",
    }
    acts = Act.objects.filter(registrant=registrant).order_by("recorded_at")
    stands_for |= {act.restriction: f"restriction {number}" for number, act in reversed(list(enumerate(acts)))}
    stands_for |= {None: None} | {act.pk: f"act {number}" for number, act in enumerate(acts)}
    entries = Entry.objects.filter(subject_id=registrant.pk).order_by("sequence")
    stands_for |= {entry.pk: f"entry {number}" for number, entry in enumerate(entries)}

    def said(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: said(one) for key, one in value.items()}
        plain = {str(key): told for key, told in stands_for.items()}
        return plain.get(str(value), value)

    def rows(found: models.QuerySet) -> list:
        own = {"id", "sequence"} if found.model in (StandingSpan, RestrictionSpan, TierSpan, Entry) else set()
        told = [{key: said(value) for key, value in row.items() if key not in own} for row in found.values()]
        return sorted(told, key=repr)

    tables = {
        model.__name__: rows(model.objects.filter(registrant=registrant))
        for model in (Act, StandingSpan, RestrictionSpan, TierSpan, PublicFacts)
    }
    return tables | {
        "Registrant": rows(Registrant.objects.filter(pk=registrant.pk)),
        "ActWords": rows(ActWords.objects.filter(act__registrant=registrant)),
        "Entry": rows(entries),
        "Words": rows(Words.objects.filter(entry__in=entries)),
    }


@pytest.mark.django_db
def test_what_is_loaded_at_once_is_what_the_single_actions_would_have_written():
    life = a_life()
    one = singly(life)
    plan = planned(another(life))
    assert bulk.load([plan]) == 1
    loaded, taken = all_of(Registrant.objects.get(pk=plan.id)), all_of(one)
    for table in taken:
        assert loaded[table] == taken[table], table
    assert len(taken["Act"]) == len(life)
    assert verify_spans().differing == ()


@pytest.mark.django_db
def test_every_step_is_in_the_compared_life_or_ends_one_of_its_own():
    """Whatever is not in the long life is compared in a short one."""
    for action in sorted(
        set(states.STEPS)
        - {act.action for act in a_life()}
        - {"admit_on_review", "vary_restriction", "restore_after_removal"}
    ):
        way = [] if action not in {"restore"} else ["lapse"]
        life = [a_life()[0]]
        for name in [*way, action]:
            at = START + (len(life) * DAY)
            details = world.details_for(name, on=at.date(), restriction=uuid4() if name in states.IMPOSES else None)
            life.append(
                PlannedAct(
                    name,
                    details,
                    world.decider(name),
                    world.BECAUSE,
                    Authority(world.GROUND_OF[name]),
                    at,
                    world.seconder(name),
                )
            )
        plan = planned(another(life))
        one, _ = singly(life), bulk.load([plan])
        assert all_of(Registrant.objects.get(pk=plan.id)) == all_of(one), action


@pytest.mark.django_db
def test_one_life_that_contradicts_itself_loads_none_of_them():
    before = world.counts()
    sound, broken = (
        planned(a_life()),
        planned([*(life := a_life())[:4], replace(life[3], recorded_at=START + 90 * DAY)]),
    )
    afterwards = world.counts()
    with pytest.raises(Unlawful, match="step_not_lawful"):
        bulk.load([sound, broken])
    assert world.counts() == afterwards
    assert afterwards["Act"] == before["Act"]


@pytest.mark.django_db
def test_nothing_is_loaded_from_nothing():
    assert bulk.load([]) == 0
