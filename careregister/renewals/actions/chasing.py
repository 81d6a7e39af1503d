"""Where what we wrote came back: another way is tried at once, and where there is none, somebody of staff does it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import IntegrityError, transaction

from careregister.base import clock, copying
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many
from careregister.letters import actions as outbox
from careregister.letters.actions import ToWrite
from careregister.letters.models import EMAIL, SMS
from careregister.people.models import EMAIL as BY_EMAIL
from careregister.people.models import PHONE

from .. import ladder, letters, policy, reached, states
from ..models import Notice, Renewal
from ..reached import LABEL, ToChase
from ..reaching import Reach, reach, ways
from .stepping import in_role, lock, said, staff_ids, touch

EVENT = "renewals.chased"
_WAYS = {BY_EMAIL: states.EMAIL, PHONE: states.TEXT}  # what we know of somebody, and the way it is


@transaction.atomic
def chase(renewal_id: UUID, *, by: Actor, because: Because) -> str:
    """Write again by another way where a rung of one renewal came back; the way, empty where there is nothing to chase
    or no other way."""
    policy.clock_only(by)
    renewal = lock(renewal_id)
    found = reached.to_chase([renewal_id])
    planned = _other_way(found[0], reach([renewal.person_id])[renewal.person_id]) if found else None
    if planned is None:
        return ""
    way, letter = planned
    letter_id = outbox.write(
        letter.kind, to=letter.to, context=letter.context, channel=letter.channel, person_id=letter.person_id,
        cause=renewal, by=by, because=because,
    )  # fmt: skip
    _notice(found[0], way, letter_id).save(force_insert=True)
    record(EVENT, renewal, by=by, because=because, person_id=renewal.person_id, refs=_refs(found[0], way))
    return way


@transaction.atomic
def chase_due(*, by: Actor, because: Because) -> int:
    """`chase` for everybody. Returns how many were written to; who is left is on the list of staff."""
    policy.clock_only(by)
    found = _with_another_way(reached.to_chase())
    addresses = reach([one.person_id for one in found]) if found else {}
    planned = [(one, other) for one in found if (other := _other_way(one, addresses[one.person_id]))]
    if not planned:
        return 0
    written = outbox.write_many((letter for _one, (_way, letter) in planned), by=by, because=because)
    rows = [_notice(one, way, letter) for (one, (way, _letter)), letter in zip(planned, written, strict=True)]
    copying.insert(rows)
    record_many(_lines(planned, by, because))
    return len(rows)


@transaction.atomic
def chase_by_hand(renewal_id: UUID, way: str, *, by: Actor, because: Because) -> None:
    """Somebody of staff wrote by post, or spoke to the person by telephone; `because` says in words what came of it.

    NotAllowed wrong_role, own_record, not_lawful_now, way_unknown, words_missing, nothing_sent_yet, chased_already.
    """
    if way not in states.BY_HAND:
        raise NotAllowed("way_unknown")
    renewal = lock(renewal_id)
    role = policy.may_chase(by, renewal)
    by = in_role(by, role)
    said(because)
    if renewal.state not in states.REMINDED or renewal.kind != states.RENEWAL:
        raise NotAllowed("not_lawful_now", state=renewal.state)
    latest = renewal.notices.filter(round=renewal.round).order_by("-written_at").first()
    if latest is None:
        raise NotAllowed("nothing_sent_yet")
    person, _account = staff_ids(by)
    notice = Notice(
        renewal=renewal, round=renewal.round, rung=latest.rung, way=way, due_on=latest.due_on, chase=True,
        by_person=person, by_role=role,
    )  # fmt: skip
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError as error:
        raise NotAllowed("chased_already") from error
    touch(renewal)
    refs = {"rung": latest.rung, "round": renewal.round, "way": way}
    record("renewals.chased_by_hand", renewal, by=by, because=because, person_id=renewal.person_id, refs=refs)


def _with_another_way(found: list[ToChase]) -> list[ToChase]:
    """Most who are waited for have none, every night again: asked of all, before anything is opened."""
    untried = [(one, {kind for kind, way in _WAYS.items() if way not in one.tried}) for one in found]
    known = ways([one.person_id for one, kinds in untried if kinds])
    return [one for one, kinds in untried if kinds and kinds & known[one.person_id]]


def _other_way(one: ToChase, found: Reach) -> tuple[str, ToWrite] | None:
    """A way by which this rung did not go; none where there is no other."""
    rung = next(each for each in ladder.rungs(one.ladder_on) if each.code == one.rung)
    told = letters.of_ladder(found.name, one.number, one.day, one.ladder_on)
    for way, to, channel in ((states.EMAIL, found.email, EMAIL), (states.TEXT, found.phone, SMS)):
        if to and way not in one.tried:
            kind = letters.of_rung(rung).code
            return way, ToWrite(kind, to, told, one.person_id, (LABEL, one.renewal_id), channel)
    return None


def _notice(one: ToChase, way: str, letter_id: UUID) -> Notice:
    return Notice(
        renewal_id=one.renewal_id,
        round=one.round,
        rung=one.rung,
        way=way,
        due_on=one.due_on,
        written_at=clock.now(),
        letter_id=letter_id,
        chase=True,
    )


def _refs(one: ToChase, way: str) -> dict[str, object]:
    return {"rung": one.rung, "round": one.round, "way": way}


def _lines(planned: list[tuple[ToChase, tuple[str, ToWrite]]], by: Actor, because: Because) -> Iterator[Line]:
    for one, (way, _letter) in planned:
        yield Line(
            what=EVENT,
            subject_kind=Renewal._meta.label_lower,
            subject_id=one.renewal_id,
            person_id=one.person_id,
            by=by,
            because=because,
            at=clock.now(),
            refs=_refs(one, way),
        )
