"""What the database refuses, whatever the code does."""

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.base.ids import new_id
from careregister.base.refusals import Unlawful
from careregister.payments import actions, ledger
from careregister.payments.ledger import Side
from careregister.payments.models import Attempt, AttemptInvoice, LedgerEntry, LedgerTransaction, Method, Refund
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE

pytestmark = pytest.mark.django_db


def a_method(payer_id) -> Method:
    return Method.objects.create(payer_id=payer_id, provider_id=f"pm_{new_id().hex}", kind="card", last4="4242")


def an_attempt(payer_id, invoice_id) -> Attempt:
    attempt = Attempt.objects.create(payer_id=payer_id, method=a_method(payer_id), pence=300)
    AttemptInvoice.objects.create(attempt=attempt, invoice_id=invoice_id, pence=300)
    return attempt


def refused(make) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def entries(booking: LedgerTransaction, *sides: tuple[str, int]) -> None:
    LedgerEntry.objects.bulk_create(LedgerEntry(transaction=booking, account=one, pence=pence) for one, pence in sides)


def booking() -> LedgerTransaction:
    return LedgerTransaction.objects.create(kind="share", at=clock.now(), movement=f"txn_{new_id().hex}")


def test_sides_that_do_not_come_to_nothing_are_refused_by_code_and_database():
    with pytest.raises(Unlawful, match="unbalanced"):
        ledger.book("share", clock.now(), [Side("fees", 25), Side("held", -24)], movement="txn_1")
    refused(lambda: entries(booking(), ("fees", 25), ("held", -24)))
    refused(lambda: entries(booking(), ("fees", 25)))


def test_nothing_is_added_to_one_side_of_a_booking_later():
    made = booking()
    entries(made, ("fees", 25), ("held", -25))
    refused(lambda: entries(made, ("fees", 1)))


def test_a_booking_without_entries_is_refused_when_it_is_committed():
    booking()
    with pytest.raises(IntegrityError, match="two sides"), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize("table", ["payments_ledgerentry", "payments_ledgertransaction", "payments_movement"])
@pytest.mark.parametrize("statement", ["update {} set id = id", "delete from {}", "truncate {}"])
def test_the_ledger_is_only_added_to(table: str, statement: str):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


def test_not_even_the_owner_alters_it(as_owner):
    as_owner.execute(
        "insert into payments_ledgertransaction (id, kind, at, booked_at, movement) "
        "values (gen_random_uuid(), 'share', '2026-01-01', '2026-01-01', 'txn_owner')"
    )
    with pytest.raises(psycopg.errors.RaiseException, match="Cannot update or delete"):
        as_owner.execute("delete from payments_ledgertransaction")


def test_a_receipt_is_booked_once():
    payer_id, _ = world.payer()
    invoice_id = world.owing(payer_id)
    attempt = an_attempt(payer_id, invoice_id)
    sides = [Side("held", 300), Side("owed", -300, invoice_id)]
    assert ledger.book("received", clock.now(), sides, attempt=attempt) is not None
    assert ledger.book("received", clock.now(), sides, attempt=attempt) is None
    refused(lambda: LedgerTransaction.objects.create(kind="received", at=clock.now(), attempt=attempt))


def test_a_reversal_is_made_once():
    payer_id, _ = world.payer()
    invoice_id = world.owing(payer_id)
    attempt = an_attempt(payer_id, invoice_id)
    made = ledger.book("received", clock.now(), [Side("held", 300), Side("owed", -300, invoice_id)], attempt=attempt)
    assert made is not None
    assert ledger.reverse(made, "returned", clock.now(), attempt=attempt) is not None
    assert ledger.reverse(made, "returned", clock.now(), attempt=attempt) is None


def test_an_invoice_is_in_one_payment_under_way():
    payer_id, _ = world.payer()
    invoice_id = world.owing(payer_id)
    first = an_attempt(payer_id, invoice_id)
    again = Attempt.objects.create(payer_id=payer_id, method=first.method, pence=300)
    refused(lambda: AttemptInvoice.objects.create(attempt=again, invoice_id=invoice_id, pence=300))


def test_a_payer_has_one_way_to_pay_at_a_time():
    payer_id, _ = world.payer()
    a_method(payer_id)
    refused(lambda: a_method(payer_id))


def test_no_more_than_four_digits_of_a_card_fit():
    payer_id, _ = world.payer()
    refused(lambda: Method.objects.create(payer_id=payer_id, provider_id="pm_x", kind="card", last4="4242424242424242"))


def test_a_refund_above_the_limit_has_two_people():
    payer_id, _ = world.payer()
    invoice_id = world.owing(payer_id)
    attempt = an_attempt(payer_id, invoice_id)
    person, account = new_id(), new_id()
    asked = {
        "attempt": attempt, "pence": 200, "together_pence": 200, "alone_pence": 100, "because": "x",
        "asked_person": person, "asked_account": account, "state": "agreed",
    }  # fmt: skip
    refused(lambda: Refund.objects.create(**asked))
    alone = {"settled_at": clock.now(), "settled_person": person, "settled_account": account}
    refused(lambda: Refund.objects.create(**asked, **alone))
    same_account = {"settled_at": clock.now(), "settled_person": new_id(), "settled_account": account}
    refused(lambda: Refund.objects.create(**asked, **same_account))
    Refund.objects.create(
        **asked, settled_at=clock.now(), settled_person=new_id(), settled_account=new_id()
    )  # fmt: skip


def test_an_invoice_is_open_while_something_is_owed_on_it():
    payer_id, _ = world.payer()
    row = world.invoice(world.owing(payer_id))
    row.state, row.closed_at = "settled", clock.now()
    refused(row.save)
    actions.cancel_invoice(row.pk, by=CLOCK, because=BECAUSE)
    assert world.invoice(row.pk).state == "cancelled"
