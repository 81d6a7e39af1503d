"""What the room itself gives out to the person it is about."""

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, MADE, NOBODY, STAFF, Show, Table, about, nothing

from .models import Copy, DataRequest
from .names import KIND_NAMES

TABLES = (
    Table(
        "privacy.DataRequest",
        _("What you asked about your data"),
        about(DataRequest, "received_at"),
        {
            "kind": Show(_("What"), lambda row: KIND_NAMES[row.kind]),
            "words": Show(_("In your words"), lambda row: row.opened("words")),
            "state": Show(_("How it stands")),
            "received_at": Show(_("Received")),
            "answer_by": Show(_("To be answered by")),
            "answer": Show(_("Our answer"), lambda row: row.opened("answer")),
            "answered_role": Show(_("Answered by")),
        },
        {"person": IDS, "answered_person": STAFF, "answered_account": STAFF, "first_answered_person": STAFF},
    ),
    Table(
        "privacy.Copy",
        _("Copies you made"),
        about(Copy, "asked_at"),
        {"asked_at": Show(_("Asked")), "made_at": Show(_("Made")), "fetched_at": Show(_("Fetched"))},
        {"person": IDS},
    ),
    Table("privacy.Piece", _("The file itself"), nothing, {}, {"sealed": MADE}),
    Table("privacy.Destruction", _("Receipts of what was destroyed"), nothing, {}, {"ids": NOBODY}),
    # Two rooms that hold nothing of which one could say whose it is.
    Table("base.Counter", _("Counts that slow down guessing"), nothing, {}, {"key": NOBODY}),
    Table(
        "organisations.Location",
        _("Places of care, as published by their regulator"),
        nothing,
        {},
        {"name": NOBODY, "provider_name": NOBODY, "phone": NOBODY, "folded": NOBODY},
    ),
)
