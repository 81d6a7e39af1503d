"""Staff looking at money: each look is written down."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.ids import new_id
from careregister.history.actions import Line, record, record_many

from .. import policy
from .payers import payer_row


@transaction.atomic
def look(payer_id: UUID, *, by: Actor, because: Because) -> None:
    """Write down that staff opened one payer's money; the payer's own looks are theirs. NotAllowed as `may_look_at`."""
    payer = payer_row(payer_id)
    role = policy.may_look_at(by, payer)
    if role:
        by = replace(by, role=role)
        record("payments.looked_at", payer, by=by, because=because, person_id=payer.person_id)


@transaction.atomic
def look_at_figures(what: str, *, by: Actor, because: Because) -> None:
    """Write down that staff read a list of money (`what`: arrears, refunds, list as a file…). NotAllowed `wrong_role`."""
    role = policy.may_read(by)
    if by.kind == Kind.STAFF:
        by = replace(by, role=role)
        line = Line("payments.read", "payments.list", new_id(), by, because, clock.now(), refs={"what": what})
        record_many([line])
