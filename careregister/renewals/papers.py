"""Papers for what went out of date: kept with the answers, handed in as checks with each sending, gone when not sent.

Each sending opens its own checks, known by the referral that it made: what was decided on earlier papers stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from careregister.base.actors import CLOCK, Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import actions as checks
from careregister.evidence import actions as papers
from careregister.evidence import queries as evidence
from careregister.evidence.queries import DocumentFacts

from .models import Referral, Renewal
from .questions import PAPERS, papers_of

NOT_SENT = Because("renewal_over")


def check_own(person_id: UUID, said: Mapping[str, Any]) -> None:
    """NotAllowed not_your_document where the answers name a paper that is another's, gone, or given for something else."""
    for kind in PAPERS:
        if len(_living(person_id, kind, said)) != len(_named(kind, said)):
            raise NotAllowed("not_your_document")


def living(person_id: UUID, said: Mapping[str, Any]) -> dict[str, tuple[DocumentFacts, ...]]:
    """Of each kind, the papers that the answers name and that are still there."""
    return {kind: _living(person_id, kind, said) for kind in PAPERS}


def still_there(person_id: UUID, said: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with those of their papers alone that were not taken back since."""
    there = living(person_id, said)
    return {**said, **{papers_of(kind): [str(one.id) for one in few] for kind, few in there.items()}}


def hand_in(referral: Referral, kinds: Iterable[str], said: Mapping[str, Any], *, by: Actor, because: Because) -> None:
    """Open a check for each kind, with the papers given for it. From now on they rest with us."""
    person_id, wanted = referral.renewal.person_id, list(kinds)
    if not wanted:
        return
    opened = checks.open_checks(person_id, wanted, application_id=referral.pk, by=by, because=because)
    given = living(person_id, said)
    for kind in wanted:
        ids = [one.id for one in given.get(kind, ())]
        if ids:
            papers.lodge(ids, by=by, because=because)
            checks.bring(opened[kind], ids, by=by, because=because)


def put_down(referral_ids: Iterable[UUID], *, by: Actor, because: Because) -> None:
    """Nobody looks at the papers of these any more: what was not decided is closed."""
    for referral_id in referral_ids:
        checks.close_all(referral_id, by=by, because=Because(because.code))


def forget_unsent(renewal: Renewal) -> None:
    """Papers that were given while the renewal ran and never sent go with its end."""
    for one in evidence.not_lodged(renewal.person_id, PAPERS.values(), renewal.opened_at):
        papers.destroy(one, by=CLOCK, because=NOT_SENT)


def _named(kind: str, said: Mapping[str, Any]) -> list[UUID]:
    return list(dict.fromkeys(UUID(one) for one in said.get(papers_of(kind), ())))


def _living(person_id: UUID, kind: str, said: Mapping[str, Any]) -> tuple[DocumentFacts, ...]:
    named = _named(kind, said)
    found = evidence.facts(named) if named else {}
    return tuple(
        one
        for one in map(found.get, named)
        if one and one.person_id == person_id and one.purpose == PAPERS[kind] and not one.destroyed_at
    )
