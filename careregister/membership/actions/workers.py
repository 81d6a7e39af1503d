"""An employer who pays: it invites by letter, the worker agrees, it stops, and the worker loses nothing that was paid."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from careregister.base import body, clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed, Refused
from careregister.history.actions import record
from careregister.organisations import policy as organisations
from careregister.organisations.models import Employer
from careregister.payments import actions as payments
from careregister.people import queries as people
from careregister.people.actions import state_names
from careregister.people.locks import lock_person

from .. import letters, periods, plans, policy, states
from ..models import Subscription, WorkerInvitation
from . import dues, refreshing

BILLING = "membership.employer_billing"


@transaction.atomic
def invite_worker(employer_id: UUID, email: str, *, by: Actor, because: Because) -> UUID:
    """Offer to pay for a worker, by letter. An address that was invited already gets a new link. Returns the id.

    NotAllowed not_of_the_employer, employer_closed, address_wrong, sign_in_first.
    """
    employer = _employer(employer_id)
    role = organisations.may_pay_for(by, employer)
    email = email.strip()
    if email.count("@") != 1 or not all(email.split("@")) or any(map(str.isspace, email)):
        raise NotAllowed("address_wrong")
    if by.account_id is None:
        raise NotAllowed("sign_in_first")
    moment, token = clock.now(), secrets.token_urlsafe(24)
    blind = WorkerInvitation.blind_of(email)
    earlier = WorkerInvitation.objects.filter(employer=employer, blind=blind, state=states.WAITING)
    earlier.update(state=states.WITHDRAWN, settled_at=moment, sealed=b"")
    days = timedelta(days=body.rule("organisations.invitation_days", clock.today()))
    invitation = WorkerInvitation(
        employer=employer,
        token_digest=WorkerInvitation.digest_of(token),
        invited_account=by.account_id,
        invited_at=moment,
        ends_at=moment + days,
    )
    invitation.put(email)
    invitation.save(force_insert=True)
    acting = refreshing.acting(by, role)
    _told("membership.worker_invited", invitation, acting, because)
    letters.employer_invites(invitation, token, by=acting, because=because)
    return invitation.pk


@transaction.atomic
def withdraw_worker_invitation(invitation_id: UUID, *, by: Actor, because: Because) -> None:
    """The link no longer works. NotAllowed worker_invitation_over, not_of_the_employer."""
    invitation = _lock(WorkerInvitation.objects.filter(pk=invitation_id))
    role = organisations.may_pay_for(by, invitation.employer)
    _settle(invitation, states.WITHDRAWN)
    acting = refreshing.acting(by, role)
    _told("membership.worker_invitation_withdrawn", invitation, acting, because)


@transaction.atomic
def decline_employer(token: str, *, by: Actor, because: Because) -> None:
    """No, thank you; the employer sees that it was declined, by whoever has that address."""
    invitation = _open(token)
    _settle(invitation, states.DECLINED)
    _told("membership.employer_declined", invitation, by, because)


@transaction.atomic
def accept_employer(token: str, *, name: str = "", by: Actor, because: Because) -> UUID:
    """The employer pays from the first day that is not paid for; whoever is no member becomes one. Returns the id.

    `name`: of whoever gave us none so far; the employer has to know for whom it pays. NotAllowed worker_invitation_over,
    employer_pays (one does already), not_your_membership, name_missing.
    """
    invitation = _open(token)
    if by.kind != Kind.PERSON or by.person_id is None:
        raise NotAllowed("not_your_membership")
    lock_person(by.person_id)
    if not people.names_of([by.person_id]).get(by.person_id):
        state_names(by.person_id, legal=name, by=by, because=because)
    payer = payments.payer_for_organisation(invitation.employer_id, by=CLOCK, because=because)
    live = Subscription.objects.filter(person=by.person_id, state__in=states.LIVE).values_list("pk", flat=True).first()
    subscription = _taken_over(live, invitation.employer_id) if live else _joined(by.person_id, payer)
    subscription.employer_id, subscription.payer_id = invitation.employer_id, payer
    _count_from(subscription)
    refreshing.ask_no_more(subscription)
    _settle(invitation, states.ACCEPTED, subscription)
    told = {"employer": invitation.employer_id, "from": subscription.dues_until}
    refreshing.told("membership.employer_accepted", subscription, by=by, because=because, **told)
    refreshing.refresh(subscription, because=because)
    return subscription.pk


@transaction.atomic
def end_cover(subscription_id: UUID, *, by: Actor, because: Because) -> None:
    """The employer no longer pays. What was paid stays; then it ends, unless the worker goes on (`keep`).

    Ended at once where nothing was paid. NotAllowed no_employer_pays, not_of_the_employer, membership_is_....
    """
    subscription = refreshing.lock(subscription_id)
    if not states.SUBSCRIPTION.lawful("end_cover", subscription.state):
        raise NotAllowed(f"membership_is_{subscription.state}")
    by = refreshing.acting(by, policy.may_end_cover(by, subscription))
    employer = subscription.employer
    assert employer is not None
    today = clock.today()
    refreshing.told("membership.cover_ended", subscription, by=by, because=because, employer=employer.pk)
    if subscription.state in (states.STARTING, states.PAST_DUE) or subscription.dues_until <= today:
        refreshing.finish(subscription, today, states.EMPLOYER_STOPPED, by=by, because=because)
    else:
        subscription.cancels_on = subscription.dues_until
    subscription.employer = None
    subscription.payer_id = payments.payer_for_person(subscription.person_id, by=CLOCK, because=because)
    subscription.part_until = subscription.part_pence = None
    subscription.save()
    letters.employer_stopped(subscription, employer, by=by, because=because)


def end_covers(employer_id: UUID, *, by: Actor, because: Because) -> int:
    """`end_cover` for everybody the employer pays for: it was closed. Returns how many."""
    done = 0
    live = Subscription.objects.filter(employer=employer_id, state__in=states.LIVE).order_by("pk")
    for subscription_id in list(live.values_list("pk", flat=True)):
        try:
            end_cover(subscription_id, by=by, because=because)
            done += 1
        except Refused as refusal:
            if refusal.reason == "busy":
                raise
    return done


@transaction.atomic
def bill_employer(employer_id: UUID, *, by: Actor, because: Because) -> int:
    """One invoice today for everybody of the employer whose time paid for is over, without waiting for the night.

    Returns how many invoices (one or none). NotAllowed not_of_the_employer, employer_closed.
    """
    employer = _employer(employer_id)
    organisations.may_pay_for(by, employer)
    return dues.raise_for(clock.today(), employer_id, because=because)


def _joined(person_id: UUID, payer: UUID) -> Subscription:
    today = clock.today()
    plan = plans.plan(body.rule(BILLING, today)["plan"], today)
    return Subscription(
        person_id=person_id, payer_id=payer, plan=plan.code, joined_on=today, anchor_day=1, dues_until=today
    )


def _taken_over(live: UUID, employer_id: UUID) -> Subscription:
    """Somebody's own membership, ready to be paid for by another. What they owe for time they had stays theirs."""
    subscription = refreshing.lock(live)
    if not states.SUBSCRIPTION.lawful("accept_employer", subscription.state):
        raise NotAllowed(f"membership_is_{subscription.state}")
    if subscription.employer_id is not None:
        raise NotAllowed("unchanged" if subscription.employer_id == employer_id else "employer_pays")
    today = clock.today()
    if subscription.state == states.STARTING:
        refreshing.close_invoices(subscription, today, whole=True)
        subscription.joined_on = subscription.dues_until = today
    if subscription.paused_from is not None:
        refreshing.begin_again(subscription, today)
    subscription.cancels_on = None
    return subscription


def _count_from(subscription: Subscription) -> None:
    """From the first day not paid for to the employer's day of the month, then month by month with all the others."""
    today = clock.today()
    rule = body.rule(BILLING, today)
    plan = plans.plan(rule["plan"], today)
    subscription.next_plan = "" if subscription.plan == plan.code else plan.code
    subscription.dues_until = max(subscription.dues_until, today)
    subscription.anchor_day = rule["day"]
    begin = subscription.dues_until
    subscription.part_until = periods.first_begin(begin, rule["day"], rule["least_days"])
    subscription.part_pence = periods.part_pence(begin, subscription.part_until, rule["day"], plan.pence)
    subscription.save()


def _employer(employer_id: UUID) -> Employer:
    found = Employer.objects.filter(pk=employer_id).first()
    if found is None:
        raise NotAllowed("no_employer")
    return found


def _open(token: str) -> WorkerInvitation:
    return _lock(WorkerInvitation.objects.filter(token_digest=WorkerInvitation.digest_of(token)))


def _lock(rows: QuerySet[WorkerInvitation]) -> WorkerInvitation:
    with refreshing.waiting():
        invitation = rows.select_for_update(of=("self",)).select_related("employer").first()
    if invitation is None or invitation.employer.closed_at is not None:
        raise NotAllowed("worker_invitation_over")
    if invitation.state != states.WAITING or invitation.ends_at <= clock.now():
        raise NotAllowed("worker_invitation_over")
    return invitation


def _settle(invitation: WorkerInvitation, state: str, subscription: Subscription | None = None) -> None:
    invitation.state, invitation.settled_at, invitation.sealed = state, clock.now(), b""
    invitation.subscription = subscription
    invitation.save()


def _told(event: str, invitation: WorkerInvitation, by: Actor, because: Because) -> None:
    record(event, invitation, by=by, because=because, refs={"employer": invitation.employer_id})
