"""Who pays."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import policy
from ..models import Attempt, Hold, Payer
from ..states import FAILED, RETURNED, WAITING, WITHDRAWN


@transaction.atomic
def payer_for_person(person_id: UUID, *, by: Actor, because: Because) -> UUID:
    """The payer that a person is; made when they are none yet. NotAllowed `not_your_money`, `wrong_role`, `about_oneself`."""
    policy.may_make_payer(by, person_id)
    payer, made = Payer.objects.get_or_create(person_id=person_id)
    if made:
        record("payments.payer_made", payer, by=by, because=because, person_id=person_id)
    return payer.id


@transaction.atomic
def payer_for_organisation(organisation_id: UUID, *, by: Actor, because: Because) -> UUID:
    """The payer that an organisation is; made when it is none yet. Who acts for it, the caller has asked. NotAllowed."""
    policy.may_make_payer(by, None)
    payer, made = Payer.objects.get_or_create(organisation_id=organisation_id)
    if made:
        record("payments.payer_made", payer, by=by, because=because)
    return payer.id


@transaction.atomic
def hold_collecting(payer_id: UUID, *, until: date | None = None, by: Actor, because: Because) -> None:
    """Take nothing from them of our own accord until a day, or until `collect_again`; what they pay themselves is taken.
    What was about to be asked for is left, and asked for anew afterwards. Safe to say again: the last word counts."""
    payer = payer_row(payer_id, locked=True)
    policy.may_owe(by, payer)
    held = Hold.now().filter(payer=payer).exists()
    Hold.objects.update_or_create(
        payer=payer, defaults={"until": until} if held else {"until": until, "since": clock.now()}
    )
    if not held:  # whoever is held already may be paying at this moment
        _leave_what_waits(payer)
        record("payments.collecting_held", payer, by=by, because=because, person_id=payer.person_id)


@transaction.atomic
def collect_again(payer_id: UUID, *, by: Actor, because: Because) -> None:
    """Collect from them again: what came due meanwhile, and what was to be tried again, with the next day's. Safe to say
    again."""
    payer = payer_row(payer_id, locked=True)
    policy.may_owe(by, payer)
    if Hold.objects.filter(payer=payer).delete()[0]:
        record("payments.collecting_resumed", payer, by=by, because=because, person_id=payer.person_id)


def _leave_what_waits(payer: Payer) -> None:
    moment = clock.now()
    waiting = Attempt.objects.select_for_update(skip_locked=True).filter(payer=payer, state=WAITING)
    for attempt in waiting:  # one that is being sent at this instant is sent
        of_it = list(attempt.parts.values_list("invoice", flat=True))
        attempt.parts.all().delete()
        attempt.state, attempt.ended_at = WITHDRAWN, moment
        attempt.save()
        tried = Attempt.objects.filter(parts__invoice__in=of_it, method=attempt.method_id, state__in=(FAILED, RETURNED))
        last = tried.order_by("-made_at").first()
        if last is not None:  # it was the next try of what had failed: that is tried again when nobody is held any more
            last.retry_on = clock.today()
            last.save(update_fields=["retry_on"])


def payer_row(payer_id: UUID, *, locked: bool = False) -> Payer:
    """The payer; NotAllowed `payer_unknown`. `locked`: whatever happens to their money happens one after the other; new
    invoices may still be raised, which only point to them."""
    rows = Payer.objects.select_for_update(no_key=True) if locked else Payer.objects
    payer = rows.filter(pk=payer_id).first()
    if payer is None:
        raise NotAllowed("payer_unknown")
    return payer
