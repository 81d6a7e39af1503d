"""The ladder of one person as it was climbed: which notice went when, by which way, and whether it came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .. import ladder, lapsing, policy, states, words
from ..models import Notice, Renewal


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """`fate`: good, pending or failed; empty for what went to work. `outcome`: the mail system's own code."""

    way: str
    way_words: Promise
    written_at: datetime
    fate: str
    fate_words: Promise | str
    outcome: str
    letter_id: UUID | None
    chase: bool
    by_role: str


@dataclass(frozen=True, slots=True)
class RungShown:
    """A rung of the present round, or of an earlier one. `notices` is empty for one that has not gone yet."""

    code: str
    name: str
    round: int
    due_on: date
    notices: tuple[NoticeShown, ...]


def ladder_of(renewal_id: UUID, asker: Actor) -> tuple[RungShown, ...]:
    """Every rung that went, in all rounds, and those that are still to go. NotAllowed for whoever may not read it."""
    renewal = Renewal.objects.filter(pk=renewal_id).first()
    if renewal is None:
        raise NotAllowed("no_renewal")
    _may_read(asker, renewal)
    if renewal.day is None or renewal.ladder_on is None:
        return ()
    today = clock.today()
    days = {rung.code: rung.days for _since, _until, rows in ladder.periods(ladder.LADDER) for rung in _rungs(rows)}
    found: dict[tuple[int, str], list[Notice]] = {}
    for row in renewal.notices.select_related("letter").order_by("round", "written_at", "way"):
        found.setdefault((row.round, row.rung), []).append(row)
    shown = [
        RungShown(code, words.rung(days[code]), number, rows[0].due_on, tuple(_shown(row, today) for row in rows))
        for (number, code), rows in found.items()
    ]
    if renewal.state in states.REMINDED:
        shown += [
            RungShown(rung.code, words.rung(rung.days), renewal.round, rung.due_on(renewal.day), ())
            for rung in ladder.rungs(renewal.ladder_on)
            if (renewal.round, rung.code) not in found
        ]
    return tuple(shown)


def _may_read(asker: Actor, renewal: Renewal) -> None:
    if asker.kind == Kind.STAFF and asker.person_id != renewal.person_id:
        policy.may_see_chases(asker)
    else:
        policy.may_read_own(asker, renewal)


def _rungs(rows: object) -> tuple[ladder.Rung, ...]:
    return tuple(ladder.Rung(row["code"], row["days"], tuple(row["ways"])) for row in rows)  # type: ignore[attr-defined]


def _shown(row: Notice, today: date) -> NoticeShown:
    fate = "" if row.way == states.EMPLOYER else lapsing.fate(row, today)
    return NoticeShown(
        way=row.way,
        way_words=words.WAYS[row.way],
        written_at=row.written_at,
        fate=fate,
        fate_words=words.FATES[fate] if fate else "",
        outcome=row.letter.outcome if row.letter else "",
        letter_id=row.letter_id,
        chase=row.chase,
        by_role=row.by_role,
    )
