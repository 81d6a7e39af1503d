"""An employer's pages: opening, workers, invoices, colleagues. Refusals first."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careregister.letters.models import Letter
from careregister.membership.models import Subscription
from careregister.membership.tests import world as membership
from careregister.organisations import queries
from careregister.payments.models import Invoice, Method
from careregister.people.tests import world as people

from . import world
from .world import at

pytestmark = pytest.mark.django_db
_VARIES = re.compile(r'name="(csrfmiddlewaretoken|whose)" value="[^"]*"|/invitations/[0-9a-f-]{36}/')


def text(answer) -> str:
    return _VARIES.sub("", answer.content.decode())


def add(client: Client, employer_id: UUID, email: str) -> str:
    answer = client.post(at(employer_id, "workers/new/"), {"email": email}, follow=True)
    assert answer.status_code == 200
    return text(answer)


def test_an_employer_who_fishes_for_who_is_registered_or_a_member_always_gets_the_same_answer():
    employer_id, owner, client = world.employer()
    other_employer, other_owner, _client = world.employer("Another House")
    known = people.account(name="Wanda Worker")
    a_member = people.account(name="Mary Member")
    membership.member(by=people.owner_of(a_member))
    covered = people.account(name="Carla Covered")
    membership.covered(other_employer, other_owner, by=people.owner_of(covered))
    answers = set()
    for account in (known, a_member, covered, None):
        email = account.email if account else "nobody.at.all@example.org"
        said = add(client, employer_id, email)
        for name in ("Wanda", "Mary", "Carla"):
            assert name not in said
        answers.add(said.replace(email, "ADDRESS"))
        waiting = membership.queries.worker_invitations_of(employer_id, owner)
        offer = next(one.id for one in waiting if one.email == email)
        membership.actions.withdraw_worker_invitation(offer, by=owner, because=world.WHY)
    assert len(answers) == 1


def test_an_address_that_we_know_costs_no_more_work_than_one_that_we_do_not():
    employer_id, _owner, client = world.employer()
    a_member = people.account(name="Mary Member")
    membership.member(by=people.owner_of(a_member))
    add(client, employer_id, "first.of.all@example.org")
    asked = []
    for email in (a_member.email, "nobody.at.all@example.org"):
        with CaptureQueriesContext(connection) as queries_of_it:
            client.post(at(employer_id, "workers/new/"), {"email": email})
        asked.append([one["sql"].split()[0] + one["sql"][:60].partition("FROM")[2] for one in queries_of_it])
    assert asked[0] == asked[1]
    assert len(asked[0]) > 5


def test_an_employers_first_page_is_the_same_whatever_its_worker_had_paid_for_themselves():
    pages = set()
    for plan in ("", "monthly", "yearly"):
        employer_id, owner, client = world.employer()
        by = people.owner_of(people.account(name="Mary Member"))
        if plan:
            membership.member(plan, by)
        subscription, _by = membership.covered(employer_id, owner, by=by)
        for page in ("", "workers/"):
            said = text(client.get(at(employer_id, page)))
            pages.add((page, said.replace(str(employer_id), "EMPLOYER").replace(str(subscription), "WORKER")))
    assert len(pages) == 2


def test_of_a_worker_an_employer_reads_the_name_and_when_they_accepted_and_nothing_of_their_own_money():
    employer_id, owner, client = world.employer()
    worker = people.account(name="Mary Member", email="mary.private@example.org")
    by = people.owner_of(worker)
    subscription, _by = membership.member("yearly", by)
    own = Subscription.objects.get(pk=subscription)
    paid_until = own.dues_until
    membership.covered(employer_id, owner, by=by)
    for page in ("", "workers/", "invoices/", f"workers/{subscription}/ending/"):
        said = text(client.get(at(employer_id, page)))
        assert "mary.private" not in said
        assert "4242" not in said
        assert "36 a year" not in said
        assert str(paid_until.year) not in re.sub(r"<footer.*", "", said), page
    assert "Mary Member" in text(client.get(at(employer_id, "workers/")))


def test_nobody_reads_another_employers_invoice_and_nobody_ends_another_employers_worker():
    employer_id, _owner, client = world.employer()
    other, other_owner, others_client = world.employer("Another House")
    subscription, _by = membership.covered(other, other_owner)
    membership.actions.bill_employer(other, by=other_owner, because=world.WHY)
    invoice = Invoice.objects.get()
    assert client.get(at(employer_id, f"invoices/{invoice.pk}/")).status_code == 404
    assert client.get(at(employer_id, f"invoices/{invoice.pk}/pdf/")).status_code == 404
    assert client.post(at(employer_id, f"workers/{subscription}/ending/")).status_code == 404
    assert others_client.get(at(other, f"invoices/{invoice.pk}/")).status_code == 200


def test_somebody_opens_an_employer_and_owns_it():
    account = people.account(name="Olive Owner")
    client = world.browser(account)
    assert "For employers" in text(client.get("/organisation/"))
    answer = client.post("/organisation/open/", {"name": "  Rose   House Care "}, follow=True)
    assert "Rose House Care is open" in text(answer)
    mine = queries.employers_of(account.pk)
    assert [(one.name, one.roles) for one in mine] == [("Rose House Care", ("owner",))]
    assert client.get("/organisation/", follow=True).redirect_chain == [(f"/organisation/{mine[0].id}/", 302)]


def test_too_many_employers_in_a_day_are_too_many():
    client = world.browser(people.account())
    answers = [client.post("/organisation/open/", {"name": f"House {n}"}).status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_colleague_accepts_by_the_link_and_the_last_owner_cannot_leave():
    employer_id, _owner, client = world.employer()
    sent = client.post(
        at(employer_id, "colleagues/invitation/"), {"email": "cora@example.org", "roles": ["payer"]}, follow=True
    )
    assert "We wrote to cora@example.org" in text(sent)
    letter = Letter.objects.select_related("words").get(kind="organisations.invited")
    link = next(word for word in letter.words.opened("body").split() if "/invitation/" in word)
    path = "/" + link.split("/", 3)[3]
    assert "Rose House Care asks you" in text(Client().get(path))
    cora = people.account(name="Cora Colleague", email="cora@example.org")
    theirs = world.browser(cora)
    assert "You act for Rose House Care" in text(theirs.post(path, follow=True))
    assert theirs.get(path).status_code == 410
    stays = client.post(at(employer_id, "colleagues/leaving/"), follow=True)
    assert "An employer needs an owner" in text(stays)
    gone = theirs.post(at(employer_id, "colleagues/leaving/"), follow=True)
    assert "You no longer act for Rose House Care" in text(gone)


def test_nobodys_letter_box_is_filled_in_an_employers_name():
    employer_id, _owner, client = world.employer()
    where = at(employer_id, "workers/new/")
    answers = [client.post(where, {"email": email}).status_code for email in ("ann@example.org", "ANN@example.org") * 2]
    assert answers == [302, 302, 302, 429]
    many = {"emails": "ann@example.org\nbob@example.org"}
    assert client.post(at(employer_id, "workers/list/"), many).status_code == 429
    assert Letter.objects.filter(kind="membership.employer_invites").count() == 3
    assert client.post(where, {"email": "bob@example.org"}).status_code == 302


def test_a_list_is_read_shown_and_written_to_once():
    employer_id, _owner, client = world.employer()
    pasted = "Name,E-mail,Number\nAnn A,ann@example.org,CR123456786\nBob,no address here,\nAnn again,ANN@example.org,\n"
    shown = text(client.post(at(employer_id, "workers/list/"), {"pasted": pasted}))
    assert "We read 1 address" in shown
    assert "Lines: 3" in shown
    assert "CR123456786" not in shown
    assert Letter.objects.count() == 0
    said = text(
        client.post(at(employer_id, "workers/list/"), {"emails": "ann@example.org\nbob@example.org"}, follow=True)
    )
    assert "We wrote to 2 workers" in said
    assert Letter.objects.filter(kind="membership.employer_invites").count() == 2
    nothing = text(client.post(at(employer_id, "workers/list/"), {"pasted": "nobody"}))
    assert "There is no e-mail address in this" in nothing


def test_one_invoice_for_all_on_a_page_and_as_pdf_and_what_is_billed_until():
    employer_id, owner, client = world.employer()
    workers = [membership.covered(employer_id, owner, name)[0] for name in ("Ann Àjàyí", "Bob Łukasz", "Cy Zhào")]
    assert "on no invoice yet" in text(client.get(at(employer_id)))
    assert "The invoice is made" in text(client.post(at(employer_id, "invoices/now/"), follow=True))
    invoice = Invoice.objects.get()
    page = text(client.get(at(employer_id, f"invoices/{invoice.pk}/")))
    for name in ("Ann Àjàyí", "Bob Łukasz", "Cy Zhào"):
        assert name in page
    paper = client.get(at(employer_id, f"invoices/{invoice.pk}/pdf/"))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    membership.pay(workers[0])
    listed = text(client.get(at(employer_id, "workers/")))
    assert "Stop paying" in listed
    file = client.post(at(employer_id, "workers/file/")).content.decode("utf-8-sig")
    assert file.splitlines()[0] == "Name,Accepted on,Billed until,Invoice open"
    assert file.count("\n") == 4


def test_an_employer_stops_paying_for_one():
    employer_id, owner, client = world.employer()
    one, _by = membership.covered(employer_id, owner, "Ann Worker")
    membership.covered(employer_id, owner, "Bob Worker")
    said = text(client.post(at(employer_id, f"workers/{one}/ending/"), follow=True))
    assert "You no longer pay for Ann Worker" in said
    assert "Bob Worker" in said
    assert Letter.objects.filter(kind="membership.employer_stopped").count() == 1


def test_without_a_way_to_pay_paying_leads_to_choosing_one(settings):
    employer_id, owner, client = world.employer()
    membership.covered(employer_id, owner)
    client.post(at(employer_id, "invoices/now/"))
    answer = client.post(at(employer_id, "invoices/payment/"))
    assert answer["Location"] == at(employer_id, "method/")
    settings.CARDS_KEY = ""
    assert "not open here yet" in text(client.post(at(employer_id, "method/"), {"kind": "card"}))


def test_paying_by_a_card_given_on_the_providers_page_takes_what_is_open_once(cards):
    employer_id, owner, client = world.employer()
    membership.covered(employer_id, owner)
    client.post(at(employer_id, "invoices/now/"))
    there = client.post(at(employer_id, "method/"), {"kind": "card"})["Location"]
    back = cards.give(there, cards.VISA)
    path = "/" + back.split("/", 3)[3]
    paid = text(client.get(path, follow=True))
    assert "was paid" in paid
    client.get(path)
    assert Invoice.objects.get().state == "settled"
    assert len(cards.things("payment_intent")) == 1
    assert Method.objects.count() == 1
    assert "ending 4242" in text(client.get(at(employer_id, "method/")))
    client.post(at(employer_id, "method/ending/"))
    assert Method.objects.get().state == "ended"


def test_an_owner_changes_what_a_colleague_may_do_ends_them_and_closes():
    employer_id, owner, client = world.employer()
    by, theirs = world.colleague(employer_id, owner, "checker")
    assert theirs.get(at(employer_id, "workers/")).status_code == 403
    client.post(at(employer_id, f"colleagues/{by.account_id}/roles/"), {"roles": ["payer"]})
    assert theirs.get(at(employer_id, "workers/")).status_code == 200
    client.post(at(employer_id, f"colleagues/{by.account_id}/ending/"))
    assert theirs.get(at(employer_id)).status_code == 403
    assert "is closed" in text(client.post(at(employer_id, "closing/"), follow=True))
    assert owner.account_id is not None
    assert queries.employers_of(owner.account_id) == ()
