"""Somebody whose criminal record check and insurance ran out before their renewal, and the papers they send for them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from careregister.base import clock
from careregister.checks import actions as checks
from careregister.checks.jobs import expire_due
from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE
from careregister.evidence.tests import papers
from careregister.register.models import Registrant
from careregister.renewals import actions, questions
from careregister.renewals.models import Renewal

from . import world
from .world import OWN_WISH, WHY

BOTH = (CRIMINAL_RECORD, INSURANCE)
AGAIN = date(2028, 3, 1)


def passed(person_id: UUID, kind: str, until: date, cause: UUID | None = None) -> UUID:
    """A check that was accepted a year before its last day."""
    by = world.staff("checks_officer")
    with world.on(until - timedelta(days=364), 12):
        made = checks.open_check(person_id, kind, application_id=cause or uuid4(), by=by, because=WHY)
        checks.accept(made, expires_on=until, by=by, because=WHY)
    return made


def ran_out(one: Registrant, *kinds: str) -> None:
    """Checks of these kinds, a week over, and the clock has said so."""
    for kind in kinds:
        passed(one.person_id, kind, clock.today() - timedelta(days=7))
    expire_due()


def out(*kinds: str) -> Renewal:
    """A renewal, opened now, of somebody whose checks of these kinds ran out."""
    renewal = world.opened()
    ran_out(renewal.registrant, *(kinds or BOTH))
    return renewal


def given(renewal: Renewal, kind: str, colour: str = "red") -> str:
    return str(papers.given(renewal.person_id, questions.PAPERS[kind], papers.picture(colour=colour)))


def sent(renewal: Renewal, **evidence: object) -> str:
    """Filled in and sent with this for what went out of date; the state it is in then."""
    world.fill(renewal, evidence=evidence)
    return actions.send(renewal.pk, by=world.themselves(renewal), because=OWN_WISH)
