"""Cuts Atkinson Hyperlegible Next down to the letters of the names we print. Run by bin/build-assets.

Two files: `base` has English and Western European letters, `more` the rest of Latin (Polish, Romanian, Yoruba, Igbo...).
The published face has no letters with a dot below; Yoruba and Igbo names need them, so they are composed here from the
letter and the full stop, which the licence allows.
"""

import copy
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.varLib import instancer

HERE = Path(__file__).parent
PACKAGE = HERE / "node_modules/@fontsource-variable/atkinson-hyperlegible-next"
OUT = HERE.parent / "careregister/web/parts/static/parts/face"
BASE = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC, 0x2212]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    base = cut("latin", BASE)
    more = cut("latin-ext", None)
    save(base, "base")
    save(more, "more")
    (OUT / "OFL.txt").write_bytes((PACKAGE / "LICENSE").read_bytes())
    ranges = f"// Written by face.py.\n$base: {spelled(base)};\n$more: {spelled(more)};\n"
    (HERE / "sass/_ranges.scss").write_text(ranges, encoding="utf-8")


def cut(name: str, letters: list[int] | None) -> TTFont:
    font = TTFont(PACKAGE / f"files/atkinson-hyperlegible-next-{name}-wght-normal.woff2")
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters or [code for code in font.getBestCmap() if code >= 0x100])
    cutter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)})


def save(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.save(OUT / f"atkinson-next-{name}.woff2")


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
