"""What goes when the time of a membership is over: that somebody had it. The caller keeps the rule."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from .models import Notice, Subscription, WaiverRequest, WorkerInvitation
from .states import ENDED


@transaction.atomic
def forget_members(person_ids: Iterable[UUID]) -> None:
    """Memberships of these people that ended, their reminders, requests not to pay and invitations. Safe to say again."""
    over = Subscription.objects.filter(person__in=list(person_ids), state=ENDED)
    Notice.objects.filter(subscription__in=over).delete()
    WaiverRequest.objects.filter(subscription__in=over).delete()
    WorkerInvitation.objects.filter(subscription__in=over).delete()
    over.delete()
