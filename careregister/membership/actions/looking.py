"""Staff reading memberships: each look, and each list taken away, is written down."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many
from careregister.organisations import policy as organisations
from careregister.organisations.models import Employer

from .. import policy
from ..models import Subscription
from . import refreshing


@transaction.atomic
def look(person_id: UUID, *, by: Actor, because: Because) -> None:
    """Write down that staff opened somebody's membership. NotAllowed no_membership, wrong_role, about_oneself."""
    policy.may_read(by, person_id)
    row = Subscription.objects.filter(person=person_id).order_by("-joined_on", "pk").first()
    if row is None:
        raise NotAllowed("no_membership")
    acting = refreshing.acting(by, by.acting_as(policy.READERS))
    record("membership.looked_at", row, by=acting, because=because, person_id=person_id)


@transaction.atomic
def look_at_employer(employer_id: UUID, *, by: Actor, because: Because) -> None:
    """Write down that staff opened an employer's account, whom it pays for included. NotAllowed no_employer, wrong_role."""
    organisations.may_list(by)
    employer = Employer.objects.filter(pk=employer_id).first()
    if employer is None:
        raise NotAllowed("no_employer")
    acting = refreshing.acting(by, by.acting_as(policy.READERS))
    record("membership.employer_looked_at", employer, by=acting, because=because)


@transaction.atomic
def read_list(what: str, count: int, *, by: Actor, because: Because) -> None:
    """Write down that staff read a list of members: which, and how many stood on it. NotAllowed wrong_role."""
    _list("membership.list_read", what, count, by, because)


@transaction.atomic
def take_list(what: str, count: int, *, by: Actor, because: Because) -> None:
    """Write down that staff took a list of memberships away as a file: which, and how long. NotAllowed wrong_role."""
    _list("membership.list_taken", what, count, by, because)


def _list(event: str, what: str, count: int, by: Actor, because: Because) -> None:
    policy.may_list(by)
    acting = refreshing.acting(by, by.acting_as(policy.READERS))
    refs = {"list": what, "count": count}
    line = Line(event, "membership.list", new_id(), acting, because, clock.now(), refs=refs)
    record_many([line])
