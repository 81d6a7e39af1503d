"""What the provider promises: the same cases against the pretend one and, given TESTS_CARDS_KEY, the real one's test mode."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import pytest

from careregister.base import clock
from careregister.outside import cards as provider
from careregister.outside.cards import asking
from careregister.outside.tests.cards_there import There, new, paid

REAL_KEY = os.environ.get("TESTS_CARDS_KEY", "")
pytestmark = pytest.mark.timeout(900 if REAL_KEY else 60)


@pytest.fixture
def there(request: pytest.FixtureRequest, settings) -> Iterator[There]:
    if not REAL_KEY:
        yield There(request.getfixturevalue("cards"))
        return
    assert REAL_KEY.startswith(("sk_test_", "rk_test_")), "only ever the test mode"
    settings.CARDS_URL, settings.CARDS_KEY = "https://api.stripe.com", REAL_KEY
    yield There(None)
    asking.close()


# ---- refusals: nothing moved ----


def test_what_is_not_there_is_refused(there: There):
    for ask in (
        lambda: provider.charge_now("pi_nobody"),
        lambda: provider.refund_now("re_nobody"),
        lambda: provider.method("pm_nobody"),
        lambda: provider.setup_result("cs_test_nobody"),
        lambda: provider.setup_result("cs_test_../v1/charges"),
        lambda: paid("cus_nobody", "pm_nobody"),
    ):
        with pytest.raises(provider.CardsRefused) as no:
            ask()
        assert no.value.code == "resource_missing"


def test_less_than_thirty_pence_is_refused(there: There):
    customer, method = there.saved("pm_card_visa")
    with pytest.raises(provider.CardsRefused) as no:
        paid(customer, method, 29)
    assert no.value.code == "amount_too_small"


def test_a_method_that_is_nobodys_any_more_is_refused(there: There):
    customer, method = there.saved("pm_card_visa")
    provider.detach(method.id)
    provider.detach(method.id)  # once more is no error
    with pytest.raises(provider.CardsRefused):
        paid(customer, method)


def test_anothers_method_is_refused(there: There):
    _customer, method = there.saved("pm_card_visa")
    with pytest.raises(provider.CardsRefused):
        paid(there.customer(), method)


def test_no_more_is_given_back_than_was_taken(there: There):
    customer, method = there.saved("pm_card_visa")
    charge = paid(customer, method, 300)
    provider.refund(charge.id, 200, key=new(), reference=new())
    with pytest.raises(provider.CardsRefused):
        provider.refund(charge.id, 101, key=new(), reference=new())
    assert provider.charge_now(charge.id).refunded_pence == 200


def test_what_was_not_paid_is_not_given_back(there: There):
    customer, method = there.attached("pm_card_chargeCustomerFail")
    with pytest.raises(provider.CardsRefused):
        provider.refund(paid(customer, method).id, 300, key=new(), reference=new())


# ---- nobody can know ----


def test_a_key_that_was_used_for_something_else_says_nothing(there: There):
    customer, method = there.saved("pm_card_visa")
    key = new()
    paid(customer, method, 300, key=key, reference=new())
    with pytest.raises(provider.CardsUnreachable) as unknown:
        paid(customer, method, 301, key=key, reference=new())
    assert unknown.value.reason == "key_used_otherwise"


def test_a_wrong_key_of_ours_is_nobodys_refusal(there: There, settings):
    settings.CARDS_KEY = "sk_test_wrong"
    with pytest.raises(provider.CardsUnreachable) as unknown:
        there.customer()
    assert unknown.value.reason == "sign_in"


# ---- the bank's answers ----


def test_a_decline_is_an_answer_and_says_why(there: There):
    customer, method = there.attached("pm_card_chargeCustomerFail")
    charge = paid(customer, method)
    assert (charge.state, charge.code, charge.received_at, charge.fee_pence) == (
        "failed",
        "generic_decline",
        None,
        None,
    )
    assert provider.charge_now(charge.id) == charge


def test_a_bank_that_wants_to_ask_the_person_is_an_answer(there: There):
    customer, method = there.attached("pm_card_authenticationRequired")
    charge = paid(customer, method)
    assert (charge.state, charge.code) == ("needs_person", "authentication_required")


def test_a_declined_payment_asked_again_under_its_key_is_the_same_decline(there: There):
    customer, method = there.attached("pm_card_chargeCustomerFail")
    key, reference = new(), new()
    first = paid(customer, method, key=key, reference=reference)
    assert paid(customer, method, key=key, reference=reference) == first


def test_a_direct_debit_without_money_fails_later_and_lives_on(there: There):
    customer, method = there.saved("pm_bacsDebit_insufficientFunds", "bacs_debit")
    charge = paid(customer, method)
    assert charge.state == "processing"
    failed = there.eventually(lambda: _with_state(charge.id, "failed"))
    assert failed.code == "insufficient_funds"
    assert provider.method(method.id).mandate_state in {"pending", "active"}


def test_a_direct_debit_that_was_never_agreed_ends(there: There):
    customer, method = there.saved("pm_bacsDebit_debitNotAuthorized", "bacs_debit")
    charge = paid(customer, method)
    assert there.eventually(lambda: _with_state(charge.id, "failed")).code == "debit_not_authorized"
    there.eventually(lambda: provider.method(method.id).mandate_state == "inactive")
    with pytest.raises(provider.CardsRefused):
        paid(customer, method)


# ---- what succeeds ----


def test_a_card_is_known_by_its_end_and_its_last_day(there: There):
    _customer, method = there.saved("pm_card_visa")
    assert (method.kind, method.last4, method.brand_or_bank, method.mandate) == ("card", "4242", "visa", "")
    assert method.expires is not None
    assert method.expires > clock.today()
    assert (method.expires + timedelta(days=1)).day == 1


def test_a_direct_debit_has_its_mandate(there: There):
    _customer, method = there.saved("pm_bacsDebit_success", "bacs_debit")
    assert (method.kind, method.last4, method.expires) == ("bacs_debit", "2345", None)
    assert method.mandate
    assert method.mandate_state in {"pending", "active"}


def test_a_visit_begins_open_at_a_page_of_the_provider(there: There):
    customer = there.customer()
    setup = provider.begin_setup(
        customer, ("card", "bacs_debit"), done_url="https://example.org/done/{CHECKOUT_SESSION_ID}/",
        back_url="https://example.org/back/", key=new(),
    )  # fmt: skip
    assert setup.url.startswith(("https://", "http://127.0.0.1"))
    assert setup.url not in repr(setup)
    assert provider.setup_result(setup.id) == provider.SetupResult("open", None, customer)


def test_a_payment_is_made_once_for_its_key(there: There):
    customer, method = there.saved("pm_card_visa")
    key, reference = new(), new()
    charge = paid(customer, method, 3600, key=key, reference=reference)
    assert (charge.state, charge.pence, charge.code, charge.dispute) == ("succeeded", 3600, "", "")
    assert charge.reference == reference
    assert paid(customer, method, 3600, key=key, reference=reference).id == charge.id
    assert provider.charge_now(charge.id).state == "succeeded"
    assert there.eventually(lambda: provider.charge_of(reference)).id == charge.id


def test_nothing_is_found_for_a_reference_that_nobody_used(there: There):
    assert provider.charge_of(new()) is None


def test_what_the_provider_kept_is_known_and_in_its_account(there: There):
    since = clock.now() - timedelta(minutes=2)
    customer, method = there.saved("pm_card_visa")
    charges = [paid(customer, method, 300 + number) for number in range(3)]
    known = {charge.id: there.eventually(partial(_with_fee, charge.id)) for charge in charges}
    lines = {line.source: line for line in provider.movements(since, clock.now() + timedelta(days=30))}
    for charge in charges:
        line = lines[charge.id]
        assert (line.kind, line.pence, line.fee_pence) == ("charge", charge.pence, known[charge.id].fee_pence)
        assert line.fee_pence > 0


def test_money_goes_back_once_for_its_key(there: There):
    customer, method = there.saved("pm_card_visa")
    charge = paid(customer, method, 300)
    key, reference = new(), new()
    refund = provider.refund(charge.id, 100, key=key, reference=reference)
    assert provider.refund(charge.id, 100, key=key, reference=reference).id == refund.id
    assert (refund.pence, refund.charge_id, refund.reference) == (100, charge.id, reference)
    assert there.eventually(lambda: provider.refund_now(refund.id).state == "succeeded")
    assert provider.charge_now(charge.id).refunded_pence == 100
    assert [one.id for one in provider.refunds_of(charge.id)] == [refund.id]


def test_a_refund_may_fail_later(there: There):
    customer, method = there.saved("pm_card_refundFail")
    charge = paid(customer, method, 300)
    refund = provider.refund(charge.id, 300, key=new(), reference=new())
    there.eventually(lambda: provider.refund_now(refund.id).state == "failed")
    assert provider.refund_now(refund.id).code


def test_a_direct_debit_pays_after_days(there: There):
    customer, method = there.saved("pm_bacsDebit_success", "bacs_debit")
    charge = paid(customer, method)
    assert (charge.state, charge.received_at) == ("processing", None)
    received = there.eventually(lambda: _with_state(charge.id, "succeeded"))
    assert received.received_at is not None
    assert received.fee_pence is not None


def test_what_a_bank_took_back_is_seen_on_the_payment(there: There):
    customer, method = there.saved("pm_card_createDispute")
    charge = paid(customer, method)
    there.eventually(lambda: provider.charge_now(charge.id).dispute == "open")


def test_the_list_of_events_tells_of_a_payment(there: There):
    since = clock.now() - timedelta(minutes=2)
    customer, method = there.saved("pm_card_visa")
    charge = paid(customer, method)
    told = there.eventually(lambda: next((one for one in provider.events(since) if one.about == charge.id), None))
    assert (told.object_kind, told.object_id) == ("charge", charge.id)
    assert told.kind in provider.EVENTS
    assert isinstance(told.at.date(), date)


def _with_state(charge_id: str, state: str) -> provider.Charge | None:
    found = provider.charge_now(charge_id)
    return found if found.state == state else None


def _with_fee(charge_id: str) -> provider.Charge | None:
    found = provider.charge_now(charge_id)
    return found if found.fee_pence is not None else None
