"""Every night the ledger is laid beside the provider's own list; what differs is shown to the penny."""

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.outside.cards import CardsUnreachable
from careregister.payments import actions, jobs, ledger, queries
from careregister.payments.models import LedgerTransaction, Movement, Reconciliation
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, WORDS

pytestmark = pytest.mark.django_db


def reconciled(days: int = 0) -> queries.Reconciled:
    with world.days_later(days):
        actions.reconcile(clock.today(), by=CLOCK, because=BECAUSE)
    return queries.reconciliations(world.officer())[0]


def test_figures_are_for_finance_officers_and_auditors():
    for role in ("registrar", "checks_officer", "membership_officer", "case_officer", "administrator", "editor"):
        by = world.people.actor(role)
        for ask in (queries.reconciliations, queries.arrears_by_age, queries.balances, queries.overpaid):
            with pytest.raises(NotAllowed, match="wrong_role"):
                ask(by)
    assert queries.reconciliations(world.people.actor("auditor")) == []


def test_while_the_provider_is_away_nothing_is_compared(cards):
    world.paying(cards)
    cards.modes(outage="503")
    with pytest.raises(CardsUnreachable):
        actions.reconcile(clock.today(), by=CLOCK, because=BECAUSE)
    assert not Reconciliation.objects.exists()


def test_a_quiet_night_has_no_difference_and_books_the_providers_share(cards):
    _, _, _, attempt_id = world.paying(cards)
    world.paying(cards)
    refund_id = actions.ask_refund(attempt_id, 100, by=world.officer(), because=WORDS)
    actions.send_refund(refund_id, by=CLOCK, because=BECAUSE)
    cards.payout()
    night = reconciled()
    assert (night.difference, night.differences) == (0, ())
    assert ledger.balances()["fees"] == sum(Movement.objects.values_list("fee_pence", flat=True)) > 0
    assert ledger.balances()["bank"] > 0
    assert ledger.balances()["held"] == night.provider_pence
    world.sound()


def test_a_night_may_be_compared_again_and_books_nothing_twice(cards):
    world.paying(cards)
    reconciled()
    before = LedgerTransaction.objects.count()
    reconciled()
    assert LedgerTransaction.objects.count() == before
    assert Reconciliation.objects.count() == 1


def test_a_payment_of_which_no_event_came_is_found_by_night(cards):
    _, _, invoice_id, attempt_id = world.paying(cards, cards.DEBIT)
    cards.advance(days=6)
    night = reconciled(days=7)
    assert (night.difference, night.differences) == (0, ())
    assert world.state(attempt_id) == "succeeded"
    assert world.invoice(invoice_id).state == "settled"


def test_what_the_provider_does_not_list_is_shown_to_the_penny(cards):
    _, _, _, attempt_id = world.paying(cards)
    cards.control("reset")
    night = reconciled()
    assert night.difference == -300
    (shown,) = night.differences
    assert (shown.kind, shown.what, shown.attempt_id) == ("not_moved", "charge", attempt_id)
    assert (shown.provider_pence, shown.ledger_pence) == (0, 300)


def test_what_we_never_asked_for_is_shown_to_the_penny(cards):
    world.paying(cards)
    reconciled()
    moved = {"kind": "charge", "pence": 1234, "fee_pence": 0, "source": "pi_nobodys", "at": clock.now()}
    Movement.objects.create(id="txn_nobodys", **moved)
    night = reconciled()
    assert night.difference == 1234
    assert [(one.kind, one.provider_pence, one.ledger_pence) for one in night.differences] == [("not_booked", 1234, 0)]


def test_an_amount_that_differs_is_shown_to_the_penny(cards):
    _, _, _, attempt_id = world.paying(cards)
    reconciled()
    source = Movement.objects.get(kind="charge").source
    moved = {"kind": "charge", "pence": 1, "fee_pence": 0, "source": source, "at": clock.now()}
    Movement.objects.create(id="txn_a_penny", **moved)
    night = reconciled()
    assert night.difference == 1
    (shown,) = night.differences
    assert (shown.kind, shown.attempt_id) == ("amount", attempt_id)
    assert (shown.provider_pence, shown.ledger_pence) == (301, 300)


def test_a_movement_of_an_unknown_kind_is_explained_by_a_finance_officer(cards):
    world.paying(cards)
    reconciled()
    moved = {"kind": "other", "pence": -50, "fee_pence": 0, "source": "", "at": clock.now()}
    Movement.objects.create(id="txn_odd", **moved)
    night = reconciled()
    assert (night.difference, [one.kind for one in night.differences]) == (-50, ["unknown"])
    officer = world.officer()
    for by in (CLOCK, world.people.actor("auditor"), world.people.actor("membership_officer")):
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.explain_movement("txn_odd", by=by, because=WORDS)
    with pytest.raises(NotAllowed, match="words_missing"):
        actions.explain_movement("txn_odd", by=officer, because=BECAUSE)
    assert [one[0] for one in queries.unexplained(officer)] == ["txn_odd"]
    actions.explain_movement("txn_odd", by=officer, because=WORDS)
    with pytest.raises(NotAllowed, match="movement_is_booked"):
        actions.explain_movement("txn_odd", by=officer, because=WORDS)
    night = reconciled()
    assert (night.difference, night.differences) == (0, ())


def test_money_in_dispute_is_not_ours_and_lost_is_owed_again(cards):
    _, _, invoice_id, attempt_id = world.paying(cards)
    charge = cards.things("payment_intent")[0]["id"]
    cards.dispute(charge)
    night = reconciled()
    assert (night.difference, night.differences) == (0, ())
    assert ledger.balances()["disputed"] == 300
    assert world.invoice(invoice_id).state == "settled"
    cards.decide(charge, "lost")
    world.hear(cards)
    world.hear(cards)
    assert world.state(attempt_id) == "returned"
    assert world.invoice(invoice_id).state == "open"
    night = reconciled()
    assert (night.difference, night.differences) == (0, ())
    assert ledger.balances()["disputed"] == 0
    world.sound()


def test_a_dispute_that_is_won_changes_nothing(cards):
    _, _, invoice_id, attempt_id = world.paying(cards)
    charge = cards.things("payment_intent")[0]["id"]
    cards.dispute(charge)
    reconciled()
    cards.decide(charge, "won")
    world.hear(cards)
    night = reconciled()
    assert (night.difference, ledger.balances()["disputed"]) == (0, 0)
    assert (world.state(attempt_id), world.invoice(invoice_id).state) == ("succeeded", "settled")


def test_nights_that_were_missed_are_made_up_for(cards):
    world.paying(cards)
    with world.days_later(1):
        jobs.reconcile()
    with world.days_later(5):
        jobs.reconcile()
    assert Reconciliation.objects.count() == 5
    assert all(night.difference == 0 for night in queries.reconciliations(world.officer()))


def test_what_a_month_cost_adds_up(cards):
    world.paying(cards)
    world.paying(cards, cards.DEBIT)
    cards.advance(days=6)
    world.hear(cards)
    reconciled()
    month = queries.costs_of_month(clock.today(), world.officer())
    (row,) = month.rows
    assert (row.code, row.lines, row.billed_pence) == ("monthly", 2, 600)
    assert row.received_pence >= 300
    assert row.share_pence <= month.fees_pence
    assert queries.provider_cost(300, "card", clock.today()) == 25
    assert queries.provider_cost(300, "bacs_debit", clock.today()) == 20
    assert queries.provider_cost(36000, "bacs_debit", clock.today()) == 200


def test_of_an_invoice_that_was_cut_a_month_billed_and_received_what_was_left(cards):
    payer_id, by = world.payer()
    world.method(cards, payer_id, by)
    invoice_id = world.owing(payer_id, world.line(300), world.line(300))
    actions.cancel_part(invoice_id, 300, by=CLOCK, because=world.BECAUSE)
    attempt_id = actions.collect(payer_id, [invoice_id], by=by, because=world.BECAUSE)
    actions.send(attempt_id, by=CLOCK, because=world.BECAUSE)
    world.hear(cards)
    reconciled()
    (row,) = queries.costs_of_month(clock.today(), world.officer()).rows
    assert row.billed_pence == row.received_pence == 300
    assert row.expected_pence == queries.provider_cost(300, "card", clock.today())
    assert row.share_pence == row.expected_pence
