"""What is not taken in, and what is left of what is."""

import socket
import struct
import threading
import zipfile
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from careregister.base.refusals import NotAllowed
from careregister.evidence import arriving
from careregister.evidence.tests import papers
from careregister.evidence.tests.papers import file, picture
from careregister.outside import pdfs, virus_scan
from tools.clamav import EICAR


def refusal(*data: bytes) -> str:
    with pytest.raises(NotAllowed) as refused:
        arriving.made_ready([file(each) for each in data])
    return refused.value.reason


def ready(data: bytes) -> arriving.Ready:
    [one] = arriving.made_ready([file(data)])
    return one


def drawn(data: bytes) -> Image.Image:
    made = Image.open(BytesIO(ready(data).data))
    made.load()
    return made


def is_blue(made: Image.Image, at: tuple[int, int]) -> bool:
    red, blue = (made.convert("RGB").getchannel(name).getpixel(at) for name in "RB")
    return blue > 200 > red  # type: ignore[operator]


def with_archive(data: bytes) -> bytes:
    inside = BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("evil.js", "evil()")
    return data + inside.getvalue()


@pytest.mark.parametrize("carrier", [b"", picture(), papers.saved(papers.pdf())], ids=["alone", "picture", "pdf"])
def test_a_virus_is_found_by_a_real_scanner_wherever_it_lies(scanner, carrier):
    assert refusal(carrier + EICAR) == "virus_found"


def test_a_virus_in_one_file_of_several_stops_them_all(scanner):
    assert refusal(picture(), EICAR, picture()) == "virus_found"


def test_a_scanner_that_is_away_lets_nothing_in(settings, tmp_path):
    settings.CLAMAV = f"unix://{tmp_path}/nobody"
    assert refusal(picture()) == "scanner_down"
    settings.CLAMAV = "tcp://127.0.0.1:1"
    assert refusal(picture()) == "scanner_down"


@pytest.mark.parametrize(
    "answer", [None, b"", b"what?\n", b"stream: something ERROR\n"], ids=["silent", "hangs up", "odd", "error"]
)
def test_a_scanner_that_does_not_answer_well_lets_nothing_in(settings, monkeypatch, answer):
    monkeypatch.setattr(virus_scan, "SILENCE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def serve() -> None:
            line, _ = server.accept()
            with line:
                if answer is None:
                    over.wait(5)
                else:
                    line.recv(4096)
                    line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        settings.CLAMAV = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        assert refusal(picture()) == "scanner_down"
        over.set()
        thread.join()


def test_a_large_file_goes_to_the_scanner_whole(scanner):
    assert virus_scan.found_in(BytesIO(bytes(3_000_000) + EICAR)).startswith("Tests.Eicar")
    assert virus_scan.found_in(BytesIO(bytes(3_000_000))) == ""


def test_nothing_and_too_much(settings):
    assert refusal() == "file_missing"
    assert refusal(b"") == "file_missing"
    assert refusal(*[picture()] * 11) == "too_many_pages"
    settings.UPLOAD_MOST_BYTES = 1000
    assert refusal(picture() + bytes(1000)) == "file_too_big"


@pytest.mark.parametrize(
    "data", [b"MZ\x90\0" + bytes(200), b"\x7fELF" + bytes(99), b"#!/bin/sh\nrm -rf /", b"MZ%PDF-1.4\n"]
)
def test_a_program_is_told_by_its_start_whatever_it_is_called(data):
    assert refusal(data) == "file_program"


@pytest.mark.parametrize(
    "data",
    [
        with_archive(picture()),
        with_archive(papers.saved(papers.pdf())),
        b"%PDF-1.4\n<script>alert(1)</script>" + papers.saved(papers.pdf()),
        picture()[:2] + b"\xff\xfe\x00\x0a%PDF-1.4" + picture()[2:],
    ],
    ids=["picture and archive", "pdf and archive", "pdf and page", "picture and pdf"],
)
def test_a_file_that_is_two_things_is_refused(data):
    assert refusal(data) == "file_program"


@pytest.mark.parametrize(
    "data", [b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(50), b"PK\3\4", b"junk %PDF-1.4"]
)
def test_other_kinds_are_refused_by_their_content(data):
    assert refusal(data) == "file_kind"


def test_a_picture_that_would_fill_the_memory_is_not_opened():
    assert refusal(papers.bomb()) == "picture_bomb"
    assert refusal(papers.bomb(9000, 8000)) == "picture_bomb"
    assert refusal(papers.heic_bomb()) in {"picture_bomb", "picture_broken"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_broken_picture_is_refused(kind):
    whole = picture(kind, (400, 300))
    assert refusal(whole[: len(whole) // 2]) == "picture_broken"
    assert refusal(whole[:20] + bytes(500)) == "picture_broken"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_is_drawn_anew_and_its_notes_are_gone(kind):
    one = ready(picture(kind))
    assert one.data.startswith(b"\xff\xd8\xff")
    assert papers.PLACE.encode() not in one.data
    made = Image.open(BytesIO(one.data))
    assert (made.format, made.size, dict(made.getexif())) == ("JPEG", (60, 40), {})
    assert is_blue(made, (3, 3))
    assert one.media_type == "image/jpeg"


def test_a_picture_taken_sideways_stands_upright():
    made = drawn(picture(orientation=6))
    assert made.size == (40, 60)
    assert is_blue(made, (37, 3))


def test_a_large_picture_becomes_one_that_a_page_can_show():
    assert max(drawn(picture(size=(5000, 3000))).size) == 2400


def test_what_can_be_seen_through_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert drawn(out.getvalue()).convert("RGB").getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_notes_that_cannot_be_read_make_a_picture_no_worse():
    whole = picture()
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 9) + b"\xff" * 40
    block = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    assert drawn(whole[:2] + block + whole[2:]).size == (60, 40)


def test_a_pdf_that_acts_is_built_anew_of_its_page_alone():
    one = ready(papers.trap())
    for word in (b"JavaScript", b"Launch", b"cmd.exe", b"evil", b"OpenAction", b"XFA", b"AcroForm", b"app.alert"):
        assert word not in uncompressed(one.data), word
    with pikepdf.open(BytesIO(one.data)) as made:
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        assert "/Annots" not in made.pages[0].obj
    assert b"20 20 100 100 re f" in uncompressed(one.data)
    assert one.media_type == "application/pdf"


def test_what_was_written_into_a_form_can_still_be_read():
    made = papers.pdf()
    seen = made.make_stream(
        b"0 g 1 1 8 8 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 50, 50]
    )
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String("a"),
        V=pikepdf.String("Ada"), Rect=[0, 0, 50, 50], AP=pikepdf.Dictionary(N=seen), F=4,
    )  # fmt: skip
    field = made.make_indirect(field)
    made.pages[0].obj.Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    assert b"1 1 8 8 re f" in uncompressed(ready(papers.saved(made)).data)


def test_a_locked_pdf_is_refused_and_one_that_opens_for_everybody_is_not():
    locked = papers.saved(papers.pdf(), encryption=pikepdf.Encryption(owner="o", user="u"))
    assert refusal(locked) == "pdf_locked"
    open_to_all = papers.saved(papers.pdf(), encryption=pikepdf.Encryption(owner="o", user=""))
    with pikepdf.open(BytesIO(ready(open_to_all).data)) as made:
        assert not made.is_encrypted


def test_a_broken_pdf_and_one_made_by_a_program_are_refused():
    assert refusal(b"%PDF-1.7\n" + bytes(500)) == "pdf_broken"
    dynamic = papers.pdf()
    dynamic.Root.NeedsRendering = True
    assert refusal(papers.saved(dynamic)) == "pdf_unsafe"


def test_pages_of_pdfs_count(monkeypatch):
    assert refusal(papers.saved(papers.pdf(11))) == "too_many_pages"
    assert refusal(papers.saved(papers.pdf(5)), papers.saved(papers.pdf(5)), picture()) == "too_many_pages"
    assert len(arriving.made_ready([file(papers.saved(papers.pdf(9))), file(picture())])) == 2


def test_what_could_not_be_made_harmless_is_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "_clean", lambda pdf: None)
    assert refusal(papers.trap()) == "pdf_unsafe"


def uncompressed(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as made:
        return papers.saved(
            made,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
