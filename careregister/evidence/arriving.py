"""What is done to a file before it is kept: measured, scanned, told what it really is, drawn anew."""

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from careregister.base.refusals import NotAllowed
from careregister.outside import pictures, virus_scan

MOST_PAGES = 10
PDF = "PDF"
_MEDIA = {
    pictures.JPEG: "image/jpeg",
    pictures.PNG: "image/png",
    pictures.WEBP: "image/webp",
    pictures.HEIF: "image/heic",
    PDF: "application/pdf",
}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n")
_ALSO_SOMETHING_ELSE = (b"%pdf-", b"<html", b"<script", b"<!doctype", b"<?php", b"<svg")
_LOOKED_AT = 1024  # PDF readers and browsers look this far for the start of what they know


@dataclass(frozen=True, slots=True)
class Ready:
    """One page to be kept, and what it was made from. Sizes in bytes."""

    data: bytes
    media_type: str
    received_type: str
    received_size: int
    received_digest: bytes


def made_ready(files: Sequence[UploadedFile]) -> list[Ready]:
    """Every file as a page to keep. NotAllowed for the first that will not do (`actions.receive` lists the reasons)."""
    if not files:
        raise NotAllowed("file_missing")
    if len(files) > MOST_PAGES:
        raise NotAllowed("too_many_pages")
    for file in files:
        _measure(file)
    for file in files:
        _scan(file)
    kinds = [kind_of(file) for file in files]
    made: list[Ready] = []
    left = MOST_PAGES
    for at, (file, kind) in enumerate(zip(files, kinds, strict=True), 1):
        one, pages = _made(file, kind, left - (len(files) - at))
        left -= pages
        made.append(one)
    return made


def kind_of(file: UploadedFile | BinaryIO) -> str:
    """What the file is by its content, whatever it is called. NotAllowed: file_program, file_kind."""
    file.seek(0)
    start = file.read(_LOOKED_AT)
    if start.startswith(_PROGRAMS):
        raise NotAllowed("file_program")
    kind = _kind(start)
    if not kind:
        raise NotAllowed("file_kind")
    rest = start[5:] if kind == PDF else start
    if any(mark in rest.lower() for mark in _ALSO_SOMETHING_ELSE) or _is_archive(file):
        raise NotAllowed("file_program")
    return kind


def digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def received_digest(file: UploadedFile) -> bytes:
    """Of the file as it arrived."""
    raw = _raw(file)
    raw.seek(0)
    return hashlib.file_digest(raw, "sha256").digest()


def _measure(file: UploadedFile) -> None:
    if getattr(file, "too_big", False) or (file.size or 0) > settings.UPLOAD_MOST_BYTES:
        raise NotAllowed("file_too_big")
    if not file.size:
        raise NotAllowed("file_missing")


def _scan(file: UploadedFile) -> None:
    try:
        found = virus_scan.found_in(_raw(file))
    except virus_scan.Unavailable as problem:
        raise NotAllowed("scanner_down") from problem
    if found:
        raise NotAllowed("virus_found")


def _made(file: UploadedFile, kind: str, most_pages: int) -> tuple[Ready, int]:
    raw = _raw(file)
    received = received_digest(file)
    if kind == PDF:
        from careregister.outside import pdfs  # the library for them is large

        data, pages = pdfs.built_anew(raw, most_pages=most_pages)
    else:
        data, pages = pictures.drawn_anew(raw, kind), 1
    media = _MEDIA[PDF] if kind == PDF else _MEDIA[pictures.JPEG]
    return Ready(data, media, _MEDIA[kind], file.size or 0, received), pages


def _raw(file: UploadedFile) -> Any:
    """The open file below Django's own; never None while a request lasts."""
    return file.file


def _kind(start: bytes) -> str:
    if start.startswith(b"\xff\xd8\xff"):
        return pictures.JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return pictures.PNG
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return pictures.WEBP
    if start[4:8] == b"ftyp" and start[8:12] in _HEIF_BRANDS:
        return pictures.HEIF
    return PDF if start.startswith(b"%PDF-") else ""


def _is_archive(file: UploadedFile | BinaryIO) -> bool:
    """A ZIP may have anything before it: a picture or a PDF that is one as well is a trick."""
    file.seek(0)
    found = zipfile.is_zipfile(getattr(file, "file", file))
    file.seek(0)
    return found
