"""What one renewal asks of its person: only what is not known, or went out of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from careregister.base import body, clock
from careregister.base.body import NoRuleInForce
from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE, KINDS
from careregister.checks.models import Check
from careregister.checks.states import EXPIRED, PASSED
from careregister.register.models import Act
from careregister.register.states import ADMISSIONS, BROUGHT
from careregister.training import queries as training

from . import fees, questions, states
from .models import Renewal

RUNS_OUT = (CRIMINAL_RECORD, INSURANCE)  # checks that are seen anew once they are out of date
LIVING = (*states.RUNNING, states.RENEWED)


@dataclass(frozen=True, slots=True)
class Needs:
    """`evidence`: the kinds of check that are out of date. `fee`: see `fees`. `code_version`: the one to be accepted."""

    code: bool
    code_version: str
    evidence: tuple[str, ...]
    cpd_met: bool
    fee: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that this person writes, in order."""
        asked = {
            questions.DETAILS: True,
            questions.DECLARATIONS: True,
            questions.CODE: self.code,
            questions.EVIDENCE: bool(self.evidence),
            questions.CPD: not self.cpd_met,
        }
        return tuple(part for part, wanted in asked.items() if wanted)


def needs_of(renewal: Renewal) -> Needs:
    """As of today."""
    today = clock.today()
    version = str(body.rule("code.version", today))
    return Needs(
        code=accepted_version(renewal.registrant_id) != version,
        code_version=version,
        evidence=out_of_date(renewal.person_id, today),
        cpd_met=cpd_of(renewal).met,
        fee=fees.fee_of(renewal.person_id),
    )


def cpd_of(renewal: Renewal) -> training.CpdMine:
    """The learning of the year that this renewal ends, as far as it has come: that year runs on until it is renewed on."""
    on = clock.london_day(renewal.ended_at) if renewal.ended_at else clock.today()
    return training.cpd_mine(renewal.person_id, on)


def accepted_version(registrant_id: UUID) -> str:
    """The version of the code that a registrant accepted last: with a renewal, or when they were admitted by us. Empty
    for somebody who was brought along and never did."""
    renewed = Renewal.objects.filter(registrant=registrant_id, state=states.RENEWED).exclude(code_version="")
    last = renewed.order_by("-ended_at").values_list("code_version", flat=True).first()
    if last:
        return last
    admitted = Act.objects.filter(registrant=registrant_id, action__in=ADMISSIONS).exclude(authority__in=BROUGHT)
    moment = admitted.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    if moment is None:
        return ""
    try:
        return str(body.rule("code.version", clock.london_day(moment)))
    except NoRuleInForce:
        return ""


def out_of_date(person_id: UUID, today: date) -> tuple[str, ...]:
    """The kinds of check that this person passed once and of which none counts today, in the order of KINDS."""
    over, counts = set(), set()
    for check in Check.objects.filter(person=person_id, kind__in=RUNS_OUT, state__in=(PASSED, EXPIRED)):
        (over if _is_out(check, today) else counts).add(check.kind)
    return tuple(kind for kind in KINDS if kind in over - counts)


def _is_out(check: Check, today: date) -> bool:
    return check.state == EXPIRED or (check.expires_on is not None and check.expires_on < today)
