"""What an employer sees of whom it pays for: who accepted, since when, until when. And nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from careregister.base import body, clock
from careregister.base.actors import Actor
from careregister.organisations import policy as organisations
from careregister.organisations.roles import MAY_PAY
from careregister.payments import queries as payments
from careregister.payments.models import Line
from careregister.payments.states import CANCELLED, OPEN
from careregister.people import queries as people

from .. import plans, states
from ..models import Subscription, WorkerInvitation


@dataclass(frozen=True, slots=True)
class Covered:
    """A worker whose membership the employer pays. `billed_until`: the last day that stands on an invoice of this
    employer's, whatever the worker or somebody else has paid for; `is_open`: that invoice is not paid."""

    subscription_id: UUID
    name: str
    since: date | None
    billed_until: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class WorkerInvitationFacts:
    """An offer. `email` while it waits, empty afterwards."""

    id: UUID
    email: str
    state: str
    invited_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class WorkerInvitationShown:
    """What whoever has the link is shown before they accept."""

    employer_id: UUID
    employer_name: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class EmployerMoney:
    """`monthly_pence`: for everybody who is covered, on the plan of employers at today's price: whatever plan of their own
    somebody still has. `payer_id` None: nobody accepted yet."""

    payer_id: UUID | None
    workers: int
    monthly_pence: int
    open_pence: int


def covered(employer_id: UUID, asker: Actor) -> tuple[Covered, ...]:
    """Whom the employer pays for now, by name. NotAllowed not_of_the_employer."""
    organisations.may_read(asker, employer_id, MAY_PAY)
    rows = list(Subscription.objects.filter(employer=employer_id, state__in=states.LIVE))
    names = people.names_of({row.person_id for row in rows})
    agreed = WorkerInvitation.objects.filter(employer=employer_id, state=states.ACCEPTED).order_by("settled_at")
    accepted = {one.subscription_id: clock.london_day(one.settled_at) for one in agreed if one.settled_at}
    billed = _billed(employer_id)
    shown = [
        Covered(
            row.pk,
            names.get(row.person_id) or _("No name any more"),
            accepted.get(row.pk),
            *billed.get(row.pk, (None, False)),
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=lambda one: (one.name.casefold(), str(one.subscription_id))))


def worker_invitations_of(employer_id: UUID, asker: Actor) -> tuple[WorkerInvitationFacts, ...]:
    """Offers that were not accepted, newest first. NotAllowed not_of_the_employer."""
    organisations.may_read(asker, employer_id, MAY_PAY)
    rows = WorkerInvitation.objects.filter(employer=employer_id).exclude(state=states.ACCEPTED)
    return tuple(
        WorkerInvitationFacts(row.pk, row.opened(), row.state, row.invited_at, row.ends_at)
        for row in rows.order_by("-invited_at")
    )


def worker_invitation_by_token(token: str) -> WorkerInvitationShown | None:
    """The waiting offer of a link; None when it is over, or never was."""
    row = (
        WorkerInvitation.objects.filter(
            token_digest=WorkerInvitation.digest_of(token),
            state=states.WAITING,
            ends_at__gt=clock.now(),
            employer__closed_at=None,
        )
        .select_related("employer")
        .first()
    )
    return WorkerInvitationShown(row.employer_id, row.employer.name, row.ends_at) if row else None


def workers_counted(employer_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many each employer pays for now. One query."""
    live = Subscription.objects.filter(employer__in=set(employer_ids), state__in=states.LIVE)
    return dict(live.values_list("employer").annotate(Count("pk")).order_by("employer"))


def workers_named(employer_id: UUID, asker: Actor) -> dict[UUID, str]:
    """Subscription to name, of everybody who ever accepted that the employer pays: its invoices name whom they are for.

    NotAllowed not_of_the_employer.
    """
    organisations.may_read(asker, employer_id, MAY_PAY)
    accepted = WorkerInvitation.objects.filter(employer=employer_id, state=states.ACCEPTED)
    whose = dict(accepted.values_list("subscription", "subscription__person"))
    names = people.names_of(set(whose.values()))
    return {subscription: names[person] for subscription, person in whose.items() if names.get(person)}


def employer_money(employer_id: UUID, asker: Actor) -> EmployerMoney:
    """What the list costs, and what is open. NotAllowed not_of_the_employer."""
    organisations.may_read(asker, employer_id, MAY_PAY)
    payer = payments.payer_of_organisation(employer_id)
    today = clock.today()
    workers = Subscription.objects.filter(employer=employer_id, state__in=states.LIVE).count()
    plan = plans.named(body.rule("membership.employer_billing", today)["plan"], today)
    return EmployerMoney(
        payer, workers, workers * plan.pence // plan.months, payments.open_pence(payer) if payer else 0
    )


def _billed(employer_id: UUID) -> dict[UUID, tuple[date, bool]]:
    """Of each worker, the last day that this employer was billed for, and whether that is still open. One query."""
    lines = Line.objects.filter(invoice__payer__organisation_id=employer_id, cancelled_at=None)
    rows = lines.exclude(invoice__state=CANCELLED).order_by("until")
    return {
        one: (until, state == OPEN) for one, until, state in rows.values_list("reference", "until", "invoice__state")
    }
