"""What the database itself refuses, to whoever asks: the serving login and the owner alike."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from psycopg import errors, sql

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.register.actions import place_hold, propose
from careregister.register.drafts import Authority
from careregister.register.models import Act, Registrant
from careregister.register.tests import world

A, B, C = (str(uuid4()) for _ in range(3))
APPEND_ONLY = {
    "register_act": "id",
    "register_actwords": "act_id",
    "register_number": "number",
    "register_openfigures": "day",
    "history_entry": "id",
    "history_words": "entry_id",
}

# An act that is sound, and for each constraint what breaks it and nothing else.
SOUND = {
    "action": "pause",
    "effective_from": "2026-06-10T11:00:00+00:00",
    "recorded_at": "2026-06-10T11:00:00+00:00",
    "tier": "",
    "reason": "for_the_test",
    "authority": "request",
    "decided_kind": "staff",
    "decided_person": A,
    "decided_role": "registrar",
    "decided_reference": "",
    "proposed_role": "",
}
BROKEN_ACTS: list[tuple[str, dict[str, Any]]] = [
    ("act_action", {"action": "promote"}),
    ("act_authority", {"authority": "whim"}),
    ("act_tier", {"action": "confer_tier", "tier": "gold"}),
    ("act_tier_with_its_action", {"tier": "advanced"}),
    ("act_tier_with_its_action", {"action": "confer_tier"}),
    ("act_restriction_with_its_actions", {"restriction": C}),
    ("act_restriction_with_its_actions", {"action": "lift_restriction", "proposed_person": B}),
    ("act_until_where_it_needs_one", {"action": "renew"}),
    ("act_until_where_it_needs_one", {"action": "impose_suspension", "restriction": C, "proposed_person": B}),
    ("act_void_replaces", {"action": "void"}),
    ("act_correction_by_two", {"replaces_id": "admission"}),
    ("act_correction_by_two", {"replaces_id": "admission", "authority": "correction"}),
    ("act_correction_by_two", {"replaces_id": "admission", "proposed_person": B}),
    ("act_second_person", {"action": "remove_by_decision", "authority": "case"}),
    ("act_staff_are_persons", {"decided_person": None}),
    ("act_staff_are_persons", {"decided_role": ""}),
    ("act_proposer_not_subject", {"proposed_person": "subject"}),
    ("act_two_persons", {"proposed_person": A}),
    ("act_staff_not_about_themselves", {"decided_person": "subject"}),
    ("act_subject_is_person", {"subject_person": B}),
    ("act_stamped_in_order", {"recorded_at": "of the admission"}),
]


@pytest.fixture
def registrant(own_database):
    with clock.at(world.NOON - timedelta(days=9)):
        return world.admitted(tier="foundation")


def insert(execute, table: str, values: dict) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, values))
    places = sql.SQL(", ").join(sql.Placeholder() * len(values))
    execute(
        sql.SQL("insert into {} ({}) values ({})").format(sql.Identifier(table), columns, places), list(values.values())
    )


def act_values(registrant: Registrant, **changes) -> dict:
    admission = registrant.acts.get(action="admit")
    stands_for = {
        "subject": registrant.person_id,
        "admission": admission.pk,
        "of the admission": admission.recorded_at,
    }
    values = {"id": uuid4(), "registrant_id": registrant.pk, "subject_person": registrant.person_id, **SOUND, **changes}
    return {key: stands_for.get(value, value) for key, value in values.items()}


def serving(statement, values=None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_no_login_can_write_an_act_that_breaks_a_rule_of_the_table(registrant, as_owner: psycopg.Connection):
    for name, changes in BROKEN_ACTS:
        values = act_values(registrant, **changes)
        with pytest.raises(psycopg.Error) as refusal:
            insert(as_owner.execute, "register_act", values)
        assert refusal.value.diag.constraint_name == name, changes
        with pytest.raises(DatabaseError) as served, transaction.atomic():
            insert(serving, "register_act", values)
        assert isinstance(served.value.__cause__, psycopg.Error)
        assert served.value.__cause__.diag.constraint_name == name, changes
    insert(as_owner.execute, "register_act", act_values(registrant))


def test_an_act_is_replaced_once(registrant, as_owner: psycopg.Connection):
    twice = {"action": "void", "replaces_id": "admission", "authority": "correction", "proposed_person": B}
    insert(as_owner.execute, "register_act", act_values(registrant, **twice))
    with pytest.raises(errors.UniqueViolation):
        insert(
            as_owner.execute,
            "register_act",
            act_values(registrant, **twice, recorded_at=datetime(2026, 7, 1, tzinfo=UTC)),
        )


def test_a_number_and_a_person_are_registered_once(registrant, as_owner: psycopg.Connection):
    other = world.a_person()
    row = {"id": uuid4(), "person_id": other.pk, "number": registrant.number_id, "acts_written": 0}
    with pytest.raises(errors.UniqueViolation):
        insert(as_owner.execute, "register_registrant", row)
    with pytest.raises(errors.UniqueViolation):
        insert(as_owner.execute, "register_number", {"number": registrant.number_id, "issued_at": world.NOON})


def test_no_login_can_write_two_standings_tiers_or_terms_for_one_moment(registrant, as_owner: psycopg.Connection):
    with clock.at(world.NOON):
        _, order = world.suspended(registrant)
    span = {"act": uuid4(), "registrant_id": registrant.pk}
    always = {"valid": "[2026-01-01,)", "known": "[2026-01-01,)"}
    whole: dict[str, dict[str, Any]] = {
        "register_standingspan": {"base": "paused", "registered_until": "2027-01-01"},
        "register_tierspan": {"tier": "advanced"},
        "register_restrictionspan": {"restriction": order, "kind": "warning", "last_day": "2027-01-01"},
    }
    for table, values in whole.items():
        row = {"id": uuid4(), **span, **always, **values}
        with pytest.raises(errors.ExclusionViolation):
            insert(as_owner.execute, table, row)
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            insert(serving, table, row)
        assert isinstance(refusal.value.__cause__, errors.ExclusionViolation)
    broken: tuple[tuple[str, dict[str, Any]], ...] = (
        ("register_standingspan", {"base": "retired", "registered_until": "2027-01-01"}),
        ("register_tierspan", {"tier": "gold"}),
        ("register_restrictionspan", {"restriction": uuid4(), "kind": "caution", "last_day": "2027-01-01"}),
        ("register_restrictionspan", {"restriction": uuid4(), "kind": "interim_suspension", "last_day": "2027-01-01"}),
    )
    for table, wrong in broken:
        with pytest.raises(errors.CheckViolation):
            insert(as_owner.execute, table, {"id": uuid4(), **span, "valid": "empty", "known": "empty", **wrong})


def test_no_login_can_write_a_proposal_of_one_person(registrant, as_owner: psycopg.Connection):
    sound = {
        "registrant_id": registrant.pk,
        "subject_person": registrant.person_id,
        "action": "remove_by_decision",
        "details": "{}",
        "reason": "for_the_test",
        "words": "",
        "authority": "case",
        "state": "open",
        "proposed_person": A,
        "proposed_account": A,
        "proposed_role": "case_manager",
        "proposed_at": world.NOON,
        "closed_role": "",
        "closed_words": "",
    }
    closed = {"state": "declined", "closed_at": world.NOON}
    for name, changes in (
        ("proposal_not_about_oneself", {"proposed_person": registrant.person_id}),
        ("proposal_three_persons", {**closed, "closed_person": A}),
        ("proposal_three_persons", {**closed, "closed_person": registrant.person_id}),
        ("proposal_three_persons", {**closed, "state": "taken_back", "closed_person": B}),
        ("proposal_closed_by_somebody", closed),
        ("proposal_accepted_has_act", {**closed, "state": "accepted", "closed_person": B}),
        ("proposal_state", {**closed, "state": "shelved", "closed_person": B}),
        ("proposal_action", {"action": "promote"}),
    ):
        with pytest.raises(errors.CheckViolation) as refusal:
            insert(as_owner.execute, "register_proposal", {"id": uuid4(), **sound, **changes})
        assert refusal.value.diag.constraint_name == name
    insert(as_owner.execute, "register_proposal", {"id": uuid4(), **sound})
    with pytest.raises(errors.UniqueViolation):
        insert(as_owner.execute, "register_proposal", {"id": uuid4(), **sound})


def test_the_serving_login_can_only_add_to_what_is_append_only(registrant):
    for table, column in APPEND_ONLY.items():
        for statement in (
            f"update {table} set {column} = {column}",
            f"delete from {table}",
            f"truncate {table} cascade",
        ):
            with pytest.raises(DatabaseError) as refusal, transaction.atomic():
                serving(statement)
            assert isinstance(refusal.value.__cause__, errors.InsufficientPrivilege), statement


def test_not_even_the_owner_alters_or_deletes_acts_and_history(registrant, as_owner: psycopg.Connection):
    for table in ("register_act", "history_entry"):
        for statement in (f"update {table} set id = id", f"delete from {table}", f"truncate {table} cascade"):
            with pytest.raises(errors.RaiseException):
                as_owner.execute(statement)
        assert as_owner.execute(f"select id from {table}").fetchone()


def test_the_serving_login_cannot_switch_off_what_keeps_history(registrant):
    for statement in (
        "alter table register_act disable trigger all",
        "set session_replication_role = replica",
        "set role careregister_owner",
        "set role careregister_privacy",
        "drop table history_entry",
        "create or replace function pgtrigger_nothing() returns void language sql as 'select'",
    ):
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            serving(statement)
        assert isinstance(refusal.value.__cause__, errors.InsufficientPrivilege), statement


def test_the_same_hold_cannot_stand_twice(registrant, as_owner: psycopg.Connection):
    hold = place_hold(registrant, by=CLOCK, because=Because("open_concern"))
    row = {"id": uuid4(), "registrant_id": registrant.pk, "reason": hold.reason, "placed_at": world.NOON}
    with pytest.raises(errors.UniqueViolation):
        insert(as_owner.execute, "register_hold", row)


def test_the_act_of_an_accepted_proposal_belongs_to_one_proposal(registrant, as_owner: psycopg.Connection):
    act = Act.objects.filter(registrant=registrant).latest("recorded_at")
    proposals = [
        propose(
            registrant,
            action,
            world.details_for(action),
            by=world.seconder(action),
            because=Because("for_the_test"),
            authority=Authority(world.GROUND_OF[action]),
        )
        for action in ("remove_by_decision", "remove_as_deceit")
    ]
    accept = "update register_proposal set state = 'accepted', act_id = %s, closed_person = %s, closed_at = now() where id = %s"
    as_owner.execute(accept, [act.pk, B, proposals[0].pk])
    with pytest.raises(errors.UniqueViolation):
        as_owner.execute(accept, [act.pk, B, proposals[1].pk])
