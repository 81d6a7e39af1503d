"""What goes when the time of an application is over: its answers. That there was one, and what was decided, stays."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from .models import Application, InformationRequest, Interest, Match, Recommendation, SecondLook, Section
from .states import ENDED


@transaction.atomic
def erase_answers(application_ids: Iterable[UUID]) -> None:
    """What the person said in ended applications. Safe to say again."""
    ended = Application.objects.filter(pk__in=list(application_ids), state__in=ENDED)
    Section.objects.filter(application__in=ended).delete()
    InformationRequest.objects.filter(application__in=ended).update(answer="")
    Match.objects.filter(application__in=ended).update(reasons=[])


@transaction.atomic
def erase_words(application_ids: Iterable[UUID]) -> None:
    """What staff wrote about ended applications, in the tables that may be changed. The rest is the privacy login's."""
    ended = Application.objects.filter(pk__in=list(application_ids), state__in=ENDED)
    InformationRequest.objects.filter(application__in=ended).update(question="", answer="")
    Recommendation.objects.filter(application__in=ended).update(words="", closed_words="")
    Interest.objects.filter(application__in=ended).update(words="")
    Match.objects.filter(application__in=ended).update(closed_words="")
    SecondLook.objects.filter(decision__application__in=ended).update(words="")
