"""Cards and Direct Debits: given on the provider's page, ended at any time."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock, news, queue
from careregister.base.actors import CLOCK, Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.outside import cards

from .. import policy
from ..models import Method, MethodSetup, Payer
from ..states import ENDED, KINDS, READY
from .payers import payer_row

LET_GO = "payments.let_go"  # the job's name in project/jobs.py


def begin_method(payer_id: UUID, kind: str, *, done_url: str, back_url: str, by: Actor, because: Because) -> str:
    """The address of the provider's page on which the payer gives a card or a Direct Debit. Not inside a transaction.

    The provider calls the visit `{CHECKOUT_SESSION_ID}` in `done_url`. NotAllowed `unknown_kind`, `payer_unknown`,
    `not_your_money`, `provider_refused`, `provider_away`, `paying_is_closed`.
    """
    payer = payer_row(payer_id)
    policy.may_arrange(by, payer)
    if kind not in KINDS:
        raise NotAllowed("unknown_kind")
    if not cards.is_set_up():
        raise NotAllowed("paying_is_closed")
    with transaction.atomic():
        setup = MethodSetup.objects.create(payer=payer, kind=kind)
        refs = {"kind": kind}
        record("payments.method_begun", setup, by=by, because=because, person_id=payer.person_id, refs=refs)
    try:
        customer = payer.customer or _become_customer(payer)
        begun = cards.begin_setup(customer, (kind,), done_url=done_url, back_url=back_url, key=str(setup.id))
    except cards.CardsRefused as error:
        raise NotAllowed("provider_refused", code=error.code) from error
    except cards.CardsUnreachable as error:
        raise NotAllowed("provider_away") from error
    MethodSetup.objects.filter(pk=setup.pk).update(session=begun.id)
    return begun.url


def finish_method(payer_id: UUID, session_id: str, *, by: Actor, because: Because) -> UUID | None:
    """Keep what the payer gave on the provider's page; the method's id, None while nothing was given. Safe to repeat.

    It takes the place of the method before it. NotAllowed `setup_unknown` (also for somebody else's visit),
    `not_your_money`, `provider_refused`, `provider_away`. Not inside a transaction.
    """
    setup = MethodSetup.objects.select_related("payer").filter(session=session_id or "-", payer=payer_id).first()
    if setup is None:
        raise NotAllowed("setup_unknown")
    policy.may_arrange(by, setup.payer)
    if setup.method_id:
        return setup.method_id
    try:
        result = cards.setup_result(session_id)
    except cards.CardsRefused as error:
        raise NotAllowed("provider_refused", code=error.code) from error
    except cards.CardsUnreachable as error:
        raise NotAllowed("provider_away") from error
    if result.customer != setup.payer.customer:
        raise NotAllowed("setup_unknown")
    if result.state == "open" or (result.state == "done" and result.method is None):
        return None
    return _keep(setup, result.method, by, because)


@transaction.atomic
def end_method(method_id: UUID, *, by: Actor, because: Because) -> None:
    """Never charge it again. NotAllowed `method_unknown`, `method_is_ended`, and as `policy.may_end_method`."""
    method = _locked(method_id)
    policy.may_end_method(by, method.payer)
    if method.state != READY:
        raise NotAllowed(f"method_is_{method.state}")
    end(method, by, because)
    news.tell("payments.method_ended", payer_id=method.payer_id, method_id=method.id)


def let_go(method_id: UUID, *, by: Actor, because: Because) -> None:
    """Tell the provider that an ended method is not used any more. Safe to repeat. Not inside a transaction."""
    policy.must_be_the_clock(by)
    method = Method.objects.filter(pk=method_id, state=ENDED, let_go_at=None).first()
    if method is None:
        return
    try:
        cards.detach(method.provider_id)
    except cards.CardsRefused:
        pass  # it knows no such thing any more
    except cards.CardsUnreachable:
        return  # the clock asks again
    with transaction.atomic():
        if Method.objects.filter(pk=method_id, let_go_at=None).update(let_go_at=clock.now()):
            record("payments.method_let_go", method, by=by, because=because, person_id=method.payer.person_id)


def look_at_mandate(provider_id: str, *, by: Actor, because: Because) -> None:
    """Ask how a method's mandate stands, and end a method whose mandate is no more. Not inside a transaction.

    cards.CardsUnreachable: ask again.
    """
    policy.must_be_the_clock(by)
    method = Method.objects.filter(provider_id=provider_id).first()
    if method is None or method.state != READY:
        return
    try:
        facts = cards.method(provider_id)
    except cards.CardsRefused:
        facts = None
    with transaction.atomic():
        method = _locked(method.pk)
        if method.state != READY:
            return
        if facts is None or facts.mandate_state == "inactive":
            end(method, by, Because("mandate_inactive"))
            news.tell("payments.method_ended", payer_id=method.payer_id, method_id=method.id)
            return
        method.mandate, method.mandate_state = facts.mandate or method.mandate, facts.mandate_state
        method.last4, method.expires, method.brand_or_bank = facts.last4, facts.expires, facts.brand_or_bank
        method.save()


def end(method: Method, by: Actor, because: Because) -> None:
    """End a locked method, and let the provider know after the commit."""
    method.state, method.ended_at, method.ended_because = ENDED, clock.now(), because.code
    method.save()
    record("payments.method_ended", method, by=by, because=because, person_id=method.payer.person_id)
    queue.enqueue(LET_GO, method_id=str(method.id))


def _become_customer(payer: Payer) -> str:
    customer = cards.create_customer(str(payer.id), key=f"payer-{payer.id}")
    Payer.objects.filter(pk=payer.pk, customer="").update(customer=customer)
    return Payer.objects.values_list("customer", flat=True).get(pk=payer.pk)


@transaction.atomic
def _keep(setup: MethodSetup, facts: cards.MethodFacts | None, by: Actor, because: Because) -> UUID | None:
    payer = payer_row(setup.payer_id, locked=True)
    setup = MethodSetup.objects.select_for_update().get(pk=setup.pk)
    if setup.finished_at is not None:
        return setup.method_id
    moment = clock.now()
    if facts is None:  # the visit is over, and nothing was given
        MethodSetup.objects.filter(pk=setup.pk).update(finished_at=moment)
        return None
    for before in Method.objects.select_for_update().filter(payer=payer, state=READY):
        end(before, CLOCK, Because("replaced"))
    method = Method.objects.create(
        payer=payer, provider_id=facts.id, kind=facts.kind, last4=facts.last4, expires=facts.expires, since=moment,
        brand_or_bank=facts.brand_or_bank, mandate=facts.mandate, mandate_state=facts.mandate_state,
    )  # fmt: skip
    MethodSetup.objects.filter(pk=setup.pk).update(finished_at=moment, method=method)
    refs = {"kind": facts.kind}
    record("payments.method_kept", method, by=by, because=because, person_id=payer.person_id, refs=refs)
    news.tell("payments.method_ready", payer_id=payer.id, method_id=method.id)
    return method.id


def _locked(method_id: UUID) -> Method:
    rows = Method.objects.select_for_update(of=("self",)).select_related("payer")
    method = rows.filter(pk=method_id).first()
    if method is None:
        raise NotAllowed("method_unknown")
    return method
