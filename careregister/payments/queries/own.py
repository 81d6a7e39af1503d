"""What a payer sees of their own money. Whoever calls has asked whose it is."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Sum

from careregister.base import body, clock, money

from ..models import Attempt, AttemptInvoice, Hold, Invoice, Line, Method, Payer
from ..states import OPEN, PENDING, READY, SUCCEEDED, WAITING

GIVEN_BACK = (PENDING, SUCCEEDED)
TAX_YEAR_BEGINS = (4, 6)  # 6 April


@dataclass(frozen=True, slots=True)
class MethodShown:
    """`expires`: the last day a card is good. `mandate_state`: active, pending, inactive, or empty for a card."""

    id: UUID
    kind: str
    last4: str
    expires: date | None
    brand_or_bank: str
    mandate_state: str
    state: str
    since: datetime
    ended_at: datetime | None
    ended_because: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """Days `since` to `until`, both inclusive. `words` may be empty: then `code` says it."""

    reference: UUID
    code: str
    words: str
    pence: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class InvoiceShown:
    """`under_way`: a payment of it is being collected. `retry_on`: when a failed one is tried again by itself,
    of who is not held."""

    id: UUID
    number: str
    payer_id: UUID
    pence: int
    open_pence: int
    issued_at: datetime
    due_on: date
    state: str
    closed_at: datetime | None
    under_way: bool
    retry_on: date | None
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """A payment that was asked for. `code`: the provider's, for one that failed or was returned. `retry_on`: when it is tried
    again by itself, of who is not held, while anything of it is open."""

    id: UUID
    payer_id: UUID
    pence: int
    state: str
    kind: str
    last4: str
    code: str
    number: int
    made_at: datetime
    ended_at: datetime | None
    received_at: datetime | None
    retry_on: date | None
    refunded_pence: int
    refundable_pence: int
    invoices: tuple[str, ...]


def payer_of_person(person_id: UUID) -> UUID | None:
    return Payer.objects.filter(person_id=person_id).values_list("pk", flat=True).first()


def payer_of_organisation(organisation_id: UUID) -> UUID | None:
    return Payer.objects.filter(organisation_id=organisation_id).values_list("pk", flat=True).first()


def is_held(payer_id: UUID) -> tuple[bool, date | None]:
    """Whether nothing is taken from them for now but what they pay themselves, and until which day if that is known."""
    hold = Hold.now().filter(payer=payer_id).first()
    return hold is not None, hold.until if hold else None


def methods(payer_id: UUID) -> list[MethodShown]:
    """Ways to pay, the one in use first, then the ended ones, newest first."""
    found = list(Method.objects.filter(payer_id=payer_id).order_by("-since", "pk"))
    return [_method(row) for row in sorted(found, key=lambda row: row.state != READY)]


def is_asked_by_itself(payer_id: UUID) -> bool:
    """Whether the clock will ask for something that is open: it has a way to pay that was not tried, or is tried again."""
    method = Method.objects.filter(payer=payer_id, state=READY).first()
    if method is None:
        return False
    unpaid = Invoice.objects.filter(payer=payer_id, state=OPEN)
    return (
        unpaid.exclude(parts__attempt__method=method).exists() or unpaid.exclude(parts__attempt__retry_on=None).exists()
    )


def method_now(payer_id: UUID) -> MethodShown | None:
    """The way to pay in use."""
    row = Method.objects.filter(payer_id=payer_id, state=READY).first()
    return _method(row) if row else None


def open_pence(payer_id: UUID, *, due_by: date | None = None) -> int:
    """What is owed, in pence; `due_by`: of that what is due by then."""
    rows = Invoice.objects.filter(payer_id=payer_id, state=OPEN)
    rows = rows.filter(due_on__lte=due_by) if due_by else rows
    return rows.aggregate(pence=Sum("open_pence"))["pence"] or 0


def invoices(payer_id: UUID, *, most: int = 200) -> list[InvoiceShown]:
    """Invoices of a payer, newest first."""
    return [_invoice(row) for row in _invoices().filter(payer_id=payer_id).order_by("-issued_at", "-number")[:most]]


def invoice(invoice_id: UUID) -> InvoiceShown | None:
    row = _invoices().filter(pk=invoice_id).first()
    return _invoice(row) if row else None


def invoices_of(reference: UUID, *, most: int = 200) -> list[InvoiceShown]:
    """Invoices with a line of this reference, newest first."""
    rows = _invoices().filter(pk__in=Line.objects.filter(reference=reference).values("invoice"))
    return [_invoice(row) for row in rows.order_by("-issued_at", "-number")[:most]]


def attempts_of(payer_id: UUID, *, most: int = 200) -> list[AttemptShown]:
    """Payments that were asked for, newest first."""
    return [
        _attempt(row) for row in attempt_rows().filter(payer_id=payer_id).order_by("-made_at", "-number", "pk")[:most]
    ]


def attempt(attempt_id: UUID) -> AttemptShown | None:
    row = attempt_rows().filter(pk=attempt_id).first()
    return _attempt(row) if row else None


def provider_cost(pence: int, kind: str, on: date) -> int:
    """What the provider is expected to keep of a payment, in pence, by the prices of rule `payments.provider_prices`."""
    price = body.rule("payments.provider_prices", on)[kind]
    cost = money.share(pence, price["percent"]) + price["fixed"]
    return min(max(cost, price.get("least", 0)), price.get("most", cost))


def tax(on: date) -> dict[str, object]:
    """How a fee is treated, as the body has been advised: vat, vat_percent, gift_aid, list_3."""
    return dict(body.rule("payments.tax", on))


def shown_number(number: int) -> str:
    """An invoice's number as people read it."""
    return f"{body.body().number_prefix}-{number:06d}"


def receipt_number(row: Attempt) -> str:
    return str(row.id)[:8].upper()


def attempt_rows():
    parts = AttemptInvoice.objects.select_related("invoice").order_by("invoice__number")
    rows = Attempt.objects.select_related("method", "payer__hold")
    return rows.prefetch_related("refunds", Prefetch("parts", queryset=parts))


def _held(row: Attempt | Invoice) -> bool:
    hold = getattr(row.payer, "hold", None)
    return hold is not None and (hold.until is None or hold.until > clock.today())


def _invoices():
    lines = Line.objects.order_by("since", "code", "pk")
    parts = AttemptInvoice.objects.select_related("attempt")
    rows = Invoice.objects.select_related("payer__hold")
    return rows.prefetch_related(Prefetch("lines", queryset=lines), Prefetch("parts", queryset=parts))


def given_back(row: Attempt) -> int:
    return sum(refund.pence for refund in row.refunds.all() if refund.state in GIVEN_BACK)


def _method(row: Method) -> MethodShown:
    return MethodShown(
        row.id, row.kind, row.last4, row.expires, row.brand_or_bank, row.mandate_state, row.state, row.since,
        row.ended_at, row.ended_because,
    )  # fmt: skip


def line_shown(row: Line) -> LineShown:
    return LineShown(row.reference, row.code, row.words, row.pence, row.since, row.until)


def _invoice(row: Invoice) -> InvoiceShown:
    parts = list(row.parts.all())
    again = [part.attempt.retry_on for part in parts if part.attempt.retry_on]
    return InvoiceShown(
        id=row.id,
        number=shown_number(row.number),
        payer_id=row.payer_id,
        pence=row.pence,
        open_pence=row.open_pence,
        issued_at=row.issued_at,
        due_on=row.due_on,
        state=row.state,
        closed_at=row.closed_at,
        under_way=any(part.under_way and not (_held(row) and part.attempt.state == WAITING) for part in parts),
        retry_on=min(again, default=None) if row.state == OPEN and not _held(row) else None,
        lines=tuple(line_shown(line) for line in row.lines.all()),
    )


def _is_asked_again(row: Attempt) -> bool:
    return not _held(row) and any(part.invoice.state == OPEN for part in row.parts.all())


def _attempt(row: Attempt) -> AttemptShown:
    return AttemptShown(
        id=row.id,
        payer_id=row.payer_id,
        pence=row.pence,
        state=row.state,
        kind=row.method.kind,
        last4=row.method.last4,
        code=row.code,
        number=row.number,
        made_at=row.made_at,
        ended_at=row.ended_at,
        received_at=row.received_at,
        retry_on=row.retry_on if _is_asked_again(row) else None,
        refunded_pence=given_back(row),
        refundable_pence=row.pence - row.refunding_pence if row.state == SUCCEEDED else 0,
        invoices=tuple(shown_number(part.invoice.number) for part in row.parts.all()),
    )
