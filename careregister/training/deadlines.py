"""Until when an audit is answered, and its outcome appealed against."""

from datetime import date, timedelta
from uuid import UUID

from careregister.base import body, clock
from careregister.people import queries as people

from .models import Audit

MORE_TIME = "more_time"


def answer_day(person_id: UUID) -> date:
    """The last day for an answer, asked today: twice the days of the rule for whoever asked for more time."""
    days = int(body.rule("cpd.audit", clock.today())["answer_days"])
    if any(one.code == MORE_TIME for one in people.adjustments_of(person_id)):
        days *= 2
    return clock.today() + timedelta(days=days)


def appeal_by(audit: Audit) -> date:
    """The last day on which "not met" may be appealed against."""
    assert audit.not_met_at is not None
    decided = clock.london_day(audit.not_met_at)
    return decided + timedelta(days=int(body.rule("cpd.audit", decided)["appeal_days"]))
