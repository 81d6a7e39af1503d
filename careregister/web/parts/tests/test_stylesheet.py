"""The built stylesheet, as it is sent: small, ours, and readable in every mode."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[4] / "assets"
STATIC = Path(__file__).parents[1] / "static/parts"
CSS = (STATIC / "parts.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for words, 1.4.11 for shapes and edges

ON = {
    "paper": [
        "ink",
        "soft-ink",
        "link",
        "link-strong",
        "visited",
        "error",
        "registered",
        "restricted",
        "unregistered",
        "notice",
    ],
    "warm": ["ink", "soft-ink", "link", "link-strong", "visited", "error"],
    "quiet": ["ink"],
    "registered-tint": ["registered", "ink"],
    "restricted-tint": ["restricted", "ink"],
    "unregistered-tint": ["unregistered", "ink"],
    "notice-tint": ["notice", "ink"],
    "focus": ["focus-ink"],
    "act": ["act-ink"],
    "act-strong": ["act-ink"],
    "error": ["error-act-ink"],
    "brand": ["brand-ink"],
}
EDGES = {"paper": ["field-line", "act", "brand", *(f"series-{n}" for n in range(1, 6))], "warm": ["field-line"]}


def test_nothing_of_the_government_is_in_it():
    for word in ("gds transport", "crown", "crest", "govuk-header", "govuk-footer"):
        assert word not in CSS.lower()


def test_nothing_is_fetched_from_elsewhere_or_held_inside():
    assert re.findall(r"url\(([^)]*)\)", CSS)
    assert "//" not in "".join(re.findall(r"url\(([^)]*)\)", CSS))
    assert "data:" not in CSS
    assert "@import" not in CSS


def test_it_was_built_from_what_lies_in_assets():
    sources = [*sorted((ASSETS / "sass").glob("*.scss")), ASSETS / "package-lock.json", ASSETS / "face.py"]
    found = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    assert found == (ASSETS / "built-from.txt").read_text(encoding="utf-8").strip(), "run bin/build-assets"


def test_the_lock_names_no_addresses_of_packages():
    lock = (ASSETS / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def test_it_stays_small():
    assert len(gzip.compress(CSS.encode(), 9)) < 18_000


def test_the_typeface_stays_small_and_keeps_its_licence():
    assert sum(path.stat().st_size for path in (STATIC / "face").glob("*.woff2")) < 40_000
    assert "SIL OPEN FONT LICENSE" in (STATIC / "face/OFL.txt").read_text(encoding="utf-8").upper()


def test_no_two_subsets_are_fetched_for_plain_english():
    base, more = re.findall(r"unicode-range:([^}]*)", CSS)
    assert "U+20-7E" in base
    assert "U+20" not in [part.split("-")[0] for part in more.replace(" ", "").split(",")]


def test_the_script_stays_small():
    assert (STATIC / "parts.js").stat().st_size < 2_000


@pytest.mark.parametrize("mode", ["light", "dark", "more light", "more dark"])
def test_words_can_be_read_in_every_mode(mode):
    colours = _palette(mode)
    weak = [
        (ink, paper, round(ratio, 2))
        for paper, inks in ON.items()
        for ink in inks
        if (ratio := _ratio(colours[ink], colours[paper])) < TEXT
    ]
    assert not weak


@pytest.mark.parametrize("mode", ["light", "dark", "more light", "more dark"])
def test_shapes_and_edges_stand_out_in_every_mode(mode):
    colours = _palette(mode)
    weak = [
        (edge, paper)
        for paper, edges in EDGES.items()
        for edge in edges
        if _ratio(colours[edge], colours[paper]) < SHAPE
    ]
    assert not weak


def _palette(mode: str) -> dict[str, str]:
    blocks = {"light": r"(?<!\{):root\{(--cr-[^}]*)\}"}
    blocks["more light"] = r"@media screen and \(prefers-contrast: ?more\)\{:root\{([^}]*)\}"
    blocks["dark"] = r"@media screen and \(prefers-color-scheme: ?dark\)\{:root\{([^}]*)\}"
    blocks["more dark"] = (
        r"@media screen and \(prefers-color-scheme: ?dark\)and \(prefers-contrast: ?more\)\{:root\{([^}]*)\}"
    )
    order = {"light": ["light"], "more light": ["light", "more light"], "dark": ["light", "dark"]}
    colours: dict[str, str] = {}
    for name in order.get(mode, ["light", "more light", "dark", "more dark"]):
        found = re.search(blocks[name], CSS.replace(") and (", ")and ("))
        assert found, f"no colours for {name}"
        colours |= dict(re.findall(r"--cr-([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", found[1]))
    return colours


def _ratio(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_fields_grow_with_the_text_in_them():
    heights = re.findall(r"\.govuk-(?:input|select)[^{}]*\{(?:[^{}]*;)?height:([^;}]+)", CSS)
    assert heights
    assert [one for one in heights if one.endswith("px")] == []
