"""Whether an application was compared since its person last told us who they are. History is what knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from careregister.history.models import Entry

from .. import states
from ..models import Application, InformationRequest

COMPARED = "applications.compared"
_WHO_THEY_ARE = "about_you"


def compared(application_id: UUID) -> bool:
    """False until the job has looked. What was never sent is not compared."""
    sent = Application.objects.filter(pk=application_id, sent_at__isnull=False)
    return _when(sent).filter(compared_at__isnull=False, told_more=False).exists()


def due() -> QuerySet[Application]:
    """Open applications that were compared with nobody yet, the oldest first."""
    sent = Application.objects.filter(state__in=states.OPEN, sent_at__isnull=False)
    return _when(sent).filter(Q(compared_at=None) | Q(told_more=True)).order_by("sent_at", "id")


def _when(applications: QuerySet[Application]) -> QuerySet[Any]:
    """With when each was compared last, and whether the person said more of who they are since."""
    entries = Entry.objects.filter(
        subject_kind=Application._meta.label_lower, subject_id=OuterRef("pk"), what=COMPARED
    ).order_by("-sequence")
    told = InformationRequest.objects.filter(
        application=OuterRef("pk"), sections__contains=[_WHO_THEY_ARE], answered_at__gt=OuterRef("compared_at")
    )
    return applications.annotate(compared_at=Subquery(entries.values("at")[:1])).annotate(told_more=Exists(told))
