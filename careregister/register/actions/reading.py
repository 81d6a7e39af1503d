"""To look is an act too: who read a whole record, and who took a list away, is in history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.models import Account

from .. import sections
from ..models import Registrant


def look_at(registrant: Registrant, *, by: Actor, because: Because) -> frozenset[str]:
    """Open a record: what `by` may read of it, after the look is written down. NotAllowed as `sections.sections`."""
    shown = sections.sections(by, registrant)
    role = by.acting_as(frozenset(sections.SECTIONS))
    record("register.looked_at", registrant, person_id=registrant.person_id, by=replace(by, role=role), because=because)
    return shown


def take_list(count: int, narrowed: Mapping[str, object], *, by: Actor, because: Because) -> None:
    """Somebody takes `count` rows of registrants away as a file. `narrowed`: the filters, codes only. NotAllowed."""
    _taken("register.exported", sections.may_export(by), count, narrowed, by, because)


def take_history(count: int, narrowed: Mapping[str, object], *, by: Actor, because: Because) -> None:
    """Somebody takes `count` lines of history away as a file. NotAllowed `wrong_role`."""
    _taken("register.history_exported", sections.may_read_history(by), count, narrowed, by, because)


def _taken(what: str, role: str, count: int, narrowed: Mapping[str, object], by: Actor, because: Because) -> None:
    if by.account_id is None:
        raise NotAllowed("wrong_role")
    account = Account.objects.get(pk=by.account_id)
    record(what, account, by=replace(by, role=role), because=because, refs={"count": count, **narrowed})
