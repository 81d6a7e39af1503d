"""The acts about one registrant as readable rows: what, since when, recorded when, by whom, because, what replaced it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from careregister.people import queries as people

from .. import phrases, reasons, sections, states
from ..events import EVENTS
from ..models import Act, Registrant
from .shown import tier_words
from .telling import role_name, who, with_day_and_reason

FINDS = 500


@dataclass(frozen=True, slots=True)
class ActRow:
    """`words` and `evidence` are None where the asker may not read them, and empty where nothing was written."""

    id: UUID
    action: str
    title: str
    sentence: str
    effective_from: datetime
    recorded_at: datetime
    until: date | None
    review_by: date | None
    publish_until: date | None
    tier_name: str
    facts: tuple[str, str, str] | None
    decided_by: str
    decided_role: str
    proposed_by: str
    proposed_role: str
    reason: str
    authority: str
    words: str | None
    evidence: str | None
    replaces: datetime | None
    replaced: bool
    correctable: bool
    undoable: bool


def act_rows(registrant: Registrant, shown: frozenset[str], *, only: UUID | None = None) -> tuple[ActRow, ...]:
    """Newest first. Three queries."""
    acts = list(Act.objects.filter(registrant=registrant).select_related("words").order_by("-recorded_at")[:FINDS])
    persons = {act.decided_person for act in acts} | {act.proposed_person for act in acts} | {registrant.person_id}
    called = people.names_of(person for person in persons if person)
    replaced = {act.replaces_id for act in acts if act.replaces_id}
    recorded = {act.pk: act.recorded_at for act in acts}
    whom = called.get(registrant.person_id, _("somebody"))
    return tuple(
        _row(act, whom, called, recorded.get(act.replaces_id) if act.replaces_id else None, act.pk in replaced, shown)
        for act in acts
        if only in (None, act.pk)
    )


def _row(
    act: Act, whom: str, called: dict[UUID, str], replaces: datetime | None, replaced: bool, shown: frozenset[str]
) -> ActRow:
    decided_by = who(act.decided_kind, act.decided_person, act.decided_reference, called)
    needed = sections.CASE_WORDS if act.authority == states.CASE else sections.WORDS
    written = getattr(act, "words", None)
    facts = written.facts if written and sections.FACTS in shown else None
    reason = reasons.clause(act.reason)
    said = str(phrases.SENTENCES[act.action]) % {"who": decided_by, "whom": whom}
    return ActRow(
        id=act.pk,
        action=act.action,
        title=str(EVENTS.get(f"register.{act.action}", phrases.VERBS[act.action])),
        sentence=with_day_and_reason(said, act.effective_from, act.recorded_at, reason),
        effective_from=act.effective_from,
        recorded_at=act.recorded_at,
        until=act.until,
        review_by=act.review_by,
        publish_until=act.publish_until,
        tier_name=tier_words(act.tier, act.recorded_at.date())[0] if act.tier else "",
        facts=(facts["name_shown"], facts["town"], facts["county"]) if facts else None,
        decided_by=decided_by,
        decided_role=role_name(act.decided_role),
        proposed_by=called.get(act.proposed_person, "") if act.proposed_person else "",
        proposed_role=role_name(act.proposed_role),
        reason=reason,
        authority=act.authority,
        words=None if needed not in shown else written.explanation if written else "",
        evidence=None if needed not in shown else written.evidence if written else "",
        replaces=replaces,
        replaced=replaced,
        correctable=not replaced and act.action != states.VOID,
        undoable=not replaced and act.action not in (*states.ADMISSIONS, states.VOID),
    )
