"""PDFs, built anew of their pages alone: no scripts, nothing that opens, starts or sends, no files inside, no forms."""

from io import BytesIO
from typing import Any, BinaryIO

import pikepdf

from careregister.base.refusals import NotAllowed

# All that a page needs to be seen. Everything else of it is left behind: notes, links, actions, thumbnails, metadata.
_OF_A_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate",
    "/Contents", "/Group", "/UserUnit",
}  # fmt: skip
# What can lie anywhere below a page and does or fetches something.
_NEVER = (
    "/JS", "/JavaScript", "/AA", "/OpenAction", "/A", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF",
    "/AcroForm", "/XFA", "/Annots", "/RichMedia", "/Metadata", "/PieceInfo", "/OPI", "/Ref", "/URI",
)  # fmt: skip
_ACTIONS = {
    "/Launch", "/JavaScript", "/URI", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
    "/Movie", "/Sound", "/Named", "/Thread", "/Hide", "/RichMediaExecute",
}  # fmt: skip
_DEEPEST = 60


def built_anew(file: BinaryIO, *, most_pages: int) -> tuple[bytes, int]:
    """The PDF's pages as a new PDF, and how many there are. What was filled into forms is drawn onto the page.

    NotAllowed: pdf_locked (a password is needed), pdf_broken, pdf_unsafe (it could not be made harmless),
    too_many_pages.
    """
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True, attempt_recovery=True) as old:
            return _built(old, most_pages)
    except pikepdf.PasswordError as problem:
        raise NotAllowed("pdf_locked") from problem
    except NotAllowed:
        raise
    except Exception as problem:
        raise NotAllowed("pdf_broken") from problem


def _built(old: pikepdf.Pdf, most_pages: int) -> tuple[bytes, int]:
    count = len(old.pages)
    if count == 0:
        raise NotAllowed("pdf_broken")
    if count > most_pages:
        raise NotAllowed("too_many_pages")
    if old.Root.get("/NeedsRendering"):  # its pages are made by a program when it is opened
        raise NotAllowed("pdf_unsafe")
    _draw_forms_onto_pages(old)
    new = pikepdf.new()
    for page in old.pages:
        for name in set(page.obj.keys()) - _OF_A_PAGE:
            del page.obj[name]
        new.pages.append(page)
    _clean(new)
    out = BytesIO()
    new.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    data = out.getvalue()
    if not _is_harmless(data):
        raise NotAllowed("pdf_unsafe")
    return data, count


def _draw_forms_onto_pages(pdf: pikepdf.Pdf) -> None:
    if "/AcroForm" in pdf.Root:
        if "/XFA" in pdf.Root.AcroForm:
            del pdf.Root.AcroForm["/XFA"]
        if pdf.Root.AcroForm.get("/NeedAppearances"):  # else what it shows is there already
            pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _clean(pdf: pikepdf.Pdf) -> None:
    for name in set(pdf.Root.keys()) - {"/Type", "/Pages"}:
        del pdf.Root[name]
    for thing in pdf.objects:
        _clean_one(thing, 0)


def _clean_one(thing: Any, depth: int) -> None:
    """Take out of a dictionary, and of what lies directly in it, whatever acts. Indirect objects have their own turn."""
    if depth > _DEEPEST:
        raise NotAllowed("pdf_unsafe")
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for name in list(thing.keys()) if _is_action(thing) else _acting(thing):
            del thing[name]
        for name in list(thing.keys()):
            if name != "/Length" and not _is_indirect(thing.get(name)):
                _clean_one(thing.get(name), depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            if not _is_indirect(each):
                _clean_one(each, depth + 1)


def _acting(thing: Any) -> list[str]:
    names = [name for name in _NEVER if name in thing]
    if isinstance(thing, pikepdf.Stream):
        names += [
            name for name in ("/F", "/FFilter", "/FDecodeParms") if name in thing
        ]  # its bytes lie in another file
    return names


def _is_action(thing: Any) -> bool:
    said = thing.get("/S")
    return isinstance(thing, pikepdf.Dictionary) and isinstance(said, pikepdf.Name) and str(said) in _ACTIONS


def _is_harmless(data: bytes) -> bool:
    """Look at what was made as a stranger would."""
    with pikepdf.open(BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
        if set(pdf.Root.keys()) - {"/Type", "/Pages"} or pdf.is_encrypted:
            return False
        for thing in pdf.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                if (
                    _acting(thing)
                    or _is_action(thing)
                    or thing.get("/Type") in {"/Action", "/Annot", "/EmbeddedFile", "/Filespec"}
                ):
                    return False
                if thing.get("/Subtype") == "/PS":  # a program for printers
                    return False
    return True


def _is_indirect(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect
