"""Lists of money and members when they grow: as many statements as for one row, what was cut is said, reading is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.history.models import Entry
from careregister.membership import actions as memberships
from careregister.membership.models import Subscription
from careregister.membership.tests import world as membership
from careregister.payments import actions
from careregister.payments.models import Attempt, Difference, Reconciliation
from careregister.payments.tests import world
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import staff_client
from careregister.web.staff.membership import employers, finding
from careregister.web.staff.payments import arrears, refunds

pytestmark = pytest.mark.django_db
WHY = world.BECAUSE


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def statements(client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as said:
        text(client.get(where))
    return len(said.captured_queries)


def changed_mind(name: str) -> None:
    subscription, by = membership.member("yearly", membership.person(name))
    memberships.change_mind(subscription, by=by, because=WHY)


def paid_too_much() -> None:
    """An employer's Direct Debit came after its invoice was cancelled."""
    employer, owner = membership.employer()
    worker, _by = membership.covered(employer, owner)
    memberships.bill_employer(employer, by=owner, because=WHY)
    (invoice,) = membership.owed(worker)
    attempt = membership.tried(worker)
    assert attempt is not None
    actions.cancel_invoice(invoice.pk, by=CLOCK, because=WHY)
    membership.receive(attempt)
    asked = people.actor("finance_officer")
    actions.ask_refund(attempt, 100, by=asked, because=world.WORDS)


def night(back: int) -> None:
    day = clock.today() - timedelta(days=back)
    row = Reconciliation.objects.create(day=day, movements=3, provider_pence=101, ledger_pence=100)
    Difference.objects.create(
        reconciliation=row, kind="not_moved", what="charge", provider_pence=1, ledger_pence=0, movement=""
    )


def test_what_goes_back_takes_as_many_statements_for_many_as_for_one():
    changed_mind("Ada One")
    paid_too_much()
    client = staff_client("finance_officer")
    pages = ("/staff/money/refunds/", "/staff/")
    before = {where: statements(client, where) for where in pages}
    for name in ("Bea Two", "Cy Three", "Dee Four"):
        changed_mind(name)
        paid_too_much()
    assert {where: statements(client, where) for where in pages} == before
    page = text(client.get("/staff/money/refunds/"))
    assert page.count("Rose House Care") == 8
    for name in ("Ada One", "Dee Four"):
        assert name in page


def test_nights_take_as_many_statements_for_many_as_for_one():
    night(1)
    client = staff_client("auditor")
    before = statements(client, "/staff/money/reconciliation/")
    for back in range(2, 7):
        night(back)
    assert statements(client, "/staff/money/reconciliation/") == before


def test_a_list_that_is_cut_says_so_and_its_file_has_all(monkeypatch):
    for rooms in (arrears, finding, employers, refunds):
        monkeypatch.setattr(rooms, "SHOWN", 1)
    for name in ("Olga Ower", "Oti Ower"):
        membership.member("monthly", membership.person(name))
        payment = Attempt.objects.latest("made_at")
        actions.ask_refund(payment.pk, 100, by=people.actor("finance_officer"), because=world.WORDS)
        membership.employer(f"Home of {name}")
        membership.joined("yearly", membership.person(f"{name} Too"))
    with clock.at(clock.now() + timedelta(days=40)):
        client = staff_client("finance_officer")
        for page, file, said in (
            ("/staff/money/?age=to_60", "/staff/money/file/", {"age": "to_60"}),
            ("/staff/money/refunds/", "/staff/money/refunds/file/", {}),
            ("/staff/members/employers/", "/staff/members/employers/file/", {}),
        ):
            assert "These are the first 1. The file has all of them." in text(client.get(page)), page
            assert client.post(file, said).content.decode("utf-8-sig").count("\n") == 3, file


def test_reading_a_list_of_people_is_written_down_and_an_empty_one_is_not():
    client = staff_client("finance_officer")
    for where in ("/staff/members/behind/", "/staff/money/refunds/"):
        text(client.get(where))
    assert not Entry.objects.filter(what__in=("membership.list_read", "payments.read")).exists()
    subscription, _by = membership.member("monthly", membership.person("Lena Late"))
    actions.ask_refund(Attempt.objects.get().pk, 100, by=people.actor("finance_officer"), because=world.WORDS)
    Subscription.objects.filter(pk=subscription).update(state="past_due", past_due_since=clock.today())
    assert "Lena Late" in text(client.get("/staff/members/behind/"))
    assert Entry.objects.get(what="membership.list_read").refs == {"list": "behind", "count": 1}
    assert "Lena Late" in text(client.get("/staff/money/refunds/"))
    assert Entry.objects.get(what="payments.read").refs == {"what": "refunds"}
    client.post("/staff/members/", {"text": "Nobody Known"})
    assert Entry.objects.filter(what="membership.list_read").latest("at").refs == {"list": "found", "count": 0}
    history = text(staff_client("auditor").get("/staff/history/"))
    for words in ("overdue memberships, 1)", "found by a search, 0)", "(refunds)"):
        assert words in history
    assert "Nobody" not in str(list(Entry.objects.values_list("refs", flat=True)))
