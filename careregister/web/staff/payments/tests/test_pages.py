"""Pages of money for staff: what each says to whom, wrong way first."""

from datetime import timedelta

import pytest
from django.utils import formats

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.history.models import Entry
from careregister.membership import actions as employing
from careregister.membership.tests import world as membership
from careregister.payments import actions
from careregister.payments.models import Attempt, Difference, LedgerTransaction, Movement, Payer, Reconciliation, Refund
from careregister.payments.tests import world
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import client_for, staff_client

pytestmark = pytest.mark.django_db
WHY = world.BECAUSE


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def a_payment(name: str = "Perpetua Payer") -> Attempt:
    """A member who has paid a year."""
    membership.member("yearly", membership.person(name))
    return Attempt.objects.get(state="succeeded")


def dear(payment: Attempt) -> Attempt:
    """The same with a month more, above what one officer gives back."""
    invoice = actions.issue(payment.payer_id, [world.line(4000)], due_on=clock.today(), by=CLOCK, because=WHY)
    attempt = actions.collect(payment.payer_id, [invoice], by=CLOCK, because=WHY)
    Attempt.objects.filter(pk=attempt).update(state="sending", begun_at=clock.now())
    membership.receive(attempt)
    return Attempt.objects.get(pk=attempt)


def test_nobody_agrees_to_their_own_refund_and_nobody_refunds_themselves():
    payment = dear(a_payment())
    asker = people.account("finance_officer")
    client = client_for(asker)
    where = f"/staff/money/payments/{payment.pk}/refund/"
    said = {"pence": "40.00", "code": "our_error", "words": "Billed twice."}
    assert "waits for a second" in text(client.post(where, said, follow=True))
    refund = Refund.objects.get()
    page = f"/staff/money/refunds/{refund.pk}/"
    assert "I agree: send it" not in text(client.get(page))
    assert "A refund above the limit is agreed by a second person" in text(client.post(page, {"agree": "1"}))
    auditor = staff_client("auditor")
    assert "I agree: send it" not in text(auditor.get(page))
    assert "Your role does not do this" in text(auditor.post(page, {"agree": "1"}))
    assert Refund.objects.get().state == "asked"
    second = staff_client("finance_officer")
    assert "in a few words" in text(second.post(page, {"decline": "1"})) or Refund.objects.get().state == "asked"
    assert "Agreed, to be sent" in text(second.post(page, {"agree": "1"}, follow=True))
    own = membership.member("yearly", people.owner_of(asker))
    mine = Attempt.objects.get(payer__subscriptions=own[0])
    assert client.get(f"/staff/money/payments/{mine.pk}/refund/").status_code == 403


def test_an_amount_is_at_most_what_is_left_and_written_as_pounds():
    payment = a_payment()
    client = staff_client("finance_officer")
    where = f"/staff/money/payments/{payment.pk}/refund/"
    for wrong in ("36.01", "0", "-1", "12.5", "twelve", "1e3"):
        answer = text(client.post(where, {"pence": wrong, "code": "goodwill", "words": "She asked."}))
        assert "There is a problem" in answer, wrong
    assert not Refund.objects.exists()
    assert "Ordered" in text(
        client.post(where, {"pence": "£12.50", "code": "goodwill", "words": "She asked."}, follow=True)
    )
    assert Refund.objects.get().pence == 1250
    payment.refresh_from_db()
    assert 'value="23.50"' in text(client.get(where))


def test_what_is_owed_is_shown_by_age_and_whose_it_is_is_written_down_when_read():
    membership.joined("yearly", membership.person("Olga Ower"))
    client = staff_client("finance_officer")
    assert "Due today or later" in text(client.get("/staff/money/"))  # today's may have been tried in vain already
    with clock.at(clock.now() + timedelta(days=40)):
        client = staff_client("finance_officer")
        assert "£36 is overdue" in text(client.get("/staff/money/"))
        assert "Olga Ower" not in text(client.get("/staff/money/"))
        assert not Entry.objects.filter(what="payments.read").exists()
        assert "Olga Ower" in text(client.get("/staff/money/?age=to_60"))
        assert Entry.objects.filter(what="payments.read").count() == 1
        file = client.post("/staff/money/file/", {"age": "to_60"}).content.decode("utf-8-sig")
        assert "Olga Ower" in file
        assert ",36.00," in file
        ages = client.post("/staff/money/file/").content.decode("utf-8-sig").splitlines()
        assert ages[3] == "31 to 60 days,1,1,36.00"


def test_a_month_says_what_each_plan_brought_and_how_it_is_taxed():
    a_payment()
    client = staff_client("auditor")
    page = text(client.get("/staff/money/months/"))
    for words in ("Yearly plan", "£36", "Not registered: no VAT is charged", "These are settings, not advice"):
        assert words in page
    for odd in ("1066-01", "9999-12", "x", "2026-13"):
        text(client.get(f"/staff/money/months/?month={odd}"))
    month = formats.date_format(clock.today(), "F Y")
    assert f"By plan, {month}" in page  # on paper there is no choice of a month
    file = client.post("/staff/money/months/file/").content.decode("utf-8-sig").splitlines()
    assert file[1].endswith("Yearly plan,1,36.00,36.00,0.00,0.74,not registered")


def test_a_difference_is_shown_to_the_penny_with_what_to_do():
    client = staff_client("finance_officer")
    assert "No night was compared yet" in text(client.get("/staff/money/reconciliation/"))
    night = Reconciliation.objects.create(day=clock.today(), movements=3, provider_pence=10_001, ledger_pence=10_025)
    Difference.objects.create(
        reconciliation=night, kind="not_moved", what="charge", provider_pence=0, ledger_pence=24, movement=""
    )
    page = text(client.get("/staff/money/reconciliation/"))
    for words in ("a difference of −£0.24", "We booked it, the provider lists nothing", "ask the provider"):
        assert words in page
    file = client.post("/staff/money/reconciliation/file/").content.decode("utf-8-sig").splitlines()
    assert ",100.01,100.25,-0.24," in file[1]
    Difference.objects.all().delete()
    assert "agreed to the penny" in text(client.get("/staff/money/reconciliation/"))


def test_a_balance_below_nothing_is_a_table_without_a_chart():
    client = staff_client("finance_officer")
    for back, pence in ((2, 500), (1, 300)):
        day = clock.today() - timedelta(days=back)
        Reconciliation.objects.create(day=day, movements=1, provider_pence=pence, ledger_pence=pence)
    assert "Held for us, night by night" in text(client.get("/staff/money/reconciliation/"))
    Reconciliation.objects.create(day=clock.today(), movements=1, provider_pence=-250, ledger_pence=-250)
    page = text(client.get("/staff/money/reconciliation/"))
    assert "−£2.50" in page
    assert "Held for us, night by night" not in page


def test_an_employers_invoice_says_for_how_many_in_one_line():
    employer, owner = membership.employer()
    for name in ("Will Worker", "Wilma Worker"):
        membership.covered(employer, owner, name)
    employing.bill_employer(employer, by=owner, because=WHY)
    payer = Payer.objects.get(organisation_id=employer)
    page = text(staff_client("finance_officer").get(f"/staff/money/payers/{payer.pk}/"))
    assert page.count("Monthly plan") == 1
    assert "2 × Monthly plan, " in page


def test_refunds_as_a_file_are_written_into_history():
    payment = a_payment()
    officer = people.actor("finance_officer")
    actions.ask_refund(payment.pk, 100, by=officer, because=world.WORDS)
    client = staff_client("auditor")
    assert "Perpetua Payer" in text(client.get("/staff/money/refunds/"))
    file = client.post("/staff/money/refunds/file/").content.decode("utf-8-sig")
    assert "Perpetua Payer,1.00,36.00" in file
    assert Entry.objects.filter(what="payments.read", because="list_taken").count() == 1


def test_a_movement_nobody_knows_is_explained_on_its_page_in_words_and_once():
    moved = {"kind": "other", "pence": -50, "fee_pence": 0, "source": "", "at": clock.now()}
    Movement.objects.create(id="txn_odd", **moved)
    where = "/staff/money/reconciliation/movements/txn_odd/"
    for role in ("auditor", "membership_officer"):
        assert staff_client(role).get(where).status_code == 403
    client = staff_client("finance_officer")
    assert where in text(client.get("/staff/money/reconciliation/"))
    shown = text(client.get(where))
    assert "txn_odd" in shown
    assert "−£0.50" in shown
    assert "Say what it was in a few words" in text(client.post(where, {"words": "  "}))
    assert not LedgerTransaction.objects.exists()
    said = text(client.post(where, {"words": "The monthly charge for Bacs."}, follow=True))
    assert "Booked. The next comparison has it." in said
    assert where not in said
    booking = LedgerTransaction.objects.get(kind="other")
    assert {one.account: one.pence for one in booking.entries.all()} == {"held": -50, "other": 50}
    entry = Entry.objects.get(what="payments.movement_explained")
    assert (entry.because, entry.words.text) == ("explained", "The monthly charge for Bacs.")
    assert client.post(where, {"words": "Again."}).status_code == 404
    assert LedgerTransaction.objects.count() == 1
