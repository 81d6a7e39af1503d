"""The job `applications.have_we_met`. It writes down whom we may have met before; what follows, a registrar decides."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import CLOCK, Because
from careregister.history.actions import record

from .. import states
from ..actions.stepping import lock, touch
from ..models import Application, Match
from . import model, people
from .compared import COMPARED, compared, due

if TYPE_CHECKING:
    from .comparing import Found

COMPARISON = Because("compared")
AT_ONCE = 200
CLOSER = 1.0  # twice the odds; what a registrar said of less than that stands

logger = logging.getLogger(__name__)


def have_we_met(application_id: str = "") -> int:
    """Compare one application, or without an id every one that is due. Safe to run twice. Returns how many were found.

    When it fails, the application stays "not yet compared", decisions wait, and the next run takes it up.
    """
    wanted = due().filter(pk=UUID(application_id)) if application_id else due()
    asked = {str(row.person_id): row.pk for row in wanted[:AT_ONCE]}
    if not asked:
        return 0
    from .comparing import compare  # Splink and DuckDB: only where a comparison is made

    began = clock.now()
    everybody = people.everybody()
    least = float(body.rule("have_we_met.least_probability", clock.today()))
    those = [one for one in everybody if one.person in asked]
    found = compare(those, everybody, least)
    for one in asked.keys() - {one.person for one in those}:
        logger.error("application %s says no name: there is nothing to compare", asked.pop(one))
    return sum(_write(asked[one], [each for each in found if each.person == one], began) for one in list(asked))


@transaction.atomic
def _write(application_id: UUID, found: list[Found], began: datetime) -> int:
    application = lock(application_id)
    if application.state not in states.OPEN or compared(application_id):  # somebody else was quicker
        return 0
    new = sum(_match(application, one) for one in found)
    if new:
        touch(application)
    _tell(application, COMPARED, {"found": new, "edition": model.EDITION}, at=began)  # what was said later is due again
    return new


def _match(application: Application, one) -> bool:
    reasons = [
        {"what": reason.what, "level": reason.level, "weight": reason.weight}
        for reason in one.reasons
        if reason.level != model.MISSING
    ]
    if one.by_name:
        reasons[0]["by_name"] = one.by_name
    match, is_new = Match.objects.get_or_create(
        application=application,
        other_id=UUID(one.other),
        defaults={
            "weight": one.weight,
            "probability": one.probability,
            "reasons": reasons,
            "model_edition": model.EDITION,
            "found_at": clock.now(),
        },
    )
    closer = not is_new and match.state == states.DIFFERENT and one.weight > match.weight + CLOSER
    if closer:
        match.weight, match.probability, match.reasons = one.weight, one.probability, reasons
        match.model_edition, match.found_at = model.EDITION, clock.now()
        match.state = states.MATCH.step("find_closer").result(match.state)
        match.closed_person = match.closed_account = match.closed_at = None  # what they said of it stays
        match.save()
    if is_new or closer:
        _tell(application, "applications.met_before", {"match": match.pk, "other": match.other_id})
    return is_new or closer


def _tell(application: Application, what: str, refs: Mapping[str, object], *, at: datetime | None = None) -> None:
    record(what, application, person_id=application.person_id, by=CLOCK, because=COMPARISON, refs=refs, at=at)
