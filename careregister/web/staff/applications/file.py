"""One application, whole: who, what stops it, the evidence beside each check, what was decided, what can be done now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from careregister.applications import queries, states
from careregister.applications.queries import ReadSection, WholeApplication
from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.checks import policy as checks_policy
from careregister.checks import queries as checks
from careregister.checks.kinds import CRIMINAL_RECORD, IDENTITY
from careregister.checks.queries import CheckFacts
from careregister.evidence import queries as evidence
from careregister.evidence.purposes import OTHER, PURPOSES
from careregister.evidence.queries import DocumentFacts
from careregister.history import queries as history
from careregister.history.sentences import sentence
from careregister.letters import policy as letters
from careregister.people import queries as people
from careregister.people.roles import ROLES
from careregister.register import queries as register
from careregister.training import queries as training
from careregister.web.parts.jinja import moment_words
from careregister.web.staff.door import actor_of, staff_page

from .drawing import draw
from .opening import READERS, opened, page, why_closed

# What was said beside each check.
SECTIONS_OF = {
    "identity": ("about_you", "identity", "photo"),
    "criminal_record": ("criminal_record",),
    "employment": ("employment", "gaps"),
    "references": ("references",),
    "training": ("care_certificate", "training"),
    "character": ("health_and_character", "code"),
    "insurance": ("insurance",),
}
_ELSEWHERE = ("public", "paying")


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A check with what was said and given for it. `walled`: the asker reads one word and nothing behind it."""

    kind: str
    facts: CheckFacts | None
    sections: tuple[ReadSection, ...]
    papers: tuple[DocumentFacts, ...]
    walled: bool
    may_decide: bool


@require_GET
@staff_page(*READERS)
def whole(request: HttpRequest, reference: str) -> HttpResponse:
    by = actor_of(request)
    file = opened(request, reference)
    why = why_closed(request, file)
    told_work = checks.history_of(file.id, by)
    return page(
        request,
        "file.html",
        file=file,
        why=why,
        ended=file.state in states.ENDED,
        checks=checks_shown(file, by, why),
        elsewhere=[one for one in file.sections if one.code in _ELSEWHERE and one.items],
        work=told_work,
        drawn=draw(told_work) if told_work else None,
        to_verify=checks.ends_to_verify(file.id, by),
        asks=[one for one in file.asks if one.kind != "employer_dbs"],
        awards=training.passport(file.person_id, clock.today(), asker=by),
        meets=bool(by.roles & states.REGISTRARS),
        similar=_similar(file, by),
        rules=rules_of(reference),
        told=story(file),
        profile=_profile(file),
        came_with=_came_with(file, by),
        number=register.number_of(file.person_id) if file.state == states.ADMITTED else "",
        # Who said that they know the person is not led to what was written to them.
        letters_of=file.person_id if by.roles & letters.READERS and file.interest != "conflict" else None,
    )


def checks_shown(file: WholeApplication, by: Actor, why: str = "") -> tuple[CheckShown, ...]:
    """Each check that was opened, in order, with its part of the form and the papers that the asker may open."""
    said = {one.code: one for one in file.sections}
    may = frozenset() if why else checks.decidable(file.id, by)
    return tuple(_shown(facts, said, by, facts.id in may) for facts in file.checks)


def rules_of(reference: str) -> list[tuple[str, Any, str, str]]:
    """(code, value, since, source) of each rule that was frozen with the application."""
    found = queries.find(reference)
    kept = (found.criteria or {}) if found else {}
    return [(code, row["value"], row["since"], row["source"]) for code, row in kept.items()]


def story(file: WholeApplication) -> list[tuple[str, str, str]]:
    """(sentence, when and in which role, words) of what happened to the application itself, newest first."""
    lines = history.of_subject("applications.application", file.id)
    called = people.names_of({line.by_person for line in lines if line.by_person})
    return [(f"{_who(line, called)}: {sentence(line.what)}", _when(line), line.words) for line in lines]


def _shown(facts: CheckFacts, said: dict[str, ReadSection], by: Actor, may_decide: bool) -> CheckShown:
    walled = facts.kind == CRIMINAL_RECORD and not by.roles & checks_policy.CHECKS_OFFICER
    sections = [said[code] for code in SECTIONS_OF[facts.kind] if code in said]
    ids = {*facts.documents} | {one for section in sections for one in _papers_in(section)}
    return CheckShown(
        kind=facts.kind,
        facts=facts,
        sections=() if walled else tuple(one for one in sections if one.items or one.none),
        papers=() if walled else openable(ids, by),
        walled=walled,
        may_decide=may_decide,
    )


def openable(ids: Iterable[UUID], by: Actor) -> tuple[DocumentFacts, ...]:
    """Of these papers, those that this role may look at and that are still there."""
    return _may_open(evidence.facts(ids).values(), by)


def _may_open(known: Iterable[DocumentFacts], by: Actor) -> tuple[DocumentFacts, ...]:
    mine = [one for one in known if one.destroyed_at is None and by.roles & PURPOSES[one.purpose].readers]
    return tuple(sorted(mine, key=lambda one: one.received_at))


def _came_with(file: WholeApplication, by: Actor) -> tuple[DocumentFacts, ...]:
    """The papers that came with an answer, a reply or the appeal of this application."""
    given = (one for one in evidence.of_person(file.person_id) if one.purpose == OTHER)
    return _may_open((one for one in given if file.began_at <= one.received_at <= (file.ended_at or clock.now())), by)


def _papers_in(section: ReadSection) -> Iterable[UUID]:
    return (paper for item in section.items for answer in item for paper in answer.documents)


def _similar(file: WholeApplication, by: Actor) -> tuple[queries.SimilarDecision, ...]:
    """Past decisions like the one that is recommended; nothing while nothing is."""
    pending = next((one for one in file.recommendations if one.state == states.PENDING), None)
    found = queries.find(file.reference) if pending else None
    if pending is None or found is None:
        return ()
    return queries.similar_decisions(found, pending.outcome, pending.reason_codes, by)


def _profile(file: WholeApplication) -> dict[str, Any] | None:
    for one in file.checks:
        if one.kind == IDENTITY and one.for_officer.get("scores"):
            return dict(one.for_officer["scores"][0])
    return None


def _who(line: history.Happened, called: dict[UUID, str]) -> str:
    if line.by_kind == Kind.STAFF:
        return called.get(line.by_person, "") if line.by_person else ""
    known = {Kind.PERSON: _("The applicant"), Kind.CLOCK: _("The clock"), Kind.LINK: _("The holder of a link")}
    return known.get(Kind(line.by_kind), _("Somebody not signed in"))


def _when(line: history.Happened) -> str:
    role = str(ROLES[line.by_role].name).lower() if line.by_role in ROLES else ""
    return ", ".join(filter(None, (moment_words(line.at), role)))
