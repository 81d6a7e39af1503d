"""What stands between one renewal and a lapse. All of it is asked again when the lapse is taken (docs/decisions/0011)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F

from careregister.base import body, clock
from careregister.letters.states import HANDED_OVER

from . import dates, fees, ladder, states
from .models import Look, Notice, Renewal
from .reached import FAILED, good_before

GOOD, PENDING, FAILED_FATE = "good", "pending", "failed"
NOT_LOOKED, PAID = "lapse_not_looked", "lapse_paid"


def why_not(renewal: Renewal) -> tuple[str, ...]:
    """Everything that forbids a lapse today, but for the registrar's look and what was paid; nothing when only those are
    left. The same as `reached.ready` says for many."""
    if renewal.kind != states.RENEWAL or renewal.state not in states.REMINDED:
        return ("not_lawful_now",)
    today = clock.today()
    assert renewal.day is not None
    assert renewal.ladder_on is not None
    found = []
    if today <= dates.grace_ends(renewal.day, renewal.ladder_on):
        found.append("lapse_too_early")
    found += _ladder(renewal, today)
    if renewal.deferrals.filter(state=states.ASKED).exists():
        found.append("lapse_deferral_asked")
    if renewal.registrant.holds.filter(released_at=None).exists():
        found.append("held")
    if renewal.registrant.restriction_spans.filter(known__upper_inf=True, valid__contains=clock.now()).exists():
        found.append("restricted")
    return tuple(found)


def not_looked(renewal: Renewal) -> tuple[str, ...]:
    """What is missing of the human: a look that says yes, in this round, not long ago, and that knew they had paid."""
    look = latest_look(renewal.pk, renewal.round)
    oldest = clock.now() - timedelta(days=body.rule("renewal.look_counts_days", clock.today()))
    if look is None or look.verdict != states.LAPSE or look.at < oldest:
        return (NOT_LOOKED,)
    return (PAID,) if fees.paying([renewal.person_id]) and not look.paid else ()


def said_yes() -> list[UUID]:
    """Renewals that a registrar looked at and said yes to, so that it still counts: `not_looked`, for everybody. Two queries."""
    oldest = clock.now() - timedelta(days=body.rule("renewal.look_counts_days", clock.today()))
    looks = Look.objects.filter(at__gte=oldest, renewal__state__in=states.REMINDED, renewal__round=F("round"))
    latest = {look.renewal_id: look for look in looks.order_by("at")}
    yes = [look for look in latest.values() if look.verdict == states.LAPSE]
    paid = fees.paying([look.subject_person for look in yes if not look.paid]) if yes else set()
    return [look.renewal_id for look in yes if look.paid or look.subject_person not in paid]


def latest_look(renewal_id: UUID, of_round: int) -> Look | None:
    return Look.objects.filter(renewal=renewal_id, round=of_round).order_by("-at").first()


def fate(notice: Notice, today: date) -> str:
    """What became of a notice: GOOD, PENDING or FAILED_FATE. `notice` with its letter."""
    before = good_before(today)
    if notice.way == states.NONE:
        return FAILED_FATE
    if notice.letter is None:
        return GOOD if notice.written_at <= before else PENDING
    if notice.letter.status in FAILED:
        return FAILED_FATE
    handed = notice.letter.status == HANDED_OVER and notice.letter.settled_at is not None
    return GOOD if handed and _heard_at(notice) <= before else PENDING


def _ladder(renewal: Renewal, today: date) -> list[str]:
    assert renewal.ladder_on is not None
    rows = renewal.notices.filter(round=renewal.round).exclude(way=states.EMPLOYER).select_related("letter")
    notices = [(one, fate(one, today)) for one in rows]
    found = []
    if {rung.code for rung in ladder.rungs(renewal.ladder_on)} - {one.rung for one, _fate in notices}:
        found.append("lapse_rung_missing")
    chased = max((one.written_at for one, what in notices if one.chase and what == GOOD), default=None)
    if any(not _reached(rung, notices, chased) for rung in {one.rung for one, _fate in notices}):
        found.append("lapse_not_reached")
    heard = min((_heard_at(one) for one, what in notices if what == GOOD), default=None)
    grace = timedelta(days=body.rule("renewal.grace_days", renewal.ladder_on))
    if heard is None or heard > clock.now() - grace:
        found.append("lapse_reached_late")
    return found


def _reached(rung: str, notices: list[tuple[Notice, str]], chased: datetime | None) -> bool:
    own = [(one, what) for one, what in notices if one.rung == rung]
    if any(what == GOOD for _one, what in own):
        return True
    return chased is not None and chased >= max(one.written_at for one, _what in own)


def _heard_at(notice: Notice) -> datetime:
    if notice.letter is None:
        return notice.written_at
    return notice.letter.settled_at or notice.written_at
