"""What goes when the time of somebody's accounts is over: whose they were. The sums stay: the ledger is only added to."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat

from careregister.base.actors import CLOCK, Because

from .actions import methods
from .models import Hold, Method, MethodSetup, Payer
from .states import READY

TIME_OVER = Because("time_over")


@transaction.atomic
def forget_payers(person_ids: Iterable[UUID]) -> None:
    """Cut the accounts of these people from their name, their card and what the provider calls them.

    The caller keeps the rule. A way to pay that is still there is ended, and the provider is told. Safe to say again.
    """
    payers = Payer.objects.select_for_update().filter(person__in=list(person_ids))
    ids = [payer.pk for payer in payers.order_by("pk")]
    theirs = Method.objects.filter(payer__in=ids)
    for method in theirs.filter(state=READY).select_related("payer"):
        methods.end(method, CLOCK, TIME_OVER)
    theirs.update(last4="", expires=None, brand_or_bank="", mandate="", mandate_state="")
    # What the provider was not told of yet keeps its id until then.
    gone = Concat(Value("gone-"), Cast("id", TextField()))
    theirs.filter(let_go_at__isnull=False).update(provider_id=gone)
    MethodSetup.objects.filter(payer__in=ids).update(session="")
    Hold.objects.filter(payer__in=ids).delete()
    Payer.objects.filter(pk__in=ids).update(person=None, customer="")
