"""What goes when the time of a renewal is over: what was said and written in it. That there was one, and how it ended, stays."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from careregister.base.actors import CLOCK, Because
from careregister.checks.models import CheckDocument
from careregister.evidence import actions as papers

from .models import Answers, DeferralWords, Referral, Renewal, WorkContact
from .states import ENDED

TIME_OVER = Because("time_over")


@transaction.atomic
def erase_words(renewal_ids: Iterable[UUID]) -> None:
    """What the person said and sent, and staff wrote, in renewals that ended. Words of looks are the privacy login's. Safe to say
    again."""
    ended = Renewal.objects.filter(pk__in=list(renewal_ids), state__in=ENDED)
    for document_id in _papers(ended):
        papers.destroy(document_id, by=CLOCK, because=TIME_OVER)
    Answers.objects.filter(renewal__in=ended).delete()
    DeferralWords.objects.filter(deferral__renewal__in=ended).update(asked=b"", answered=b"")
    Referral.objects.filter(renewal__in=ended).update(words="")


def erase_contacts(contact_ids: Iterable[UUID]) -> None:
    """Who at work could be told, where the person ended that. The caller keeps the rule."""
    WorkContact.objects.filter(pk__in=list(contact_ids), until__isnull=False).delete()


def _papers(renewals: QuerySet[Renewal]) -> list[UUID]:
    """What came with these renewals; pictures of certificates are gone long before."""
    referrals = list(Referral.objects.filter(renewal__in=renewals).values_list("pk", flat=True))
    found = CheckDocument.objects.filter(of_check__application_id__in=referrals)
    return list(found.order_by("document_id").values_list("document_id", flat=True).distinct())
