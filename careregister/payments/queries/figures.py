"""Money as the finance officer and the auditor read it: no checks, no cases, nothing of the register."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Sum

from careregister.base import body, clock
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import ledger, policy
from ..models import Attempt, Invoice, Movement, Payer, Reconciliation, Refund
from ..states import ASKED, OPEN, READY
from .own import provider_cost, shown_number

# Days after the due day at which each age begins; the first is what is not due yet.
AGES = (("not_due", -36500, 0), ("to_30", 1, 30), ("to_60", 31, 60), ("to_90", 61, 90), ("older", 91, 36500))


@dataclass(frozen=True, slots=True)
class Age:
    """What is owed since so long: `code` not_due, to_30, to_60, to_90, older (days after the due day)."""

    code: str
    invoices: int
    payers: int
    pence: int


@dataclass(frozen=True, slots=True)
class Owing:
    """An open invoice. `name`: the person's; empty for an organisation, which the asker knows by its id."""

    invoice_id: UUID
    number: str
    payer_id: UUID
    organisation_id: UUID | None
    name: str
    due_on: date
    days: int
    open_pence: int
    has_method: bool


@dataclass(frozen=True, slots=True)
class PayerShown:
    id: UUID
    person_id: UUID | None
    organisation_id: UUID | None
    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Cost:
    """One code of lines in a month, in pence. `share`: what the provider kept of it; `expected`: by its price list."""

    code: str
    lines: int
    billed_pence: int
    received_pence: int
    share_pence: int
    expected_pence: int


@dataclass(frozen=True, slots=True)
class Month:
    """What a month cost. `fees_pence`: all that the provider kept in it, by the ledger. Tax as the rule has it."""

    first: date
    rows: tuple[Cost, ...]
    fees_pence: int
    refunded_pence: int
    waived_pence: int
    lost_pence: int
    vat: str
    vat_percent: str
    gift_aid: bool


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    kind: str
    what: str
    provider_pence: int
    ledger_pence: int
    movement: str
    attempt_id: UUID | None
    refund_id: UUID | None
    invoice_id: UUID | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A night. `difference`: the provider's pence less the ledger's; nothing is what it should be."""

    day: date
    made_at: datetime
    movements: int
    provider_pence: int
    ledger_pence: int
    difference: int
    differences: tuple[DifferenceShown, ...]


@dataclass(frozen=True, slots=True)
class RefundShown:
    """`may_settle`: the asker may agree or decline; `may_take_back`: the asker asked for it themselves."""

    id: UUID
    attempt_id: UUID
    payer_id: UUID
    name: str
    pence: int
    paid_pence: int
    state: str
    code: str
    because: str
    asked_at: datetime
    asked_by: str
    settled_at: datetime | None
    settled_by: str
    may_settle: bool
    may_take_back: bool


def arrears_by_age(by: Actor, *, on: date | None = None) -> list[Age]:
    """What is owed by how long it has been due; every age, also where nothing is. NotAllowed `wrong_role`."""
    policy.may_read(by)
    today = on or clock.today()
    return [_age(code, today, first, last) for code, first, last in AGES]


def arrears(by: Actor, age: str, *, most: int = 200) -> list[Owing]:
    """The open invoices of one age, the oldest first. NotAllowed `wrong_role`."""
    policy.may_read(by)
    today = clock.today()
    first, last = {code: (first, last) for code, first, last in AGES}[age]
    rows = list(_due(today, first, last).select_related("payer").order_by("due_on", "number")[:most])
    names = people.names_of([row.payer.person_id for row in rows if row.payer.person_id])
    ready = set(
        Payer.objects.filter(pk__in=[row.payer_id for row in rows], methods__state=READY).values_list("pk", flat=True)
    )
    return [
        Owing(
            row.pk, shown_number(row.number), row.payer_id, row.payer.organisation_id,
            names.get(row.payer.person_id, ""), row.due_on, (today - row.due_on).days, row.open_pence,
            row.payer_id in ready,
        )
        for row in rows
    ]  # fmt: skip


def payer(payer_id: UUID, by: Actor) -> PayerShown | None:
    """Who a payer is; the caller writes the look down (`actions.look`). NotAllowed `wrong_role`, `about_oneself`."""
    row = Payer.objects.filter(pk=payer_id).first()
    if row is None:
        return None
    policy.may_look_at(by, row)
    name = people.names_of([row.person_id]).get(row.person_id, "") if row.person_id else ""
    return PayerShown(row.pk, row.person_id, row.organisation_id, name, row.made_at)


def costs_of_month(month: date, by: Actor) -> Month:
    """What the London month of `month` brought and cost, by code of line. NotAllowed `wrong_role`."""
    policy.may_read(by)
    first = month.replace(day=1)
    since, until = clock.start_of_day(first), clock.start_of_day((first + timedelta(days=32)).replace(day=1))
    with connection.cursor() as cursor:
        cursor.execute(_BILLED, {"since": since, "until": until})
        rows = {code: [lines, billed, 0, 0, 0] for code, lines, billed in cursor.fetchall()}
        cursor.execute(_RECEIVED, {"since": since, "until": until})
        for code, received, share, kind, attempt_pence, parts in cursor.fetchall():
            row = rows.setdefault(code, [0, 0, 0, 0, 0])
            row[2] += received
            row[3] += share
            row[4] += round(provider_cost(attempt_pence, kind, first) * received / attempt_pence) if parts else 0
    moved = ledger.moved(since, until)
    said = body.rule("payments.tax", first)
    return Month(
        first=first,
        rows=tuple(Cost(code, *numbers) for code, numbers in sorted(rows.items())),
        fees_pence=moved.get("fees", 0),
        refunded_pence=moved.get("refunded", 0),
        waived_pence=moved.get("waived", 0),
        lost_pence=moved.get("lost", 0),
        vat=said["vat"],
        vat_percent=said["vat_percent"],
        gift_aid=said["gift_aid"],
    )


def reconciliations(by: Actor, *, most: int = 60) -> list[Reconciled]:
    """The nights, newest first. NotAllowed `wrong_role`."""
    policy.may_read(by)
    rows = Reconciliation.objects.prefetch_related("differences").order_by("-day")[:most]
    return [_reconciled(row) for row in rows]


def refunds(by: Actor, *, waiting: bool = False, most: int = 200) -> list[RefundShown]:
    """Refunds, newest first; `waiting`: only those for a second person. NotAllowed `wrong_role`."""
    policy.may_read(by)
    found = Refund.objects.select_related("attempt__payer").order_by("-asked_at", "pk")
    rows = list((found.filter(state=ASKED) if waiting else found)[:most])
    ids = {row.attempt.payer.person_id for row in rows} | {row.asked_person for row in rows}
    names = people.names_of([one for one in ids | {row.settled_person for row in rows} if one])
    return [_refund(row, names, by) for row in rows]


def overpaid(by: Actor, *, most: int = 200) -> list[tuple[UUID, UUID, int]]:
    """Payments that found nothing to pay: attempt, payer, and the pence not given back yet. NotAllowed `wrong_role`."""
    policy.may_read(by)
    rows = Attempt.objects.filter(bookings__entries__account="overpaid").order_by("-made_at").distinct()[:most]
    left = [(row.pk, row.payer_id, ledger.overpaid(row.pk)) for row in rows]
    return [one for one in left if one[2]]


def unexplained(by: Actor, *, most: int = 200) -> list[tuple[str, datetime, int]]:
    """Movements of a kind we do not know that nobody has explained: id, when, pence. NotAllowed `wrong_role`."""
    policy.may_read(by)
    rows = Movement.objects.filter(kind="other").exclude(pk__in=ledger.explained()).order_by("-at")[:most]
    return [(row.pk, row.at, row.pence) for row in rows]


def balances(by: Actor) -> dict[str, int]:
    """Every account of the ledger and what stands on it, in pence. NotAllowed `wrong_role`."""
    policy.may_read(by)
    return ledger.balances()


def _due(today: date, first: int, last: int):
    return Invoice.objects.filter(
        state=OPEN, due_on__lte=today - timedelta(days=first), due_on__gte=today - timedelta(days=last)
    )


def _age(code: str, today: date, first: int, last: int) -> Age:
    said = _due(today, first, last).aggregate(
        invoices=Count("pk"), payers=Count("payer", distinct=True), pence=Sum("open_pence")
    )
    return Age(code, said["invoices"], said["payers"], said["pence"] or 0)


def _reconciled(row: Reconciliation) -> Reconciled:
    shown = row.differences.annotate(off=F("provider_pence") - F("ledger_pence")).order_by("kind", "what", "pk")
    return Reconciled(
        day=row.day,
        made_at=row.made_at,
        movements=row.movements,
        provider_pence=row.provider_pence,
        ledger_pence=row.ledger_pence,
        difference=row.provider_pence - row.ledger_pence,
        differences=tuple(
            DifferenceShown(
                one.kind, one.what, one.provider_pence, one.ledger_pence, one.movement, one.attempt_id,
                one.refund_id, one.invoice_id,
            )
            for one in shown
        ),
    )  # fmt: skip


def _refund(row: Refund, names: dict[UUID, str], by: Actor) -> RefundShown:
    whose = row.attempt.payer
    officer = policy.allowed(lambda: policy.may_refund(by, whose)) and row.state == ASKED
    own = by.person_id == row.asked_person
    return RefundShown(
        id=row.pk,
        attempt_id=row.attempt_id,
        payer_id=whose.pk,
        name=names.get(whose.person_id, "") if whose.person_id else "",
        pence=row.pence,
        paid_pence=row.attempt.pence,
        state=row.state,
        code=row.code,
        because=row.because,
        asked_at=row.asked_at,
        asked_by=names.get(row.asked_person, ""),
        settled_at=row.settled_at,
        settled_by=names.get(row.settled_person, "") if row.settled_person else "",
        may_settle=officer and not own,
        may_take_back=officer and own,
    )


_BILLED = """
select line.code, count(*), sum(line.pence)::bigint
from payments_line line join payments_invoice invoice on invoice.id = line.invoice_id
where invoice.issued_at >= %(since)s and invoice.issued_at < %(until)s and line.cancelled_at is null
group by line.code
"""

# A payment's share is split over its lines by their pence.
_RECEIVED = """
with paid as (
    select attempt.id, attempt.pence, method.kind, attempt.charge
    from payments_attempt attempt join payments_method method on method.id = attempt.method_id
    where attempt.state = 'succeeded' and attempt.received_at >= %(since)s and attempt.received_at < %(until)s
)
select line.code, line.pence, coalesce(round(share.pence::numeric * line.pence / paid.pence), 0)::integer,
       paid.kind, paid.pence, 1
from paid
join payments_attemptinvoice part on part.attempt_id = paid.id
join payments_line line on line.invoice_id = part.invoice_id
left join (
    select source, sum(fee_pence) as pence from payments_movement where kind = 'charge' group by source
) share on share.source = paid.charge
"""
