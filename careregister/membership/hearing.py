"""Who hears what payments and organisations tell (project/reactions.py). Each runs in the transaction of its cause."""

from collections.abc import Sequence
from uuid import UUID

from careregister.base.actors import CLOCK, Because

from . import actions

PAYMENT = Because("payment")


def settled(invoice_id: UUID, references: Sequence[UUID], **_more: object) -> None:
    actions.refresh_many(references, by=CLOCK, because=PAYMENT)


def failed(attempt_id: UUID, references: Sequence[UUID], last: bool, **_more: object) -> None:
    actions.payment_failed(attempt_id, references, last, by=CLOCK, because=PAYMENT)


def returned(attempt_id: UUID, references: Sequence[UUID], **_more: object) -> None:
    actions.refresh_many(references, by=CLOCK, because=PAYMENT)


def given_back(references: Sequence[UUID], why: str, **_more: object) -> None:
    actions.refresh_many(references, by=CLOCK, because=Because("refund"), quiet=why == "died")


def method_ended(payer_id: UUID, method_id: UUID, **_more: object) -> None:
    actions.method_ended(payer_id, by=CLOCK, because=Because("method_ended"))


def employer_closed(employer_id: UUID, **_more: object) -> None:
    actions.end_covers(employer_id, by=CLOCK, because=Because("employer_closed"))
