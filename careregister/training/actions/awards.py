"""Telling of training, and becoming surer of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock, together
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.evidence import queries as evidence
from careregister.history.actions import record
from careregister.people.locks import lock_person

from .. import catalogue, policy
from ..models import Award
from ..states import ASSURANCE, NOT_ACCEPTED, STANDS


@together.part
def claim(
    person_id: UUID,
    *,
    topic: str,
    title: str,
    provider: str,
    finished_on: date,
    documents: Iterable[UUID] = (),
    by: Actor,
    because: Because,
) -> UUID:
    """Keep what somebody says they learnt. Returns the award's id; telling the same again returns the same award.

    `topic`: the code of a topic, or of a standard of the Care Certificate; an empty `title` becomes the topic's own.
    `documents`: more of them may be told later. NotAllowed `unknown_topic`, `date_in_future`, `provider_missing`,
    `not_your_document`, and what policy says.
    """
    policy.may_take(by, "claim", person_id)
    given = list(dict.fromkeys(documents))
    _check_said(person_id, topic, provider, finished_on, given)
    lock_person(person_id)  # two at once tell one award
    said = {
        "person_id": person_id,
        "topic": topic,
        "title": " ".join(title.split()) or catalogue.titles()[topic],
        "provider": " ".join(provider.split()),
        "finished_on": finished_on,
    }
    known = Award.objects.filter(**said, assurance__in=STANDS).first()
    award = known or Award.objects.create(**said, documents=given, claimed_at=clock.now())
    more = [one for one in given if one not in award.documents]
    if known is None:
        record("training.claimed", award, by=by, because=because, person_id=person_id, refs={"topic": topic})
    elif more:
        award.documents += more
        award.save()
        record("training.proof_added", award, by=by, because=because, person_id=person_id, refs={"pages": len(more)})
    return award.id


@transaction.atomic
def see_evidence(award_id: UUID, *, by: Actor, because: Because) -> None:
    """The proof was looked at and says what was told. NotAllowed `no_proof`, `already_<assurance>`."""
    award = _begin(award_id, "see_evidence", by)
    if not award.documents:
        raise NotAllowed("no_proof")
    _take(award, "see_evidence", "training.evidence_seen", by, because)


@transaction.atomic
def confirm_with_issuer(award_id: UUID, *, by: Actor, because: Because) -> None:
    """Whoever gave the award said that it is so; `because` says how they were asked."""
    award = _begin(award_id, "confirm_with_issuer", by)
    _take(award, "confirm_with_issuer", "training.confirmed_by_issuer", by, because)


@transaction.atomic
def note_observed(award_id: UUID, *, by: Actor, because: Because) -> None:
    """Somebody who may judge it saw it done at work; `because` says who."""
    award = _begin(award_id, "note_observed", by)
    _take(award, "note_observed", "training.competence_observed", by, because)


@transaction.atomic
def refuse_evidence(award_id: UUID, *, by: Actor, because: Because) -> None:
    """The proof does not prove it; `because` says why. It can be seen again when better proof comes."""
    award = _begin(award_id, "refuse_evidence", by)
    _take(award, "refuse_evidence", "training.evidence_refused", by, because)


@transaction.atomic
def withdraw(award_id: UUID, *, by: Actor, because: Because) -> None:
    """Take an award back: told by mistake, or twice."""
    award = _begin(award_id, "withdraw", by)
    _take(award, "withdraw", "training.withdrawn", by, because)


def _check_said(person_id: UUID, topic: str, provider: str, finished_on: date, documents: list[UUID]) -> None:
    if topic not in catalogue.titles():
        raise NotAllowed("unknown_topic")
    if finished_on > clock.today():
        raise NotAllowed("date_in_future")
    if not provider.strip():
        raise NotAllowed("provider_missing")
    if documents and not {*documents} <= {document.id for document in evidence.of_person(person_id)}:
        raise NotAllowed("not_your_document")


def _begin(award_id: UUID, action: str, by: Actor) -> Award:
    """The award, locked, if `by` may do this with it. NotAllowed; Award.DoesNotExist."""
    award = Award.objects.select_for_update().get(pk=award_id)
    policy.may_take(by, action, award.person_id)
    if not ASSURANCE.lawful(action, award.assurance):
        raise NotAllowed(f"award_{award.assurance}" if award.assurance not in STANDS else "award_is_surer")
    return award


def _take(award: Award, action: str, event: str, by: Actor, because: Because) -> None:
    before = award.assurance
    award.assurance = ASSURANCE.step(action).result(before)
    award.assured_at = clock.now()
    if before == NOT_ACCEPTED and _told_again(award):
        raise NotAllowed("award_told_again")
    award.save()
    refs = {"before": before, "topic": award.topic}
    record(event, award, by=by, because=because, person_id=award.person_id, refs=refs)


def _told_again(award: Award) -> bool:
    said = {field: getattr(award, field) for field in ("person_id", "topic", "title", "provider", "finished_on")}
    return Award.objects.filter(**said, assurance__in=STANDS).exclude(pk=award.pk).exists()
