"""The sheet that receipts are written on: A4, tagged, titled and in a language, so that a screen reader reads it in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import translation
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.prefs import ViewerPreferences

from careregister.base import body, clock

FACE = Path(__file__).parent / "face"
MARGIN, LINE = 20.0, 6.5  # millimetres
BODY, HEAD, SMALL = 11, 20, 9  # points
AMOUNT = 30.0


class Paper(FPDF):
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
