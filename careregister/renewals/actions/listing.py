"""Lists that leave the room as files, and answers that staff have open: both written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record_many

from .. import policy
from .stepping import in_role, lock, told


@transaction.atomic
def take_list(rows: int, codes: Mapping[str, str], *, by: Actor, because: Because) -> None:
    """Write down that a list of so many rows was taken away. `codes`: which list. NotAllowed wrong_role."""
    _list("renewals.list_taken", policy.TAKES_LISTS, rows, codes, by, because)


@transaction.atomic
def read_list(rows: int, codes: Mapping[str, str], *, by: Actor, because: Because) -> None:
    """Write down that a list of so many people was read. `codes`: which list. NotAllowed wrong_role."""
    _list("renewals.list_read", policy.SEES_CHASES, rows, codes, by, because)


def _list(what: str, roles: Collection[str], rows: int, codes: Mapping[str, str], by: Actor, because: Because) -> None:
    role = by.acting_as(frozenset(roles)) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    line = Line(
        what=what,
        subject_kind="renewals.list",
        subject_id=new_id(),
        by=in_role(by, role),
        because=because,
        at=clock.now(),
        refs={"rows": rows, **codes},
    )
    record_many([line])


@transaction.atomic
def read_answers(renewal_id: UUID, *, by: Actor, because: Because) -> None:
    """Write down that a registrar has what was said open. NotAllowed wrong_role, own_record."""
    renewal = lock(renewal_id)
    if not policy.sees_answers(by, renewal):
        raise NotAllowed("wrong_role")
    told(renewal, "renewals.answers_read", by=by, because=because)
