"""Receipts and yearly statements as PDF: tagged, titled and in a language, so that a screen reader reads them in order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.prefs import ViewerPreferences

from careregister.base import body, clock
from careregister.base.money import pounds

from .queries import InvoiceShown, LineShown, Receipt, Statement, tax
from .states import BACS_DEBIT

FACE = Path(__file__).parent / "face"
MARGIN, LINE = 20.0, 6.5  # millimetres
BODY, HEAD, SMALL = 11, 20, 9  # points
AMOUNT = 30.0

WordsOf = Callable[[LineShown], str]


def words_of(line: LineShown) -> str:
    """What a line is for when nobody says it better."""
    return line.words or line.code.replace("_", " ").capitalize()


def receipt(of: Receipt, *, name: str, describe: WordsOf = words_of) -> bytes:
    """A receipt for `name`. `describe` says what a line is for. The line on tax relief is there once the body is on
    HMRC's List 3 (rule `payments.tax`), and only where nobody else paid."""
    on = clock.london_day(of.received_at)
    page = _Page(_("Receipt %(number)s") % {"number": of.number})
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
    page = _Page(_("Invoice %(number)s") % {"number": of.number})
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
    page = _Page(_("Statement of payments, tax year %(first)s to %(second)s") % years)
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


class _Page(FPDF):
    """A sheet of A4 on which everything that is said is tagged, in the order in which it is read."""

    def __init__(self, title: str) -> None:
        super().__init__()
        who = body.body()
        self.set_title(title)
        self.set_author(who.name)
        self.set_lang((translation.get_language() or "en").split("-")[0])
        self.set_creation_date(clock.now())
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        for part in ("base", "more"):
            for style, file in (("", "regular"), ("B", "bold")):
                self.add_font(part, style, FACE / f"{part}-{file}.ttf")
        self.set_fallback_fonts(["more"], exact_match=False)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(False)
        self.add_page()
        self._say("/P", who.name, size=BODY, style="B")
        for line in filter(None, (who.address, who.email)):
            self._say("/P", line, size=SMALL)
        self.ln(LINE)
        self._say("/H1", title, size=HEAD, style="B", height=10)
        self.ln(LINE / 2)

    def heading(self, words: str) -> None:
        self.ln(LINE / 2)
        self._say("/H2", words, size=BODY + 2, style="B")

    def facts(self, *pairs: tuple[str, str]) -> None:
        for label, said in pairs:
            self._say("/P", f"{label}: {said}", size=BODY)

    def row(self, words: str, amount: str, *, strong: bool = False) -> None:
        """One line with its amount at the right, read as one."""
        self.set_font("base", "B" if strong else "", BODY)
        width = self.epw - AMOUNT
        height = self._room_for(width, LINE, words)
        with self._tagged("/P"):
            top = self.get_y()
            self.multi_cell(width, LINE, words, align="L", new_x=XPos.RIGHT, new_y=YPos.TOP)
            self.cell(AMOUNT, LINE, amount, align="R")
            self.set_xy(MARGIN, top + height)

    def rule(self) -> None:
        """A thin line above what it all comes to; for the eye alone, so no screen reader meets it."""
        self._out("/Artifact BMC")
        self.line(MARGIN, self.get_y() + 1, self.w - MARGIN, self.get_y() + 1)
        self._out("EMC")
        self.ln(2)

    def paragraphs(self, several: list[str]) -> None:
        self.ln(LINE / 2)
        for words in several:
            self._say("/P", words, size=SMALL, height=5)

    def made(self) -> bytes:
        return bytes(self.output())

    def _say(self, tag: str, words: str, *, size: int, style: str = "", height: float = LINE) -> None:
        self.set_font("base", style, size)
        self._room_for(0, height, words)
        with self._tagged(tag):
            self.multi_cell(0, height, words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _room_for(self, width: float, line: float, words: str) -> float:
        """How high the words are going to stand, on a new sheet where this one has no room for them."""
        height = self.multi_cell(width, line, words, dry_run=True, output="HEIGHT", align="L")
        assert isinstance(height, float)
        if self.get_y() + height > self.h - MARGIN:
            self.add_page()
        return height

    @contextmanager
    def _tagged(self, tag: str) -> Iterator[None]:
        """fpdf2 tags pictures only; what it does for them is done here for text."""
        here: Any = self
        number = here.struct_builder.next_mcid_for_page(self.page)
        here._add_marked_content(struct_type=tag, mcid=number)
        here._out(f"{tag} <</MCID {number}>> BDC")
        yield
        here._out("EMC")
