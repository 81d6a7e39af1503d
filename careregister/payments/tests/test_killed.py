"""Real processes, killed again and again around every step of a payment: nothing is charged twice, and nothing is lost."""

import base64
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from typing import IO
from uuid import UUID

from careregister.base import clock
from careregister.payments import jobs, ledger
from careregister.payments.models import Attempt, Invoice, LedgerTransaction, ProviderEvent, Refund
from careregister.payments.tests import world
from tests.harness.cards import Cards
from tests.harness.cluster import Cluster

ROUNDS = 3
PAYERS = 10

# Collects, refunds and takes events one after the other, as a server's process does; says so when the commit returned.
SERVES = """
import base64, sys, django
django.setup()
from uuid import UUID
from careregister.payments import actions
from careregister.payments.tests import world
from careregister.people.queries import actor_for
from careregister.people.models import Account
from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
print("ready", flush=True)
for line in sys.stdin:
    verb, first, second = line.split()
    try:
        if verb == "collect":
            actions.collect(UUID(first), [UUID(second)], by=CLOCK, because=world.BECAUSE)
        elif verb == "refund":
            officer = actor_for(Account.objects.get(pk=UUID(second)))
            actions.ask_refund(UUID(first), 100, by=officer, because=world.WORDS)
        else:
            payload = base64.b64decode(first)
            actions.take_event(payload, second, by=world.PROVIDER, because=world.BECAUSE)
    except NotAllowed as refusal:
        print("refused", verb, refusal.reason, flush=True)
        continue
    print("done", verb, first[:36], flush=True)
"""


def test_killing_server_and_worker_charges_nobody_twice_and_loses_no_payment(
    own_database: str, cluster: Cluster, cards: Cards, settings
):
    officer = world.officer()
    owing = _payers(cards)
    env = cluster.environment(own_database) | {
        "CAREREGISTER_CARDS_URL": settings.CARDS_URL,
        "CAREREGISTER_CARDS_KEY": settings.CARDS_KEY,
        "CAREREGISTER_CARDS_WEBHOOK_SECRET": settings.CARDS_WEBHOOK_SECRET,
    }
    chance = random.Random(4)
    acknowledged: Counter[str] = Counter()
    cut_off = 0
    for number in range(ROUNDS):
        cards.fail(("close", "500_kept", "close")[number], on="/v1/payment_intents")
        acknowledged_now, killed = _round(_asked(cards, owing, officer.account_id, chance), env, chance)
        acknowledged += acknowledged_now
        cut_off += killed
        _later_workers_ask_again()  # before the provider forgets what it was asked for under which key, a day later
        cards.advance(days=6)
    assert acknowledged["collect"]
    assert cut_off, "no process was killed while it worked"
    _later_workers_finish(cards, owing)
    _every_penny_once(cards, owing)


def _payers(cards: Cards) -> dict[UUID, UUID]:
    """Payers with a way to pay, and what each of them owes."""
    owing = {}
    for number in range(PAYERS):
        payer_id, by = world.payer()
        world.method(cards, payer_id, by, (cards.VISA, cards.DEBIT)[number % 2])
        owing[payer_id] = world.owing(payer_id)
    return owing


def _asked(cards: Cards, owing: dict[UUID, UUID], officer: UUID | None, chance: random.Random) -> list[str]:
    """What people and the provider ask of the server in this round."""
    lines = [f"event {base64.b64encode(said.payload).decode()} {said.signature}" for said in cards.news()]
    open_ones = Invoice.objects.filter(state="open").exclude(parts__under_way=True).values_list("pk", flat=True)
    lines += [f"collect {payer} {invoice}" for payer, invoice in owing.items() if invoice in set(open_ones)]
    paid = Attempt.objects.filter(state="succeeded", refunds=None).order_by("pk").values_list("pk", flat=True)
    lines += [f"refund {attempt} {officer}" for attempt in paid[:3]]
    chance.shuffle(lines)
    return lines


def _round(lines: list[str], env: dict[str, str], chance: random.Random) -> tuple[Counter[str], bool]:
    """A server, killed within a line of work, and a worker, killed within what it found to do. What the server said was
    done, and whether it was cut off."""
    begun = _begun()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVES], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin
    assert server.stdout
    assert any(line == "ready\n" for line in iter(server.stdout.readline, ""))
    command = [sys.executable, "-m", "django", "procrastinate", "--skip-checks", "worker"]
    worker = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    writer = threading.Thread(target=_feed, args=(server.stdin, lines))
    writer.start()
    done: Counter[str] = Counter()
    until = chance.randint(3, 10)
    for line in server.stdout:
        done[line.split()[1]] += line.startswith("done")
        if done.total() == until:
            threading.Event().wait(chance.uniform(0, 0.03))  # somewhere within the next
            server.send_signal(signal.SIGKILL)
            until = 0
    writer.join()
    killed = server.wait(20) == -signal.SIGKILL
    server.stdout.close()
    _until_the_worker_asks(begun)
    threading.Event().wait(chance.uniform(0, 0.3))
    worker.send_signal(signal.SIGKILL)
    worker.wait(20)
    return done, killed


def _begun() -> int:
    return sum(model.objects.exclude(begun_at=None).count() for model in (Attempt, Refund))


def _until_the_worker_asks(begun: int) -> None:
    """The provider for something; in a round in which there is nothing to ask for, not for ever."""
    until = time.monotonic() + 5
    while _begun() == begun and time.monotonic() < until:
        threading.Event().wait(0.01)


def _feed(stdin: IO[str], lines: list[str]) -> None:
    try:
        stdin.write("".join(f"{line}\n" for line in lines))
        stdin.close()
    except BrokenPipeError:
        pass


def _later_workers_finish(cards: Cards, owing: dict[UUID, UUID]) -> None:
    """What was not asked for yet is; then the clock does the rest, with the events that nobody took."""
    jobs.collect_due()
    _later_workers_ask_again()
    cards.advance(days=6)
    with clock.at(clock.now() + timedelta(days=1)):
        jobs.hear_missed()
        jobs.book_events()
        jobs.chase_unknown()
        jobs.tend_refunds()


def _later_workers_ask_again() -> None:
    for minutes in (0, 5, 10):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            jobs.send_waiting()
            jobs.chase_unknown()
            jobs.tend_refunds()


def _every_penny_once(cards: Cards, owing: dict[UUID, UUID]) -> None:
    assert not Attempt.objects.filter(state__in=("waiting", "sending", "processing")).exists()
    assert not ProviderEvent.objects.filter(booked_at=None).exists()
    assert set(Invoice.objects.filter(pk__in=owing.values()).values_list("state", flat=True)) == {"settled"}
    charged = Counter(
        intent["metadata"]["reference"] for intent in cards.things("payment_intent") if intent["status"] == "succeeded"
    )
    assert len(charged) == PAYERS
    assert set(charged.values()) == {1}
    assert set(charged) == {str(pk) for pk in Attempt.objects.filter(state="succeeded").values_list("pk", flat=True)}
    given_back = Counter(refund["metadata"]["reference"] for refund in cards.things("refund"))
    assert set(given_back.values()) <= {1}
    assert set(given_back) == {str(pk) for pk in Refund.objects.filter(state="succeeded").values_list("pk", flat=True)}
    assert LedgerTransaction.objects.filter(kind="received").count() == PAYERS
    assert ledger.balances()["held"] == world.FEE * PAYERS - 100 * len(given_back)
    world.sound()
