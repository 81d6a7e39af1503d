"""Decisions by two: one proposes, another decides, about a third. Three different persons; the database says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.locks import waiting
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.models import Person

from .. import policy, states
from ..drafts import Authority, Details, merged_with
from ..models import Act, Proposal, Registrant
from .acting import in_role, lock, take
from .admission import admit
from .corrections import check_correctable, correct


@transaction.atomic
def propose(
    subject: Registrant | Person,
    action: str,
    details: Details,
    *,
    by: Actor,
    because: Because,
    authority: Authority,
    corrects: Act | None = None,
) -> Proposal:
    """Propose a step that needs two. `subject` is a Person for an admission, else a Registrant; `action` `void`
    with `corrects` proposes that an act be replaced by nothing. One open proposal for each step and person. What
    breaks a rule in itself is refused here already (see `policy.check_told`)."""
    registrant = lock(subject) if isinstance(subject, Registrant) else None
    person_id = registrant.person_id if registrant else subject.pk
    imposed = policy.imposed_by([details.restriction]).get(details.restriction, "")
    role = policy.may_propose(by, person_id, action, correcting=corrects is not None, imposed=imposed)
    person, account = by.person_id, by.account_id
    if person is None or account is None:
        raise NotAllowed("wrong_role")
    _check_ground(registrant, action, authority, because, corrects)
    if corrects is not None:
        _check_correction(registrant, action, details, corrects)
    _check_told(registrant, action, details, authority, corrects)
    try:
        with waiting(), transaction.atomic():
            proposal = Proposal.objects.create(
                registrant=registrant,
                subject_person=person_id,
                action=action,
                corrects=corrects,
                details=details.as_json(),
                reason=because.code,
                words=because.words,
                authority=authority.kind,
                authority_ref=authority.reference,
                proposed_person=person,
                proposed_account=account,
                proposed_role=role,
                proposed_at=clock.now(),
            )
    except IntegrityError as error:
        raise NotAllowed("already_proposed") from error
    _record("register.proposed", proposal, by=in_role(by, role), because=because)
    return proposal


@transaction.atomic
def accept(proposal: Proposal, *, by: Actor, because: Because, seen: int | None = None) -> Act:
    """Decide a proposal as proposed: the act is written now, with both persons on it. The step is judged afresh.

    `seen`: see `acting.take`."""
    proposal = _open(proposal)
    proposer = _proposer(proposal)
    reason = Because(proposal.reason, "\n\n".join(filter(None, (proposal.words, because.words))))
    details = Details.from_json(proposal.details)
    authority = Authority(proposal.authority, proposal.authority_ref)
    common: dict[str, Any] = {"by": by, "because": reason, "proposed_by": proposer, "proposed_at": proposal.proposed_at}
    if proposal.corrects is not None:
        wanted = None if proposal.action == states.VOID else details
        act = correct(proposal.corrects, wanted, seen=seen, **common)
    elif proposal.registrant is None:
        person = Person.objects.get(pk=proposal.subject_person)
        registrant = admit(person, details, authority=authority, action=proposal.action, **common)
        act = registrant.acts.order_by("recorded_at")[0]
        proposal.registrant = registrant
    else:
        act = take(proposal.registrant, proposal.action, details, authority=authority, seen=seen, **common)
    proposal.act = act
    _close(proposal, states.ACCEPTED, by=in_role(by, act.decided_role), because=because)
    return act


@transaction.atomic
def decline(proposal: Proposal, *, by: Actor, because: Because) -> Proposal:
    """Decide against a proposal. Whoever could accept it may decline it; words are needed."""
    proposal = _open(proposal)
    restriction = policy.restriction_of(proposal)
    imposed = policy.imposed_by([restriction]).get(restriction, "")
    who = policy.who_for(proposal.action, correcting=proposal.corrects is not None, imposed=imposed)
    role = policy.role_to_decide(by, who)
    if by.person_id is None:  # an import decides here only what was decided elsewhere
        raise NotAllowed("wrong_role")
    if by.person_id in {proposal.proposed_person, proposal.subject_person}:
        raise NotAllowed("three_different_persons")
    if not because.words.strip():
        raise NotAllowed("words_missing")
    return _close(proposal, states.DECLINED, by=in_role(by, role), because=because)


@transaction.atomic
def take_back(proposal: Proposal, *, by: Actor, because: Because) -> Proposal:
    """The proposer thinks better of it."""
    proposal = _open(proposal)
    policy.may_take_back(by, proposal)
    return _close(proposal, states.TAKEN_BACK, by=in_role(by, proposal.proposed_role), because=because)


def _check_ground(
    registrant: Registrant | None, action: str, authority: Authority, because: Because, corrects: Act | None
) -> None:
    if authority.kind not in policy.who_for(action, correcting=corrects is not None).authorities:
        raise NotAllowed("wrong_authority", authority=authority.kind)
    if not because.code:
        raise NotAllowed("reason_missing")
    if registrant is None and action not in states.ADMISSIONS:
        raise NotAllowed("not_a_registrant")
    if action == states.VOID and corrects is None:
        raise NotAllowed("nothing_to_correct")


def _check_correction(registrant: Registrant | None, action: str, details: Details, corrects: Act) -> None:
    ours = registrant is not None and corrects.registrant_id == registrant.pk
    if not ours or action not in {states.VOID, corrects.action}:
        raise NotAllowed("not_an_act_of_this_entry")
    check_correctable(corrects, None if action == states.VOID else details)


def _check_told(
    registrant: Registrant | None, action: str, details: Details, authority: Authority, corrects: Act | None
) -> None:
    """What breaks a rule in itself. How long a renewal is shows only beside what it renews: `take` judges that."""
    if action == states.VOID:
        return
    told = merged_with(details, corrects) if corrects else details
    if registrant is not None:
        policy.check_told(registrant, action, told)
    if action in states.SETS_UNTIL and action != "renew" and told.until:
        starts = clock.london_day(told.effective_from or clock.now())
        if not policy.brought(authority.kind, corrects):
            policy.check_length(told.until, starts, starts)


def _open(proposal: Proposal) -> Proposal:
    if proposal.registrant is not None:
        lock(proposal.registrant)
    with waiting():
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.state != states.OPEN:
        raise NotAllowed("already_decided", state=proposal.state)
    return proposal


def _proposer(proposal: Proposal) -> Actor:
    return Actor(
        kind=Kind.STAFF,
        person_id=proposal.proposed_person,
        account_id=proposal.proposed_account,
        roles=frozenset({proposal.proposed_role}),
        role=proposal.proposed_role,
    )


def _close(proposal: Proposal, state: str, *, by: Actor, because: Because) -> Proposal:
    proposal.state = state
    proposal.closed_person, proposal.closed_account = by.person_id, by.account_id
    proposal.closed_role = by.role
    proposal.closed_at = clock.now()
    proposal.closed_words = because.words
    proposal.save()
    _record(f"register.proposal_{state}", proposal, by=by, because=because)
    return proposal


def _record(what: str, proposal: Proposal, *, by: Actor, because: Because) -> UUID:
    return record(
        what,
        proposal,
        person_id=proposal.subject_person,
        by=by,
        because=because,
        refs={"action": proposal.action, "registrant": proposal.registrant_id, "corrects": proposal.corrects_id},
    )
