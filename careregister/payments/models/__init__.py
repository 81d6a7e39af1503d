"""Who pays, what for, how it went, and the ledger in which every penny stands once."""

from .attempts import Attempt, AttemptInvoice, Refund
from .invoices import Invoice, Line
from .ledger import ACCOUNTS, BOOKINGS, LedgerEntry, LedgerTransaction
from .payers import Hold, Method, MethodSetup, Payer
from .provider import Difference, Movement, ProviderEvent, Reconciliation

__all__ = [
    "ACCOUNTS",
    "BOOKINGS",
    "Attempt",
    "AttemptInvoice",
    "Difference",
    "Hold",
    "Invoice",
    "LedgerEntry",
    "LedgerTransaction",
    "Line",
    "Method",
    "MethodSetup",
    "Movement",
    "Payer",
    "ProviderEvent",
    "Reconciliation",
    "Refund",
]
