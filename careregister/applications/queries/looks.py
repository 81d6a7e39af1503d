"""That somebody of staff had a file before them with what was said of health and character in it, or that an auditor read
the words of a decision: once a day for each."""

from __future__ import annotations

from dataclasses import replace

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.history.actions import record
from careregister.history.queries import looked_on

from .. import policy
from ..models import Application

LOOKED = "applications.declarations_read"
DECISION_READ = "applications.decision_words_read"
DECLARATIONS = "health_and_character"


def note_look(application: Application, asker: Actor) -> None:
    """The line is the same whatever was said: that there is one tells nothing."""
    section = next((one for one in application.sections.all() if one.code == DECLARATIONS), None)
    if section is None or looked_on(LOOKED, section, asker.account_id, clock.today()):
        return
    by = replace(asker, role=asker.acting_as(policy.SEES_CLOSED))
    record(LOOKED, section, by=by, because=Because("deciding"), person_id=application.person_id)


def note_auditor(application: Application, asker: Actor) -> None:
    """An auditor read what was said with a decision; those who decide need no line for it."""
    role = asker.acting_as(policy.AUDITORS)
    if not role or looked_on(DECISION_READ, application, asker.account_id, clock.today()):
        return
    by = replace(asker, role=role)
    record(DECISION_READ, application, by=by, because=Because("auditing"), person_id=application.person_id)
