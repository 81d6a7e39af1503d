"""What stands on receipts, invoices and yearly statements; `paper` is what they are written on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from careregister.base import body, clock
from careregister.base.money import pounds

from .queries import InvoiceShown, LineShown, Receipt, Statement, tax
from .states import BACS_DEBIT

if TYPE_CHECKING:
    from .paper import Paper

WordsOf = Callable[[LineShown], str]


def words_of(line: LineShown) -> str:
    """What a line is for when nobody says it better."""
    return line.words or line.code.replace("_", " ").capitalize()


def receipt(of: Receipt, *, name: str, describe: WordsOf = words_of) -> bytes:
    """A receipt for `name`. `describe` says what a line is for. The line on tax relief is there once the body is on
    HMRC's List 3 (rule `payments.tax`), and only where nobody else paid."""
    on = clock.london_day(of.received_at)
    page = _paper(_("Receipt %(number)s") % {"number": of.number})
    page.facts(
        (_("To"), name),
        (_("Paid on"), _day(on)),
        (_("Paid by"), _method(of)),
        (_("Invoices"), ", ".join(of.invoices)),
    )
    page.heading(_("What for"))
    for line in of.lines:
        period = _("%(since)s to %(until)s") % _period(line.since, line.until)
        page.row(f"{describe(line)}\n{period}", pounds(line.pence))
    page.rule()
    page.row(_("Paid"), pounds(of.pence), strong=True)
    if of.refunded_pence:
        page.row(_("Given back since"), pounds(-of.refunded_pence))
    page.paragraphs(_tax_words(on))
    return page.made()


def invoice(of: InvoiceShown, *, name: str, describe: WordsOf = words_of) -> bytes:
    """One invoice to `name`, a row for each line. What is open on it is as it stands today."""
    page = _paper(_("Invoice %(number)s") % {"number": of.number})
    made = clock.london_day(of.issued_at)
    page.facts(
        (_("To"), name), (_("Invoice"), of.number), (_("Made on"), _day(made)), (_("Due on"), _day(of.due_on))
    )  # fmt: skip
    page.heading(_("What for"))
    for line in of.lines:
        period = _("%(since)s to %(until)s") % _period(line.since, line.until)
        page.row(f"{describe(line)}, {period}", pounds(line.pence))
    page.rule()
    page.row(_("Together"), pounds(of.pence), strong=True)
    page.row(_("Still to pay on %(day)s") % {"day": _day(clock.today())}, pounds(of.open_pence), strong=True)
    page.paragraphs(_vat_words(made))
    return page.made()


def statement(of: Statement, *, name: str) -> bytes:
    """What was paid in a tax year, for `name`. Tax relief is spoken of as in `receipt`."""
    years = {"first": of.year, "second": of.year + 1}
    page = _paper(_("Statement of payments, tax year %(first)s to %(second)s") % years)
    said = {"received": _("Paid"), "returned": _("Taken back by the bank"), "refunded": _("Given back to you")}
    page.facts((_("To"), name), (_("From"), _day(of.since)), (_("To and including"), _day(of.until)))
    page.heading(_("Payments"))
    if not of.rows:
        page.paragraphs([_("Nothing was paid in this year.")])
    for row in of.rows:
        page.row(
            f"{_day(row.on)}: {said[row.what]} ({_('receipt %(number)s') % {'number': row.number}})", pounds(row.pence)
        )
    page.rule()
    page.row(_("Together"), pounds(of.pence), strong=True)
    page.paragraphs(_tax_words(of.until))
    return page.made()


def _paper(title: str) -> Paper:
    # Loading what draws takes half a second: only the process that is asked for a paper spends it.
    from .paper import Paper

    return Paper(title)


def _vat_words(on: date) -> list[str]:
    said = tax(on)
    if said["vat"] == "not registered":
        return [_("%(body)s is not registered for VAT. No VAT is charged.") % {"body": body.body().name}]
    return [_("VAT: %(vat)s, %(percent)s%%.") % {"vat": said["vat"], "percent": said["vat_percent"]}]


def _tax_words(on: date) -> list[str]:
    said, who = tax(on), body.body().name
    words = _vat_words(on)
    if said["list_3"]:
        words.append(
            _(
                "%(body)s is on HMRC’s list of approved professional organisations (List 3). If you paid this fee "
                "yourself and need it for your work, you can ask HMRC for tax relief on it."
            )
            % {"body": who}
        )
    return words


def _method(of: Receipt) -> str:
    if of.kind == BACS_DEBIT:
        return _("Direct Debit, account ending %(last4)s") % {"last4": of.last4}
    return _("card ending %(last4)s") % {"last4": of.last4}


def _period(since: date, until: date) -> dict[str, str]:
    return {"since": _day(since), "until": _day(until)}


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
