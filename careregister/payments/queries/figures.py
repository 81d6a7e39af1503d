"""Money as the finance officer and the auditor read it: no checks, no cases, nothing of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, Sum

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import ledger, policy
from ..models import Attempt, Difference, Invoice, Movement, Payer, Reconciliation
from ..states import OPEN, READY
from .own import shown_number

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


def arrears_by_age(by: Actor, *, on: date | None = None) -> list[Age]:
    """What is owed by how long it has been due; every age, also where nothing is. NotAllowed `wrong_role`."""
    policy.may_read(by)
    today = on or clock.today()
    return [_age(code, today, first, last) for code, first, last in AGES]


def arrears(by: Actor, age: str, *, most: int | None = 200) -> list[Owing]:
    """The open invoices of one age, the oldest first; `most` None: all. NotAllowed `wrong_role`."""
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
    return _payer(row, people.names_of([row.person_id]) if row.person_id else {})


def payers(payer_ids: Iterable[UUID], by: Actor) -> list[PayerShown]:
    """Who they are, for a list; the asker without a name, since others look after their money. NotAllowed `wrong_role`."""
    policy.may_read(by)
    rows = list(Payer.objects.filter(pk__in=set(payer_ids)))
    names = people.names_of({row.person_id for row in rows if row.person_id} - {by.person_id})
    return [_payer(row, names) for row in rows]


def reconciliations(by: Actor, *, most: int = 60) -> list[Reconciled]:
    """The nights, newest first. NotAllowed `wrong_role`."""
    policy.may_read(by)
    shown = Prefetch("differences", Difference.objects.order_by("kind", "what", "pk"))
    return [_reconciled(row) for row in Reconciliation.objects.prefetch_related(shown).order_by("-day")[:most]]


def overpaid(by: Actor, *, most: int = 200) -> list[tuple[UUID, UUID, int]]:
    """Payments that found nothing to pay: attempt, payer, and the pence not given back yet. NotAllowed `wrong_role`."""
    policy.may_read(by)
    left = ledger.all_overpaid()
    rows = Attempt.objects.filter(pk__in=left).order_by("-made_at").values_list("pk", "payer_id")[:most]
    return [(attempt_id, payer_id, left[attempt_id]) for attempt_id, payer_id in rows]


def unexplained(by: Actor, *, most: int = 200) -> list[tuple[str, datetime, int]]:
    """Movements of a kind we do not know that nobody has explained: id, when, pence. NotAllowed `wrong_role`."""
    policy.may_read(by)
    rows = Movement.objects.filter(kind="other").exclude(pk__in=ledger.explained()).order_by("-at")[:most]
    return [(row.pk, row.at, row.pence) for row in rows]


def balances(by: Actor) -> dict[str, int]:
    """Every account of the ledger and what stands on it, in pence. NotAllowed `wrong_role`."""
    policy.may_read(by)
    return ledger.balances()


def _payer(row: Payer, names: dict[UUID, str]) -> PayerShown:
    name = names.get(row.person_id, "") if row.person_id else ""
    return PayerShown(row.pk, row.person_id, row.organisation_id, name, row.made_at)


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
            for one in row.differences.all()
        ),
    )  # fmt: skip
