"""Whatever members, employers, staff, the provider and time do: the state follows from the ledger alone, nobody is a member
without payment or waiver, nobody for ever, and ending changes nobody's standing."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.membership import actions, queries, states
from careregister.membership.models import Subscription, WaiverRequest
from careregister.payments import ledger
from careregister.payments.models import Attempt, Invoice, LedgerTransaction, Line
from careregister.people.tests import world as people

from . import world

WHY, WORDS = world.WHY, world.WORDS
UNPAID, PAST_DUE, STARTING = 21, 60, 21  # days, as the rules have them
EMPLOYER_WAITS = 45 + 14  # days until an employer's first invoice is due, at most
PLANS = st.sampled_from(("monthly", "yearly", "register_yearly"))
FIRST = st.sampled_from(
    (date(2026, 11, 22), date(2027, 1, 31), date(2028, 2, 29), date(2027, 3, 27), date(2027, 10, 30))
)


class AnySequence(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.day = date(2026, 11, 22)
        self.under_way: list[Any] = []
        self.not_begun: set[Any] = set()

    @initialize(first=FIRST, plan=PLANS)
    def somebody_joins(self, first: date, plan: str) -> None:
        self.day = first
        with self.now():
            self.officer, self.finance = world.officer(), people.actor("finance_officer")
            self.employer, self.owner = world.employer()
            self.id, self.by = world.joined(plan)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def now(self):
        return clock.at(world.moment(self.day))

    def attempt(self, step: Any) -> None:
        """Taken whole, or refused and leaves no trace."""
        with self.now():
            before = self.told()
            try:
                with transaction.atomic():
                    step()
            except NotAllowed:
                assert self.told() == before

    def told(self) -> tuple:
        row = Subscription.objects.filter(person=self.by.person_id).order_by("pk").values_list()
        return list(row), Entry.objects.filter(person_id=self.by.person_id).count()

    # ---- the member

    @rule(plan=PLANS)
    def join_again(self, plan: str) -> None:
        def step() -> None:
            self.id = actions.join(world.person_of(self.by), plan, by=self.by, because=WHY)

        self.attempt(step)

    @rule(plan=PLANS)
    def change_plan(self, plan: str) -> None:
        self.attempt(lambda: actions.change_plan(self.id, plan, by=self.by, because=WHY))

    @rule(days=st.integers(1, 400))
    def pause(self, days: int) -> None:
        until = self.day + timedelta(days=days)
        self.attempt(lambda: actions.pause(self.id, until, by=self.by, because=WHY))

    @rule(step=st.sampled_from(("resume", "cancel", "keep", "change_mind")))
    def the_members_step(self, step: str) -> None:
        self.attempt(lambda: getattr(actions, step)(self.id, by=self.by, because=WHY))

    @rule()
    def ask_waiver(self) -> None:
        self.attempt(lambda: actions.ask_waiver(self.id, "I lost my job", by=self.by, because=WHY))

    # ---- staff

    @rule(months=st.integers(1, 12), grant=st.booleans())
    def decide_waiver(self, months: int, grant: bool) -> None:
        waiting = WaiverRequest.objects.filter(person=self.by.person_id, state="waiting").first()
        if waiting is None:
            return
        if grant:
            self.attempt(lambda: actions.grant_waiver(waiting.pk, months, by=self.officer, because=WHY))
        else:
            self.attempt(lambda: actions.decline_waiver(waiting.pk, by=self.officer, because=WORDS))

    # ---- the employer

    @rule()
    def an_employer_takes_over(self) -> None:
        def step() -> None:
            token = world.invited(self.employer, self.owner)
            self.id = actions.accept_employer(token, by=self.by, because=WHY)

        self.attempt(step)

    @rule(bill=st.booleans())
    def an_employer_leaves_or_pays_at_once(self, bill: bool) -> None:
        if bill:
            self.attempt(lambda: actions.bill_employer(self.employer, by=self.owner, because=WHY))
        else:
            self.attempt(lambda: actions.end_cover(self.id, by=self.owner, because=WHY))

    # ---- the provider

    @rule(how=st.sampled_from(("pay", "pay", "fail")))
    def a_payment_is_tried(self, how: str) -> None:
        self.attempt(lambda: getattr(world, how)(self.id))

    @rule()
    def a_debit_is_on_its_way(self) -> None:
        self.attempt(lambda: self.under_way.append(world.tried(self.id)))

    @rule(well=st.booleans())
    def a_debit_arrives(self, well: bool) -> None:
        attempt_id = self.under_way.pop() if self.under_way else None
        if attempt_id is not None and Attempt.objects.filter(pk=attempt_id, state="sending").exists():
            self.attempt(lambda: world.say(attempt_id, "succeeded" if well else "failed", "" if well else "refused"))

    @rule()
    def a_payment_is_taken_back(self) -> None:
        paid = Attempt.objects.filter(state="succeeded").order_by("-received_at").first()
        if paid is not None:
            self.attempt(lambda: world.give_back(paid.pk))

    @rule(share=st.sampled_from((1, 2)), why=st.sampled_from(("goodwill", "other_reason")))
    def finance_gives_back(self, share: int, why: str) -> None:
        paid = Attempt.objects.filter(state="succeeded", payer__person__isnull=False).order_by("-received_at").first()
        if paid is not None and paid.pence > paid.refunding_pence:
            left = (paid.pence - paid.refunding_pence) // share
            self.attempt(lambda: world.refund(paid, max(left, 1), why, by=self.finance))

    # ---- time

    @rule(days=st.integers(1, 45), every=st.sampled_from((4, 9, 45)))
    def days_pass(self, days: int, every: int) -> None:
        """Some nights are missed; the last is not."""
        last = self.day + timedelta(days=days)
        while self.day < last:
            self.day = min(self.day + timedelta(days=every), last)
            world.night(self.day)
        self.not_begun = {row.pk for row in self.rows() if row.state == states.STARTING}

    # ---- what always holds

    @invariant()
    def the_state_is_what_follows_from_dates_waivers_and_the_ledger(self) -> None:
        with self.now():
            for row in self.rows():
                assert row.state == queries.derive_state(row.pk)

    @invariant()
    def nobody_is_a_member_without_payment_or_waiver(self) -> None:
        for row in self.rows():
            if row.state in (states.ACTIVE, states.PAUSED, states.PAST_DUE):
                invoices = Line.objects.filter(reference=row.pk).values("invoice")
                received = LedgerTransaction.objects.filter(kind="received", attempt__parts__invoice__in=invoices)
                waived = WaiverRequest.objects.filter(subscription=row, state="granted")
                assert received.exists() or waived.exists()
            if row.state == states.ACTIVE:
                overdue = self.day - timedelta(days=UNPAID)
                assert not self.open_of(row).filter(due_on__lte=overdue).exists()

    @invariant()
    def nobody_is_a_member_by_what_went_back(self) -> None:
        for row in self.rows():
            asked = WaiverRequest.objects.filter(subscription=row)
            let_off = asked.filter(state="waiting").exists() or asked.filter(until__gt=self.day).exists()
            if row.state in (states.ACTIVE, states.PAUSED) and not let_off:
                now = Line.objects.filter(reference=row.pk, cancelled_at=None, since__lte=self.day, until__gte=self.day)
                assert not any(self.went_back(line) for line in now.filter(invoice__state="settled"))

    def went_back(self, line: Line) -> bool:
        """Whether nothing is left of what was paid with its invoice, most of it not as a gift."""
        paid = list(Attempt.objects.filter(parts__invoice=line.invoice_id, state="succeeded"))
        return bool(paid) and all(self.gone(one) for one in paid)

    def gone(self, payment: Attempt) -> bool:
        arrived = payment.refunds.filter(state="succeeded")
        pence = {why: sum(one.pence for one in arrived if one.because == why) for why in ("goodwill", "other_reason")}
        return sum(pence.values()) >= payment.pence and pence["goodwill"] < pence["other_reason"]

    @invariant()
    def nobody_is_a_member_for_ever(self) -> None:
        for row in self.rows():
            asked = WaiverRequest.objects.filter(subscription=row)
            since = clock.start_of_day(row.past_due_since or row.joined_on)
            told_no = asked.filter(state__in=("declined", "withdrawn"), settled_at__gte=since)
            first = told_no.order_by("settled_at").values_list("settled_at", flat=True).first()
            time_left = first is not None and self.day < clock.london_day(first) + timedelta(days=UNPAID)
            waits = time_left or asked.filter(state="waiting").exists()
            if row.state == states.PAST_DUE and not waits:
                assert row.past_due_since is not None
                assert self.day < row.past_due_since + timedelta(days=PAST_DUE)
            if row.state == states.STARTING and not waits:
                assert self.day < row.joined_on + timedelta(days=STARTING + EMPLOYER_WAITS)
            if row.state == states.PAUSED:
                assert row.paused_until is not None
                assert self.day < row.paused_until
            if row.state == states.ACTIVE and row.paused_from is None:
                if row.pk not in self.not_begun:  # a first payment came very late: the next night bills the time since
                    assert self.day <= row.dues_until, "every time that passes is billed, waived or paused"
                assert row.cancels_on is None or self.day < row.cancels_on

    @invariant()
    def nothing_is_billed_twice_and_nothing_is_asked_for_after_the_end(self) -> None:
        for row in self.rows():
            lines = Line.objects.filter(reference=row.pk, cancelled_at=None).order_by("since")
            days = [(line.since, line.until) for line in lines if not self.went_back(line)]
            assert all(earlier[1] < later[0] for earlier, later in pairwise(days))
            if row.state == states.ENDED:
                assert not self.open_of(row).filter(payer__person__isnull=False).exists()

    @invariant()
    def the_ledger_is_sound(self) -> None:
        balances = ledger.balances()
        assert sum(balances.values()) == 0
        assert balances.get("owed", 0) == (Invoice.objects.aggregate(pence=Sum("open_pence"))["pence"] or 0)

    @invariant()
    def no_standing_was_touched(self) -> None:
        assert not Entry.objects.filter(what__startswith="register.").exists()

    def rows(self) -> list[Subscription]:
        rows = list(Subscription.objects.filter(person=self.by.person_id))
        assert sum(row.state != states.ENDED for row in rows) <= 1
        return rows

    def open_of(self, row: Subscription):
        return Invoice.objects.filter(lines__reference=row.pk, lines__cancelled_at=None, state="open")


@pytest.mark.django_db
def test_whatever_happens_a_membership_is_what_was_paid_or_waived():
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
