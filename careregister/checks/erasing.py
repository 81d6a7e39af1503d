"""What goes when the time of an application is over: the words. That there was a check stays."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from .models import Ask, AskLink, Certificate, GapReason, ProviderVisit, Spell, WorkHistory
from .states import ASK_WAITING


@transaction.atomic
def erase_of_applications(application_ids: Iterable[UUID]) -> None:
    """Jobs, gaps, numbers of certificates, what an identity service verified, and who was asked and what they said. Safe to say again."""
    ids = list(application_ids)
    for model in (Spell, GapReason):
        model.objects.filter(history__application_id__in=ids).delete()
    WorkHistory.objects.filter(application_id__in=ids).delete()
    Certificate.objects.filter(application_id__in=ids).update(number=b"", surname=b"")
    ProviderVisit.objects.filter(of_check__application_id__in=ids).update(kept=b"", verified=b"")
    empty_asks(Ask.objects.filter(cause_id__in=ids).values_list("pk", flat=True))


def empty_asks(ask_ids: Iterable[UUID]) -> None:
    """Whom we asked and what they said, and the links to it; not of an ask that still waits."""
    settled = Ask.objects.filter(pk__in=list(ask_ids)).exclude(state__in=ASK_WAITING)
    AskLink.objects.filter(ask__in=settled).delete()
    settled.update(sealed=b"", answers=b"", address_blind=b"")
