"""What the provider tells our endpoint: only what it signed, and as late, double or out of order as it likes."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from careregister.base import clock
from careregister.outside import cards as provider
from careregister.outside.fakes.cards.webhooks import signed
from careregister.outside.tests.cards_there import There, new, paid


class Endpoint(ThreadingHTTPServer):
    """Takes everything, or refuses the first so many."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken: list[provider.Event] = []
        self.asked = 0
        self.refuse = 0
        self.url = f"http://127.0.0.1:{self.server_port}/"

    def until(self, number: int, patience: float = 15) -> list[provider.Event]:
        end = time.monotonic() + patience
        while len(self.taken) < number:
            assert time.monotonic() < end, f"{len(self.taken)} of {number} came: {[one.kind for one in self.taken]}"
            time.sleep(0.02)
        return self.taken


class Taker(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        payload = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        refused = self.server.asked <= self.server.refuse
        if not refused:
            self.server.taken.append(provider.event(payload, self.headers["Stripe-Signature"]))
        self.send_response(500 if refused else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@pytest.fixture
def endpoint(cards) -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        cards.webhook(server.url)
        yield server
        cards.webhook("")
        server.shutdown()
        thread.join()


# ---- what is not believed ----


@pytest.mark.parametrize(
    ("payload", "signature"),
    [
        (b"", ""),
        (b"{}", "t=1,v1=abc"),
        (b"{}", "nonsense"),
        (b"\xff\xfe", "t=1,v1=abc"),
    ],
)
def test_nonsense_is_not_believed(cards, payload: bytes, signature: str):
    with pytest.raises(ValueError, match="not signed"):
        provider.event(payload, signature)


def test_what_was_changed_on_the_way_is_not_believed(cards):
    There(cards).customer()
    There(cards).saved("pm_card_visa")
    said = cards.news()[0]
    with pytest.raises(ValueError, match="not signed"):
        provider.event(said.payload.replace(b"evt_", b"evt_x"), said.signature)


def test_another_secret_signs_nothing(cards):
    There(cards).saved("pm_card_visa")
    body, signature = signed(dict(cards.things("event")[0]), "whsec_another")
    with pytest.raises(ValueError, match="not signed"):
        provider.event(body.encode(), signature)


def test_without_a_secret_nothing_is_believed(cards, settings):
    There(cards).saved("pm_card_visa")
    said = cards.news()[0]
    settings.CARDS_WEBHOOK_SECRET = ""
    with pytest.raises(ValueError, match="not signed"):
        provider.event(said.payload, said.signature)


def test_an_old_signature_is_not_believed(cards, time_machine):
    There(cards).saved("pm_card_visa")
    said = cards.news()[0]
    assert provider.event(said.payload, said.signature)
    time_machine.move_to(clock.now() + timedelta(seconds=provider.TOLERANCE_SECONDS + 60))
    with pytest.raises(ValueError, match="not signed"):
        provider.event(said.payload, said.signature)


def test_what_is_signed_but_no_event_is_not_believed(cards):
    for said in ({}, {"id": "evt_1"}, {"id": "evt_1", "created": "soon"}):
        body, signature = signed(said, cards.secret)
        with pytest.raises(ValueError, match="not signed"):
            provider.event(body.encode(), signature)


# ---- what is ----


def test_each_event_says_whom_to_ask(cards):
    there = There(cards)
    customer, method = there.saved("pm_card_createDispute")
    charge = paid(customer, method)
    debtor, debit = there.saved("pm_bacsDebit_success", "bacs_debit")
    debt = paid(debtor, debit, 9000)
    cards.advance(days=4)
    refund = provider.refund(debt.id, 100, key=new(), reference=new())
    setup = provider.begin_setup(
        customer, ("card",), done_url="http://127.0.0.1:1/", back_url="http://127.0.0.1:1/", key=new()
    )
    cards.give(setup.url, cards.VISA)
    told = {(event.kind, event.object_kind, event.about) for event in map(taken, cards.news())}
    assert {
        ("payment_intent.succeeded", "charge", charge.id),
        ("charge.succeeded", "charge", charge.id),
        ("payment_intent.processing", "charge", debt.id),
        ("charge.dispute.created", "dispute", charge.id),
        ("refund.created", "refund", debt.id),
        ("mandate.updated", "mandate", debit.id),
        ("checkout.session.completed", "setup", setup.id),
        ("payout.paid", "payout", ""),
    } <= told
    assert refund.charge_id == debt.id


def test_events_come_to_our_endpoint_signed(cards, endpoint: Endpoint):
    charge = paid(*There(cards).saved("pm_card_visa"))
    endpoint.until(5)
    assert ("payment_intent.succeeded", charge.id) in [(one.kind, one.object_id) for one in endpoint.taken]


def test_an_event_is_sent_again_until_it_is_taken(cards, endpoint: Endpoint):
    endpoint.refuse = 2
    There(cards).saved("pm_card_visa")
    assert {one.kind for one in endpoint.until(2)} == {"payment_method.attached", "setup_intent.succeeded"}
    assert endpoint.asked == 4


def test_an_event_may_come_twice(cards, endpoint: Endpoint):
    cards.modes(duplicate=True)
    There(cards).saved("pm_card_visa")
    taken_ids = [one.id for one in endpoint.until(4)]
    assert sorted(taken_ids) == sorted(2 * list(set(taken_ids)))


def test_events_may_come_in_the_wrong_order(cards, endpoint: Endpoint):
    cards.modes(reorder=True)
    paid(*There(cards).saved("pm_card_visa"))
    sent = [one["id"] for one in cards.things("event")]
    assert [one.id for one in endpoint.until(5)] != sent
    assert {one.id for one in endpoint.taken} == set(sent)


def test_events_may_come_late(cards, endpoint: Endpoint):
    cards.modes(delay_seconds=60)
    There(cards).saved("pm_card_visa")
    time.sleep(0.3)
    assert endpoint.taken == []
    cards.control("hurry")
    endpoint.until(2)


def test_what_never_came_is_in_the_list(cards, endpoint: Endpoint):
    begun = clock.now().replace(microsecond=0)
    cards.modes(drop=True)
    charge = paid(*There(cards).saved("pm_card_visa"))
    assert cards.everything()["waiting"] == 0
    assert charge.id in {one.about for one in provider.events(begun)}
    assert endpoint.taken == []


def taken(said) -> provider.Event:
    return provider.event(said.payload, said.signature)
