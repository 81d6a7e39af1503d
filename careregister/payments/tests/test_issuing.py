"""What is owed: raised once, for one or for ten thousand, and ended without a payment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.payments import actions, ledger
from careregister.payments.actions import collecting
from careregister.payments.models import Attempt, Invoice, Line
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE

pytestmark = pytest.mark.django_db
MANY = 200
DUES = """
select payer.id, md5(payer.id::text)::uuid, 'monthly', 300, %s::date, %s::date, %s::date from payments_payer payer
"""


def payers(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payments_payer (id, organisation_id, customer, made_at) "
            "select gen_random_uuid(), gen_random_uuid(), '', %s from generate_series(1, %s)",
            [clock.now(), number],
        )


def methods() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payments_method (id, payer_id, provider_id, kind, last4, brand_or_bank, mandate, mandate_state,"
            " state, since, ended_because) select gen_random_uuid(), id, 'pm_' || id, 'card', '4242', 'visa', '', '',"
            " 'ready', %s, '' from payments_payer",
            [clock.now()],
        )


def raise_dues() -> int:
    today = clock.today()
    return actions.issue_many(DUES, [today, today + timedelta(days=30), today], by=CLOCK, because=BECAUSE)


def test_nobody_bills_another(cards):
    payer_id, _ = world.payer()
    _, other = world.payer()
    with pytest.raises(NotAllowed, match="not_your_money"):
        world.owing(payer_id, by=other)
    with pytest.raises(NotAllowed, match="wrong_role"):
        world.owing(payer_id, by=world.people.actor("registrar"))
    with pytest.raises(NotAllowed, match="nothing_to_bill"):
        actions.issue(payer_id, [], due_on=clock.today(), by=CLOCK, because=BECAUSE)


def test_only_the_clock_bills_many():
    with pytest.raises(NotAllowed, match="not_the_clock"):
        actions.issue_many(DUES, [], by=world.officer(), because=BECAUSE)


def test_many_are_billed_in_as_many_statements_as_one_and_once():
    payers(1)
    with CaptureQueriesContext(connection) as for_one:
        assert raise_dues() == 1
    payers(MANY - 1)
    with CaptureQueriesContext(connection) as for_many:
        assert raise_dues() == MANY - 1
    assert len(for_many) == len(for_one)
    assert raise_dues() == 0
    assert ledger.balances() == {"owed": 300 * MANY, "income": -300 * MANY}
    assert Line.objects.count() == Invoice.objects.count() == MANY


def test_many_are_billed_as_one_by_one():
    payers(3)
    raise_dues()
    for row in Invoice.objects.all():
        twin = world.invoice(world.owing(row.payer_id))
        assert (row.pence, row.open_pence, row.state) == (twin.pence, twin.open_pence, twin.state)
        sides = [list(one.entries.order_by("account").values_list("account", "pence")) for one in (row, twin)]
        assert sides[0] == sides[1]
    assert len(set(Invoice.objects.values_list("number", flat=True))) == 6
    world.sound()


def test_all_that_one_payer_owes_on_a_day_is_one_invoice():
    payers(1)
    today = clock.today()
    two = f"{DUES} union all {DUES.replace('md5(payer.id::text)::uuid', 'payer.id')}"
    days = [today, today + timedelta(days=30), today]
    assert actions.issue_many(two, days * 2, by=CLOCK, because=BECAUSE) == 1
    assert Invoice.objects.get().pence == 600
    assert Line.objects.count() == 2


def test_all_that_is_due_is_asked_for_in_one_statement_and_once():
    payers(MANY)
    raise_dues()
    methods()
    with CaptureQueriesContext(connection) as asked:
        assert actions.collect_due(by=CLOCK, because=BECAUSE) == MANY
    assert len([query for query in asked if "insert into payments_attempt" in query["sql"].lower()]) == 1
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 0
    assert set(Attempt.objects.values_list("pence", flat=True)) == {300}


def test_a_great_many_are_asked_in_rounds_and_each_payer_once(monkeypatch):
    monkeypatch.setattr(collecting, "MOST_AT_ONCE", 3)
    payers(8)
    methods()
    raise_dues()
    today = clock.today()
    twice = DUES.replace("md5(payer.id::text)::uuid", "payer.id")
    assert actions.issue_many(twice, [today, today + timedelta(days=30), today], by=CLOCK, because=BECAUSE) == 8
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 8
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 0
    assert sorted(Attempt.objects.values_list("pence", flat=True)) == [600] * 8
    assert Attempt.objects.values("payer").distinct().count() == 8


def test_what_is_cancelled_may_be_billed_anew():
    payer_id, by = world.payer()
    line = world.line()
    invoice_id = world.owing(payer_id, line)
    actions.cancel_invoice(invoice_id, by=by, because=BECAUSE)
    with pytest.raises(NotAllowed, match="invoice_is_cancelled"):
        actions.cancel_invoice(invoice_id, by=by, because=BECAUSE)
    world.owing(payer_id, line)
    assert ledger.balances() == {"owed": 300, "income": -300}
    world.sound()


def test_part_is_cancelled_and_the_rest_given_up():
    payer_id, _ = world.payer()
    invoice_id = world.owing(payer_id)
    with pytest.raises(NotAllowed, match="more_than_is_open"):
        actions.cancel_part(invoice_id, 301, by=CLOCK, because=BECAUSE)
    actions.cancel_part(invoice_id, 100, by=CLOCK, because=BECAUSE)
    assert world.invoice(invoice_id).open_pence == 200
    actions.give_up(invoice_id, by=CLOCK, because=BECAUSE)
    assert world.invoice(invoice_id).state == "given_up"
    assert ledger.balances() == {"owed": 0, "income": -200, "lost": 200}
    world.sound()


def test_nobody_waives_what_they_owe_themselves():
    payer_id, by = world.payer()
    invoice_id = world.owing(payer_id)
    for who in (by, world.people.actor("registrar"), world.people.actor("auditor")):
        with pytest.raises(NotAllowed):
            actions.waive_invoice(invoice_id, by=who, because=BECAUSE)
    actions.waive_invoice(invoice_id, by=world.people.actor("membership_officer"), because=BECAUSE)
    assert ledger.balances() == {"owed": 0, "income": -300, "waived": 300}
    world.sound()


def test_what_is_not_owed_any_more_is_not_asked_for(cards):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    first, second = world.owing(payer_id), world.owing(payer_id)
    attempt_id = actions.collect(payer_id, [first, second], by=by, because=BECAUSE)
    actions.cancel_invoice(first, by=by, because=BECAUSE)
    actions.send(attempt_id, by=CLOCK, because=BECAUSE)
    assert [one["amount"] for one in cards.things("charge")] == [300]
    third = world.owing(payer_id)
    attempt_id = actions.collect(payer_id, [third], by=by, because=BECAUSE)
    actions.cancel_invoice(third, by=by, because=BECAUSE)
    assert actions.send(attempt_id, by=CLOCK, because=BECAUSE) == "withdrawn"
    assert len(cards.things("charge")) == 1
    world.sound()
