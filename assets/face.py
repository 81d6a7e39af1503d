"""Cuts Atkinson Hyperlegible Next down to the letters of the names we print. Run by bin/build-assets.

Two files: `base` has English and Western European letters and those of Yoruba and Igbo, `more` the rest of Latin
(Polish, Romanian, Lithuanian...). The published face has no letters with a dot below; Yoruba and Igbo names need them,
so they are composed here from the letter and the full stop, which the licence allows.
"""

import copy
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import instancer

HERE = Path(__file__).parent
PACKAGE = HERE / "node_modules/@fontsource-variable/atkinson-hyperlegible-next"
OUT = HERE.parent / "careregister/web/parts/static/parts/face"
PAPER = HERE.parent / "careregister/payments/face"
BASE = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    0x300,
    0x301,
    0x304,
    0x2010,
    0x2011,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x2022,
    0x2026,
    0x20AC,
    0x2212,
]
DOTTED = {
    "E": 0x1EB8,
    "e": 0x1EB9,
    "I": 0x1ECA,
    "i": 0x1ECB,
    "O": 0x1ECC,
    "o": 0x1ECD,
    "S": 0x1E62,
    "s": 0x1E63,
    "U": 0x1EE4,
    "u": 0x1EE5,
}
GAP = 70  # between the letter and its dot, in thousandths of the size
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    base = cut("latin", BASE)
    dot_below(base)
    more = cut("latin-ext", None)
    save(base, "base")
    save(more, "more")
    for font, name in ((base, "base"), (more, "more")):
        save_for_paper(font, name)
    (OUT / "OFL.txt").write_bytes((PACKAGE / "LICENSE").read_bytes())
    ranges = f"// Written by face.py.\n$base: {spelled(base)};\n$more: {spelled(more)};\n"
    (HERE / "sass/_ranges.scss").write_text(ranges, encoding="utf-8")


def cut(name: str, letters: list[int] | None) -> TTFont:
    font = TTFont(PACKAGE / f"files/atkinson-hyperlegible-next-{name}-wght-normal.woff2", recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters or [code for code in font.getBestCmap() if code >= 0x100])
    cutter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)})


def dot_below(font: TTFont) -> None:
    """Adds the letters of DOTTED, each a composite that grows bolder with its parts, and lets accents sit on them."""
    bold = instancer.instantiateVariableFont(copy.deepcopy(font), {"wght": 700})
    names = font.getBestCmap()
    del font["HVAR"]  # has no rows for the new letters; the widths are in gvar as well
    for letter, code in DOTTED.items():
        letter_name, name = names[ord(letter)], f"uni{code:04X}"
        x, y = _place(font, letter_name)
        bold_x, bold_y = _place(bold, letter_name)
        wider = bold["hmtx"][letter_name][0] - font["hmtx"][letter_name][0]
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.components = [_part(letter_name, 0, 0, 0x200), _part("period", x, y, 0)]
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"].glyphs[name] = glyph
        font["glyf"].glyphOrder = font.getGlyphOrder()
        font["hmtx"].metrics[name] = font["hmtx"][letter_name]
        moves = [(0, 0), (bold_x - x, bold_y - y), (0, 0), (wider, 0), (0, 0), (0, 0)]
        font["gvar"].variations[name] = [TupleVariation({"wght": (0, 1, 1)}, moves)]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
        _accents_as_on(font, letter_name, name)


def _place(font: TTFont, letter: str) -> tuple[int, int]:
    shape, dot = font["glyf"][letter], font["glyf"]["period"]
    return round((shape.xMin + shape.xMax - dot.xMin - dot.xMax) / 2), -(dot.yMax + GAP)


def _part(name: str, x: int, y: int, flags: int) -> GlyphComponent:
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, x, y, flags | 0x4
    return part


def _accents_as_on(font: TTFont, letter: str, name: str) -> None:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in (getattr(each, "ExtSubTable", each) for each in lookup.SubTable):
            if table.LookupType == 4 and letter in table.BaseCoverage.glyphs:
                record = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(letter)]
                table.BaseCoverage.glyphs.append(name)
                table.BaseArray.BaseRecord.append(copy.deepcopy(record))
                table.BaseArray.BaseCount = len(table.BaseArray.BaseRecord)


def save(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.save(OUT / f"atkinson-next-{name}.woff2")


def save_for_paper(font: TTFont, name: str) -> None:
    """Two weights of it for receipts, which are made where no woff2 is read."""
    for weight, called in ((400, "regular"), (700, "bold")):
        cut_out = instancer.instantiateVariableFont(copy.deepcopy(font), {"wght": weight})
        cut_out.flavor = None
        cut_out.save(PAPER / f"{name}-{called}.ttf")


def spelled(font: TTFont) -> str:
    codes = sorted(font.getBestCmap())
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


if __name__ == "__main__":
    main()
