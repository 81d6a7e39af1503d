"""The one way in which a step is taken: lock the row, ask policy, change the state, record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import Busy, NotAllowed
from careregister.history.actions import record

from .. import papers, policy, states
from ..models import Renewal


@contextmanager
def waiting() -> Iterator[None]:
    """Busy when somebody holds what is written here for three seconds."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


def lock(renewal_id: UUID) -> Renewal:
    """The renewal's row with its registrant, locked until the transaction ends. NotAllowed no_renewal."""
    with waiting():
        rows = Renewal.objects.select_for_update(of=("self",)).select_related("registrant")
        found = rows.filter(pk=renewal_id).first()
    if found is None:
        raise NotAllowed("no_renewal")
    return found


def begin(renewal_id: UUID, action: str, *, by: Actor, seen: int | None = None) -> tuple[Renewal, Actor]:
    """The locked renewal, and `by` in the role acted in. NotAllowed changed_meanwhile when `seen` (the `steps_taken` of
    the page that was decided on) is not how it stands, and what `policy.may_take` says."""
    renewal = lock(renewal_id)
    role = policy.may_take(by, renewal, action)
    if seen is not None and renewal.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    return renewal, in_role(by, role)


def take(
    renewal: Renewal,
    action: str,
    event: str,
    *,
    by: Actor,
    because: Because,
    refs: Mapping[str, object] | None = None,
) -> None:
    """Take the step on the locked row, save all of it, and write it into history."""
    if not because.code:
        raise NotAllowed("reason_missing")
    renewal.state = states.RENEWALS.step(action).result(renewal.state)
    renewal.ended_at = clock.now() if renewal.state in states.ENDED else None
    renewal.steps_taken += 1
    renewal.save()
    told(renewal, event, by=by, because=because, refs=refs)
    if renewal.state in states.ENDED:
        papers.forget_unsent(renewal)


def touch(renewal: Renewal) -> None:
    """Something beside the steps changed, which a page that decides should show."""
    renewal.steps_taken += 1
    renewal.save()


def told(
    renewal: Renewal, event: str, *, by: Actor, because: Because, refs: Mapping[str, object] | None = None
) -> None:
    record(event, renewal, by=by, because=because, person_id=renewal.person_id, refs=refs)


def in_role(by: Actor, role: str) -> Actor:
    return replace(by, role=role) if by.kind == Kind.STAFF else by


def staff_ids(by: Actor) -> tuple[UUID, UUID]:
    """Person and account of somebody who decides; NotAllowed wrong_role for whoever has none."""
    if by.person_id is None or by.account_id is None:
        raise NotAllowed("wrong_role")
    return by.person_id, by.account_id


def said(because: Because) -> str:
    """The words of a reason; NotAllowed words_missing."""
    if not because.words.strip():
        raise NotAllowed("words_missing")
    return because.words.strip()
