"""Refunds, as those see them who order and agree to them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import policy
from ..models import Refund
from ..states import ASKED


@dataclass(frozen=True, slots=True)
class RefundShown:
    """`may_settle`: the asker may agree or decline; `may_take_back`: the asker asked for it themselves."""

    id: UUID
    attempt_id: UUID
    payer_id: UUID
    name: str
    pence: int
    paid_pence: int
    state: str
    code: str
    because: str
    asked_at: datetime
    asked_by: str
    settled_at: datetime | None
    settled_by: str
    may_settle: bool
    may_take_back: bool


def refunds(by: Actor, *, waiting: bool = False, most: int | None = 200) -> list[RefundShown]:
    """Refunds, newest first; `waiting`: only those for a second person; `most` None: all. NotAllowed `wrong_role`."""
    policy.may_read(by)
    found = Refund.objects.select_related("attempt__payer").order_by("-asked_at", "pk")
    return _shown(list((found.filter(state=ASKED) if waiting else found)[:most]), by)


def refund(refund_id: UUID, by: Actor) -> RefundShown | None:
    """One refund. NotAllowed `wrong_role`."""
    policy.may_read(by)
    rows = _shown(list(Refund.objects.select_related("attempt__payer").filter(pk=refund_id)), by)
    return rows[0] if rows else None


def _shown(rows: list[Refund], by: Actor) -> list[RefundShown]:
    ids = {row.attempt.payer.person_id for row in rows} | {row.asked_person for row in rows}
    names = people.names_of([one for one in ids | {row.settled_person for row in rows} if one])
    return [_refund(row, names, by) for row in rows]


def _refund(row: Refund, names: dict[UUID, str], by: Actor) -> RefundShown:
    whose = row.attempt.payer
    officer = policy.allowed(lambda: policy.may_refund(by, whose)) and row.state == ASKED
    own = by.person_id == row.asked_person
    return RefundShown(
        id=row.pk,
        attempt_id=row.attempt_id,
        payer_id=whose.pk,
        name=names.get(whose.person_id, "") if whose.person_id else "",
        pence=row.pence,
        paid_pence=row.attempt.pence,
        state=row.state,
        code=row.code,
        because=row.because,
        asked_at=row.asked_at,
        asked_by=names.get(row.asked_person, ""),
        settled_at=row.settled_at,
        settled_by=names.get(row.settled_person, "") if row.settled_person else "",
        may_settle=officer and not own,
        may_take_back=officer and own,
    )
