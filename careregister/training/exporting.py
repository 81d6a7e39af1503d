"""What the room gives out to the person it is about."""

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, Show, Table, about

from .models import Award

TABLES = (
    Table(
        "training.Award",
        _("Training"),
        about(Award, "finished_on"),
        {
            "topic": Show(_("Topic")),
            "title": Show(_("Course")),
            "provider": Show(_("Taught by")),
            "finished_on": Show(_("Finished")),
            "assurance": Show(_("How sure we are")),
            "claimed_at": Show(_("Told to us")),
            "assured_at": Show(_("As sure since")),
            "documents": Show(_("Papers that prove it"), lambda row: len(row.documents)),
        },
        {"person": IDS},
    ),
)
