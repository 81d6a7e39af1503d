"""Receipts and statements: only one's own, right to the penny, readable by machines, and honest about tax."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pytest

from careregister.base import body, clock
from careregister.base.actors import CLOCK
from careregister.payments import actions, documents, queries
from careregister.payments.models import Attempt
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, WORDS

pytestmark = pytest.mark.django_db
RECEIPT = queries.Receipt(
    attempt_id=world.new_id(), payer_id=world.new_id(), number="A1B2C3D4", pence=3600,
    received_at=datetime(2026, 11, 22, 12, tzinfo=UTC), kind="card", last4="4242", refunded_pence=0,
    invoices=("CR-000001",),
    lines=(queries.LineShown(world.new_id(), "yearly", "", 3600, date(2026, 11, 22), date(2027, 11, 21)),),
)  # fmt: skip


def text_of(pdf: bytes) -> str:
    """The letters of a PDF, by the maps of its own fonts."""
    said = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            maps = {name: _letters(font) for name, font in page.Resources.Font.items()}
            font = {}
            for instruction in pikepdf.parse_content_stream(page):
                operands, operator = instruction.operands, instruction.operator
                if str(operator) == "Tf":
                    font = maps[str(operands[0])]
                elif str(operator) == "BDC":
                    said.append("\n")
                elif str(operator) in ("Tj", "TJ"):
                    parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            raw = bytes(part)
                            pairs = (raw[at : at + 2] for at in range(0, len(raw), 2))
                            said += [font.get(pair, "?") for pair in pairs]
    return "".join(said)


def _letters(font) -> dict[bytes, str]:
    found = {}
    for line in bytes(font.ToUnicode.read_bytes()).decode().splitlines():
        parts = line.strip("<> \n").split("> <")
        if len(parts) == 2 and line.startswith("<"):
            found[bytes.fromhex(parts[0])] = bytes.fromhex(parts[1]).decode("utf-16-be")
        elif len(parts) == 3 and line.startswith("<"):
            first = int(parts[0], 16)
            start = int(parts[2], 16)
            for code in range(first, int(parts[1], 16) + 1):
                found[code.to_bytes(2, "big")] = chr(start + code - first)
    return found


def test_a_receipt_is_of_ones_own_payment_that_was_received(cards):
    payer_id, _, _, attempt_id = world.paying(cards)
    other, _ = world.payer()
    assert queries.receipt(attempt_id, other) is None
    _, _, _, failed = world.paying(cards, cards.CHARGE_FAILS)
    assert queries.receipt(failed, Attempt.objects.get(pk=failed).payer_id) is None
    receipt = queries.receipt(attempt_id, payer_id)
    assert receipt is not None
    assert (receipt.pence, receipt.last4, len(receipt.lines)) == (300, "4242", 1)


def test_a_receipt_says_who_what_when_and_how_much():
    text = text_of(documents.receipt(RECEIPT, name="Ọlá Wójcik"))
    for words in ("Ọlá Wójcik", "A1B2C3D4", "22 November 2026", "card ending 4242", "£36", "21 November 2027"):
        assert words in text
    assert "Given back" not in text
    assert "Given back since" in text_of(documents.receipt(replace(RECEIPT, refunded_pence=100), name="Ada"))


def test_tax_relief_is_spoken_of_only_once_the_body_is_on_the_list(monkeypatch):
    assert "List 3" not in text_of(documents.receipt(RECEIPT, name="Ada"))
    assert "No VAT is charged" in text_of(documents.receipt(RECEIPT, name="Ada"))
    rows = body.body().rows
    on_it = replace(body.body().rule("payments.tax", date(2026, 11, 1)), since=date(2026, 11, 22))
    on_it = replace(on_it, value=on_it.value | {"list_3": True})
    dated = replace(body.body(), rows=(*rows, on_it))
    monkeypatch.setattr(body, "body", lambda: dated)
    assert "List 3" in text_of(documents.receipt(RECEIPT, name="Ada"))
    before = replace(RECEIPT, received_at=datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert "List 3" not in text_of(documents.receipt(before, name="Ada"))


def test_a_screen_reader_reads_it_in_order():
    pdf = documents.receipt(RECEIPT, name="Ada")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("en")
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo.Title) == "Receipt A1B2C3D4"
        tags = [str(one.S) for one in opened.Root.StructTreeRoot.K[0].K]
    assert tags.count("/H1") == 1
    assert "/H2" in tags
    assert "/Figure" not in tags


def test_a_statement_adds_up_over_a_tax_year(cards):
    payer_id, by, _, attempt_id = world.paying(cards)
    second = actions.collect(payer_id, [world.owing(payer_id)], by=by, because=BECAUSE)
    actions.send(second, by=CLOCK, because=BECAUSE)
    refund_id = actions.ask_refund(attempt_id, 100, by=world.officer(), because=WORDS)
    actions.send_refund(refund_id, by=CLOCK, because=BECAUSE)
    today = clock.today()
    year = today.year if (today.month, today.day) >= (4, 6) else today.year - 1
    of = queries.statement(payer_id, year)
    assert [row.pence for row in of.rows] == [300, 300, -100]
    assert of.pence == 500
    assert queries.statement(payer_id, year - 1).rows == ()
    text = text_of(documents.statement(of, name="Ada Payer"))
    assert "£5" in text
    assert f"tax year {year} to {year + 1}" in text
    assert "Nothing was paid" in text_of(documents.statement(queries.statement(payer_id, year - 1), name="Ada"))


def test_a_long_statement_goes_on_over_pages():
    rows = tuple(queries.Moved(date(2026, 5, 1), "received", 300, "A1B2C3D4") for _ in range(120))
    of = queries.Statement(world.new_id(), 2026, date(2026, 4, 6), date(2027, 4, 5), rows, 36000)
    pdf = documents.statement(of, name="Ada")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) > 2
    assert text_of(pdf).count("1 May 2026: Paid") == 120
