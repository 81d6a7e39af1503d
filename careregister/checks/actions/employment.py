"""Keeping the history of somebody's work as it was told with an application."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from careregister.base import clock, together
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.locks import lock_person

from .. import policy
from ..history_of_work import number
from ..models import GapReason, Spell, WorkHistory

Said = Mapping[str, Any]


@together.part
def lodge_history(
    person_id: UUID,
    *,
    left_education: str,
    spells: Sequence[Said],
    gaps: Sequence[Said],
    application_id: UUID,
    by: Actor,
    because: Because,
) -> UUID:
    """Keep a history of work, instead of the one told before with the same application. Returns its id.

    `spells` and `gaps` are answers of the form, months as "2019-03". NotAllowed `month_unreadable`, `month_in_future`,
    `months_out_of_order`, `not_your_application`, `own_record`, `wrong_role`; nothing is changed then.
    """
    policy.may_open(by, person_id)
    lock_person(person_id)
    before = WorkHistory.objects.filter(application_id=application_id).first()
    history = before or WorkHistory(person_id=person_id, application_id=application_id)
    if history.person_id != person_id:
        raise NotAllowed("not_your_application")
    history.left_education, history.lodged_at = _month(left_education), clock.now()
    jobs = [_spell(history, said) for said in spells]
    reasons = [_gap(history, said) for said in gaps]
    history.save()
    if before is not None:
        history.spells.all().delete()
        history.gap_reasons.all().delete()
    Spell.objects.bulk_create(jobs)
    GapReason.objects.bulk_create(reasons)
    refs = {"jobs": len(jobs), "gaps": len(reasons)}
    record("checks.history_lodged", history, by=by, because=because, person_id=person_id, refs=refs)
    return history.pk


def _spell(history: WorkHistory, said: Said) -> Spell:
    still = said.get("still") == "yes"
    spell = Spell(
        history=history,
        role=_text(said, "role"),
        employer=_text(said, "employer"),
        place=_text(said, "place"),
        care=said.get("care") == "yes",
        started=_month(said.get("started", "")),
        ended=None if still else _month(said.get("ended", "")),
        reason="" if still else _text(said, "reason") or "other",
    )
    _check_order(spell.started, spell.ended)
    spell.put("" if still else _text(said, "reason_words"))
    return spell


def _gap(history: WorkHistory, said: Said) -> GapReason:
    reason = GapReason(
        history=history,
        started=_month(said.get("started", "")),
        ended=_month(said.get("ended", "")),
        what=_text(said, "what") or "other",
    )
    _check_order(reason.started, reason.ended)
    reason.put(_text(said, "words"))
    return reason


def _check_order(started: date, ended: date | None) -> None:
    if ended is not None and ended < started:
        raise NotAllowed("months_out_of_order")


def _month(text: str) -> date:
    months = number(text)
    if months is None or months < 1900 * 12:
        raise NotAllowed("month_unreadable")
    day = date(months // 12, months % 12 + 1, 1)
    if day > clock.today():
        raise NotAllowed("month_in_future")
    return day


def _text(said: Said, field: str) -> str:
    return str(said.get(field) or "").strip()
