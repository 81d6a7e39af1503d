"""Refusals of documents."""

from django.utils.translation import gettext_lazy as _

from .said import ASK, Said

_AGAIN_AS_PHOTO = _("Take a photo of it, or a screenshot, and send that instead.")

WORDS = {
    "file_missing": Said(_("Choose a file"), _("Nothing arrived, or the file was empty. Choose it again.")),
    "file_too_big": Said(
        _("This file is too big"),
        _("It can be at most 20 MB. Send a photo of it, or a copy at a lower quality. Nothing else is lost."),
    ),
    "file_kind": Said(_("We cannot use this kind of file"), _("Send a photo (JPEG, PNG, HEIC or WebP) or a PDF.")),
    "file_program": Said(
        _("This file has a program inside"), _("We do not take those. Send a photo of the paper instead.")
    ),
    "picture_bomb": Said(
        _("This picture is too large to open"),
        _("Take it again with your phone’s usual camera setting, and send that."),
    ),
    "picture_broken": Said(_("We could not open this picture"), _("It may be damaged. Take it again, and send that.")),
    "pdf_broken": Said(_("We could not open this PDF"), _AGAIN_AS_PHOTO),
    "pdf_locked": Said(
        _("This PDF needs a password"), _("Send a copy without a password. Or take a screenshot of it, and send that.")
    ),
    "pdf_unsafe": Said(_("This PDF has parts that we cannot make safe"), _AGAIN_AS_PHOTO),
    "virus_found": Said(
        _("Our virus scanner stopped this file"),
        _("Nothing of it was kept. Check your phone or computer for viruses. Then take a photo of the paper instead."),
    ),
    "scanner_down": Said(
        _("We cannot check files just now"), _("Your other answers are saved. Try again in a few minutes.")
    ),
    "too_many_pages": Said(_("These are too many pages"), _("Send at most 10 pages, only those that matter.")),
    "not_your_document": Said(_("There is no such document here"), _("It may belong to somebody else, or be gone.")),
    "document_destroyed": Said(
        _("This document was destroyed"), _("We keep documents only as long as we need them. It cannot be shown again.")
    ),
    "document_lodged": Said(
        _("You have sent us this document"), _("It is part of your file now. Write to us if it should not be there.")
    ),
    "file_damaged": Said(_("We cannot open this document"), ASK),
}
