"""Whatever is done in whatever order: money is conserved, each thing is booked once, and balances are sums."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.outside.cards import Charge, RefundFacts
from careregister.payments import actions, ledger
from careregister.payments.actions import refunding, sending, settling
from careregister.payments.models import Attempt, Invoice, LedgerEntry, LedgerTransaction, Method, Refund
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, WORDS

pytestmark = pytest.mark.django_db
CHARGES = ("processing", "succeeded", "failed", "needs_person", "lost")
REFUNDS = ("pending", "succeeded", "failed")
STEPS = st.one_of(
    st.tuples(st.just("issue"), st.integers(0, 2), st.integers(1, 5000)),
    st.tuples(st.just("issue_many"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("collect"), st.integers(0, 2), st.integers(0, 3)),
    st.tuples(st.just("collect_due"), st.just(0), st.just(0)),
    st.tuples(st.just("retry"), st.just(0), st.just(0)),
    st.tuples(st.just("begin"), st.integers(0, 9), st.just(0)),
    st.tuples(st.sampled_from(CHARGES), st.integers(0, 9), st.integers(1, 3)),
    st.tuples(st.sampled_from(CHARGES), st.integers(0, 9), st.integers(1, 3)),
    st.tuples(st.sampled_from(["cancel", "waive", "give_up"]), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("cancel_part"), st.integers(0, 9), st.integers(1, 400)),
    st.tuples(st.just("refund"), st.integers(0, 9), st.integers(1, 5000)),
    st.tuples(st.just("agree"), st.integers(0, 3), st.just(0)),
    st.tuples(st.sampled_from(["refund pending", "refund succeeded", "refund failed"]), st.integers(0, 3), st.just(0)),
)


class Money:
    """Some payers, two officers, and every step that there is, taken by number."""

    def __init__(self) -> None:
        self.payers = [world.payer()[0] for _ in range(3)]
        for payer_id in self.payers:
            Method.objects.create(payer_id=payer_id, provider_id=f"pm_{new_id().hex}", kind="card", last4="4242")
        self.first, self.second = world.officer(), world.officer()
        self.reference = new_id()

    def take(self, step: str, which: int, pence: int) -> None:
        if step in CHARGES:
            self._charge(step, which, times=pence)
        elif step.startswith("refund "):
            self._refund(step.removeprefix("refund "), which)
        else:
            getattr(self, step)(which, pence)

    def issue(self, which: int, pence: int) -> None:
        world.owing(self.payers[which], world.line(pence))

    def issue_many(self, which: int, _pence: int) -> None:
        day = clock.today() + timedelta(days=which)
        select = "select id, %s::uuid, 'monthly', 300, %s::date, %s::date, %s::date from payments_payer where id = %s"
        days = [day, day + timedelta(days=30), clock.today()]
        actions.issue_many(select, [self.reference, *days, self.payers[0]], by=CLOCK, because=BECAUSE)

    def collect(self, which: int, many: int) -> None:
        rows = Invoice.objects.filter(payer=self.payers[which]).order_by("number").values_list("pk", flat=True)
        actions.collect(self.payers[which], list(rows)[: many + 1], by=CLOCK, because=BECAUSE)

    def collect_due(self, *_: int) -> None:
        actions.collect_due(by=CLOCK, because=BECAUSE)

    def retry(self, *_: int) -> None:
        with world.days_later(12):
            actions.retry_due(by=CLOCK, because=BECAUSE)

    def begin(self, which: int, _pence: int) -> None:
        sending._begin(_one(Attempt, which), CLOCK, BECAUSE)

    def cancel(self, which: int, _pence: int) -> None:
        actions.cancel_invoice(_one(Invoice, which), by=CLOCK, because=BECAUSE)

    def cancel_part(self, which: int, pence: int) -> None:
        actions.cancel_part(_one(Invoice, which), pence, by=CLOCK, because=BECAUSE)

    def waive(self, which: int, _pence: int) -> None:
        actions.waive_invoice(_one(Invoice, which), by=self.first, because=BECAUSE)

    def give_up(self, which: int, _pence: int) -> None:
        actions.give_up(_one(Invoice, which), by=CLOCK, because=BECAUSE)

    def refund(self, which: int, pence: int) -> None:
        actions.ask_refund(_one(Attempt, which), pence, by=self.first, because=WORDS)

    def agree(self, which: int, _pence: int) -> None:
        actions.agree_refund(_one(Refund, which), by=self.second, because=WORDS)

    def _charge(self, state: str, which: int, *, times: int) -> None:
        """What the provider says of an attempt that it was asked for, so many times."""
        row = Attempt.objects.get(pk=_one(Attempt, which))
        if row.state in ("waiting", "withdrawn"):
            return
        if state == "lost":
            said = Charge(f"pi_{row.pk}", "succeeded", "", row.pence, clock.now(), 25, dispute="lost")
        else:
            said = Charge(f"pi_{row.pk}", state, "" if state == "succeeded" else "x", row.pence, clock.now(), None)
        for _ in range(times):
            settling.book(row.pk, said, by=CLOCK, because=BECAUSE)

    def _refund(self, state: str, which: int) -> None:
        row = Refund.objects.get(pk=_one(Refund, which))
        refunding._begin(row.pk)
        row.refresh_from_db()
        if row.begun_at is not None:
            said = RefundFacts(f"re_{row.pk}", state, row.pence, "x" if state == "failed" else "")
            refunding.book(row.pk, said, by=CLOCK, because=BECAUSE)
            refunding.book(row.pk, said, by=CLOCK, because=BECAUSE)


def _one(model, which: int) -> UUID:
    rows = list(model.objects.order_by("pk").values_list("pk", flat=True))
    if not rows:
        raise NotAllowed("nothing_there")
    return rows[which % len(rows)]


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(STEPS, min_size=5, max_size=30))
def test_after_any_sequence_the_ledger_holds(steps):
    begun = transaction.savepoint()
    try:
        money = Money()
        for step in steps:
            with suppress(NotAllowed):
                money.take(*step)
        holds()
    finally:
        transaction.savepoint_rollback(begun)


def holds() -> None:
    """Money is conserved, each thing was booked once, and what rows say is what the ledger says."""
    world.sound()
    sums: Counter[str] = Counter()
    for account, pence in LedgerEntry.objects.values_list("account", "pence"):
        sums[account] += pence
    assert dict(sums) == ledger.balances()
    kinds = Counter(LedgerTransaction.objects.values_list("kind", "invoice", "attempt", "refund"))
    assert all(times == 1 for (kind, *_), times in kinds.items() if kind != "cancelled")
    issued = sum(Invoice.objects.values_list("pence", flat=True))
    owed, income = sums["owed"], -sums["income"]
    assert owed == sum(Invoice.objects.values_list("open_pence", flat=True))
    cancelled = issued - income
    received = sum(Attempt.objects.filter(state__in=("succeeded", "returned")).values_list("pence", flat=True))
    returned = sum(Attempt.objects.filter(state="returned").values_list("pence", flat=True))
    given_back = sum(Refund.objects.filter(state__in=("pending", "succeeded")).values_list("pence", flat=True))
    assert cancelled >= 0
    assert sums["held"] == received - given_back
    assert sums["disputed"] == -returned
    assert owed + sums["waived"] + sums["lost"] + sums["held"] + sums["disputed"] + sums["refunded"] == (
        income - sums["overpaid"]
    )
    for row in Attempt.objects.all():
        done = world.bookings(row.pk)
        expected = {"succeeded": ["received"], "returned": ["received", "returned"]}
        assert done == expected.get(row.state, [])
        back = sum(row.refunds.filter(state__in=("pending", "succeeded")).values_list("pence", flat=True))
        assert back <= row.refunding_pence <= row.pence
