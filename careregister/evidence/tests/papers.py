"""Files that people send, and files that nobody should."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image

from careregister.base.actors import Actor, Because, Kind
from careregister.evidence import actions
from careregister.evidence.models import Document, Page
from careregister.people.tests import world

WHY = Because("test")
PLACE = "51.5007 N, 0.1246 W"  # what must not be left in a picture


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), orientation: int = 1, colour: str = "red") -> bytes:
    """A picture with notes in it; its upper left corner is blue."""
    made = Image.new("RGB", size, colour)
    made.paste("blue", (0, 0, size[0] // 4, size[1] // 4))
    out = BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(made).save(out, quality=90)
        return out.getvalue()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE
    made.save(out, kind, exif=exif, quality=95)
    return out.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of few bytes that says it has this many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def heic_bomb() -> bytes:
    """A HEIC that says it has 60 000 pixels each way, wherever it says a size."""
    small = picture("HEIF", (64, 64))
    said = small.replace(
        b"ispe\0\0\0\0" + struct.pack(">II", 64, 64), b"ispe\0\0\0\0" + struct.pack(">II", 60_000, 60_000)
    )
    assert said != small
    return said


def pdf(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 300))
        made.pages[-1].obj.Contents = made.make_stream(b"1 0 0 rg 20 20 100 100 re f")
    return made


def saved(made: pikepdf.Pdf, **how) -> bytes:
    out = BytesIO()
    made.save(out, **how)
    return out.getvalue()


def trap() -> bytes:
    """A PDF with everything that acts: on opening, on a page, in a link, in a form, in files, under odd names."""
    made = pdf()
    name, text = pikepdf.Name, pikepdf.String
    launch = pikepdf.Dictionary(Type=name.Action, S=name.Launch, F=text("cmd.exe"))
    script = pikepdf.Dictionary(S=name.JavaScript, JS=text("app.alert(1)"))
    page = made.pages[0].obj
    made.Root.OpenAction = made.make_indirect(launch)
    made.Root.AA = pikepdf.Dictionary(WC=script)
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[text("x"), script]))
    page.AA = pikepdf.Dictionary(O=script)
    link = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 200, 300], A=launch)
    page.Annots = made.make_indirect(pikepdf.Array([link]))
    field = pikepdf.Dictionary(
        Type=name.Annot,
        Subtype=name.Widget,
        FT=name.Tx,
        T=text("a"),
        V=text("b"),
        Rect=[0, 0, 50, 50],
        AA=pikepdf.Dictionary(K=script),
    )
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(field)], XFA=made.make_stream(b"<xdp/>"))
    page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(Odd=made.make_indirect(launch)))
    made.attachments["evil.exe"] = b"MZ evil"
    return saved(made)


def file(data: bytes, name: str = "paper.jpg") -> UploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def given(person_id: UUID | None = None, purpose: str = "training", data: bytes = b"", name: str = "card.jpg") -> UUID:
    """A document that its owner gave."""
    whose = person_id or world.person().pk
    by = Actor(kind=Kind.PERSON, person_id=whose)
    return actions.receive(whose, purpose, [file(data or picture(), name)], by=by, because=WHY)


def owner(document_id: UUID) -> Actor:
    return Actor(kind=Kind.PERSON, person_id=Document.objects.get(pk=document_id).person_id)


def pages(document_id: UUID) -> list[Page]:
    return list(Page.objects.filter(document=document_id).order_by("number"))


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
