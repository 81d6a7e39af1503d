"""Files as cameras, scanners and chance make them: each is drawn, or refused by a name we know. Nothing else happens."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from careregister.base.refusals import NotAllowed
from careregister.evidence import arriving
from careregister.evidence.tests import papers
from careregister.outside import pictures

NAMED = {"file_kind", "file_program", "picture_bomb", "picture_broken", "pdf_broken", "pdf_locked", "pdf_unsafe"}
WHOLE = {
    **{kind: papers.picture(kind, (90, 60)) for kind in ("JPEG", "PNG", "WEBP", "HEIF")},
    "PDF": papers.trap(),
}


def saved(made: Image.Image, kind: str, **how) -> bytes:
    out = BytesIO()
    made.save(out, kind, **how)
    return out.getvalue()


@given(kind=st.sampled_from(sorted(WHOLE)), changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12), cut=st.floats(0.3, 1))  # fmt: skip
@settings(max_examples=150)
def test_a_damaged_file_is_drawn_or_refused_by_name(kind, changes, cut):
    data = bytearray(WHOLE[kind])
    for where, value in changes:
        data[int(where * (len(data) - 1))] = value
    data = data[: max(12, int(len(data) * cut))]
    refused, made = "", b""
    try:
        made = arriving.made_ready([papers.file(bytes(data))])[0].data
    except NotAllowed as refusal:
        refused = refusal.reason
    assert refused in NAMED or made.startswith((b"\xff\xd8\xff", b"%PDF-"))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("two pictures in one, as telephones take them", saved(Image.new("RGB", (40, 30)), "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])),
        ("for printers", saved(Image.new("CMYK", (40, 30)), "JPEG")),
        ("grey", saved(Image.new("L", (40, 30)), "JPEG")),
        ("16 bits", saved(Image.new("I;16", (40, 30)), "PNG")),
        ("black and white", saved(Image.new("1", (40, 30)), "PNG")),
        ("palette", saved(Image.new("P", (40, 30)), "PNG", transparency=0)),
        ("moving", saved(Image.new("RGB", (40, 30)), "WEBP", save_all=True, append_images=[Image.new("RGB", (40, 30), "red")])),
        ("grey with holes", saved(Image.new("LA", (40, 30)), "PNG")),
    ],
)  # fmt: skip
def test_a_whole_picture_of_an_odd_kind_is_drawn(kind, data):
    [made] = arriving.made_ready([papers.file(data)])
    assert Image.open(BytesIO(made.data)).size == (40, 30)


def test_the_largest_picture_that_is_taken_is_small_when_it_is_kept():
    side = int(pictures.MOST_PIXELS**0.5)
    [made] = arriving.made_ready([papers.file(saved(Image.new("RGB", (side, side)), "JPEG"))])
    assert max(Image.open(BytesIO(made.data)).size) == pictures.LONGEST_SIDE
