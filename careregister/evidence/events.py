"""What can happen to a document."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "evidence.received": _("A document was received"),
    "evidence.lodged": _("A document became part of the file"),
    "evidence.looked_at": _("Looked at a document"),
    "evidence.keep_until_set": _("Said until when a document is kept"),
    "evidence.destroyed": _("A document was destroyed"),
    "evidence.seals_rotated": _("Sealed documents with a new key"),
}
