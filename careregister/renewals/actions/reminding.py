"""The ladder of notices, rung by rung: for one renewal, and for everybody at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because
from careregister.history.actions import Line, record, record_many
from careregister.letters import actions as outbox
from careregister.letters.actions import ToWrite
from careregister.letters.models import EMAIL, SMS

from .. import due, ladder, letters, policy, states
from ..due import DueRung
from ..ladder import Rung
from ..models import Notice, Renewal
from ..reached import LABEL
from ..reaching import Reach, reach
from .stepping import lock

EVENT = "renewals.reminded"


@dataclass(frozen=True, slots=True)
class Planned:
    """One notice: its way, and its letter; none where nobody can be reached."""

    way: str
    letter: ToWrite | None


@transaction.atomic
def remind(renewal_id: UUID, *, by: Actor, because: Because) -> str:
    """Write the rung of one renewal that is due and not yet sent; its code, empty when none is. NotAllowed wrong_role."""
    policy.clock_only(by)
    renewal = lock(renewal_id)
    rung = _next(renewal)
    if rung is None:
        return ""
    assert renewal.day is not None
    assert renewal.ladder_on is not None
    today = clock.today()
    renewal.day = ladder.moved(rung, renewal.day, today)
    renewal.save(update_fields=["day"])
    one = DueRung(
        renewal.pk, renewal.person_id, renewal.registrant.number_id, renewal.until, renewal.day, renewal.ladder_on,
        renewal.round, rung,
    )  # fmt: skip
    for planned in plan(one, reach([renewal.person_id])[renewal.person_id]):
        letter_id = _written(planned.letter, renewal, by, because) if planned.letter else None
        _notice(one, planned.way, letter_id, today).save(force_insert=True)
    record(EVENT, renewal, by=by, because=because, person_id=renewal.person_id, refs=_refs(one))
    return rung.code


@transaction.atomic
def remind_due(*, by: Actor, because: Because) -> int:
    """`remind` for everybody: every rung that is due and not yet sent. Returns how many people were reminded."""
    policy.clock_only(by)
    today = clock.today()
    due_now = due.due_rungs(today)
    if not due_now:
        return 0
    found = [_with_day(one, ladder.moved(one.rung, one.day, today)) for one in due_now]
    _move(after for before, after in zip(due_now, found, strict=True) if before.day != after.day)
    reached = reach([one.person_id for one in found])
    planned = [(one, planned) for one in found for planned in plan(one, reached[one.person_id])]
    written = iter(outbox.write_many((each.letter for _one, each in planned if each.letter), by=by, because=because))
    copying.insert(_notice(one, each.way, next(written) if each.letter else None, today) for one, each in planned)
    record_many(_lines(found, by, because))
    return len(found)


def plan(one: DueRung, found: Reach) -> list[Planned]:
    """What is written for a rung, by which ways. Whoever has no e-mail address gets a text, and the other way round; who
    has neither is somebody for staff to find."""
    kind, told = letters.of_rung(one.rung), letters.of_ladder(found.name, one.number, one.day, one.ladder_on)
    cause = (LABEL, one.renewal_id)
    addresses = {states.EMAIL: (found.email, EMAIL), states.TEXT: (found.phone, SMS)}
    wanted = [way for way in addresses if way in one.rung.ways and addresses[way][0]]
    ways = wanted or [way for way in addresses if addresses[way][0]]
    made = [
        Planned(way, ToWrite(kind.code, addresses[way][0], told, one.person_id, cause, addresses[way][1]))
        for way in ways
    ] or [Planned(states.NONE, None)]
    if states.EMPLOYER in one.rung.ways and found.work:
        asked, email = found.work
        context = letters.to_employer(asked, found.name, one.day, one.ladder_on)
        made.append(Planned(states.EMPLOYER, ToWrite(letters.EMPLOYER.code, email, context, None, cause)))
    return made


def _next(renewal: Renewal) -> Rung | None:
    """As `due.due_rungs` says it for many: the first unsent rung, one a day, none while we owe an answer."""
    if renewal.kind != states.RENEWAL or renewal.state not in states.REMINDED:
        return None
    if renewal.deferrals.filter(state=states.ASKED).exists():
        return None
    today = clock.today()
    sent = renewal.notices.filter(round=renewal.round)
    if sent.filter(chase=False, written_at__gte=clock.start_of_day(today)).exists():
        return None
    assert renewal.day is not None
    assert renewal.ladder_on is not None
    return ladder.next_rung(renewal.ladder_on, renewal.day, set(sent.values_list("rung", flat=True)), today)


def _written(letter: ToWrite, renewal: Renewal, by: Actor, because: Because) -> UUID:
    return outbox.write(
        letter.kind,
        to=letter.to,
        context=letter.context,
        channel=letter.channel,
        person_id=letter.person_id,
        cause=renewal,
        by=by,
        because=because,
    )


def _notice(one: DueRung, way: str, letter_id: UUID | None, today: date) -> Notice:
    return Notice(
        renewal_id=one.renewal_id,
        round=one.round,
        rung=one.rung.code,
        way=way,
        due_on=one.rung.due_on(one.day),
        written_at=clock.now(),
        letter_id=letter_id,
    )


def _with_day(one: DueRung, day: date) -> DueRung:
    return DueRung(one.renewal_id, one.person_id, one.number, one.until, day, one.ladder_on, one.round, one.rung)


def _move(moved: Iterable[DueRung]) -> None:
    """Keep the days that moved because we were late."""
    by_day: dict[date, list[UUID]] = {}
    for one in moved:
        by_day.setdefault(one.day, []).append(one.renewal_id)
    for day, ids in by_day.items():
        Renewal.objects.filter(pk__in=ids).update(day=day)


def _refs(one: DueRung) -> dict[str, object]:
    return {"rung": one.rung.code, "round": one.round, "day": one.day}


def _lines(found: Sequence[DueRung], by: Actor, because: Because) -> Iterator[Line]:
    for one in found:
        yield Line(
            what=EVENT,
            subject_kind=LABEL,
            subject_id=one.renewal_id,
            person_id=one.person_id,
            by=by,
            because=because,
            at=clock.now(),
            refs=_refs(one),
        )
