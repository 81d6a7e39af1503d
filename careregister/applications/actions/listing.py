"""A list of applications leaves as a file: who took it, and how many were in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.models import Account

from .. import policy


@transaction.atomic
def take_list(count: int, narrowed: Mapping[str, object], *, by: Actor, because: Because) -> None:
    """Somebody takes `count` rows of the queue away. `narrowed`: the filters, codes only. NotAllowed wrong_role."""
    role = by.acting_as(policy.TAKES_LISTS)
    if not role or by.account_id is None:
        raise NotAllowed("wrong_role")
    account = Account.objects.get(pk=by.account_id)
    refs = {"count": count, **narrowed}
    record("applications.list_taken", account, by=replace(by, role=role), because=because, refs=refs)
