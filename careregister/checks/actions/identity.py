"""Identity: scores given by an officer, or a certified provider's answer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn
from uuid import UUID

from django.db import transaction

from careregister.base import clock, names
from careregister.base.actors import Actor, Because, Kind
from careregister.base.body import rule
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.outside import identity as provider
from careregister.people import queries as people

from .. import gpg45, policy
from ..kinds import IDENTITY, IN_PERSON, ONLINE, VIDEO, VOUCHED
from ..models import Check, IdentityScores, ProviderVisit
from ..states import UNDER_WAY, WAITING
from . import steps
from .checks import passed

VISIT_LASTS = timedelta(hours=1)
PASSED, TO_OFFICER = "passed", "to_officer"
_OFFICERS_ROUTES = frozenset({VIDEO, IN_PERSON, VOUCHED})
_ANSWER = Because("provider_answered")


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a visit. `outcome`: passed, or to_officer (a name or birth date differs, or nothing to compare)."""

    check_id: UUID
    application_id: UUID
    outcome: str

    @property
    def is_passed(self) -> bool:
        return self.outcome == PASSED


@dataclass(frozen=True, slots=True)
class _Back:
    visit_id: UUID
    check_id: UUID
    nonce: str
    verifier: str
    back: str
    over: bool


@transaction.atomic
def record_scores(
    check_id: UUID,
    *,
    scores: Mapping[str, int],
    documents: Sequence[UUID] = (),
    route: str,
    by: Actor,
    because: Because,
) -> str:
    """Match scores to a profile of today's edition and accept the check. Returns the profile's code, M1B say.

    `scores`: strength, validity, activity, fraud, verification, each 0 to 4; `strength_2` and so on for more evidence.
    NotAllowed `no_profile` when no profile of the level that `admission.identity_level` asks is met, `scores_incomplete`,
    `score_out_of_range`, `route_unknown`, `evidence_missing`, `own_record`, `wrong_role`, `check_is_…`.
    """
    check = _identity(steps.locked(check_id))
    role = policy.may_decide(by, check)
    policy.check_step(check, "accept")
    if route not in _OFFICERS_ROUTES:
        raise NotAllowed("route_unknown")
    if not documents and not check.documents.exists() and route != IN_PERSON:
        raise NotAllowed("evidence_missing")
    given = gpg45.scores_from(scores)
    edition = gpg45.edition(clock.today())
    profile = edition.match(given, _needed())
    if profile is None:
        raise NotAllowed("no_profile", needed=_needed())
    IdentityScores.objects.create(
        of_check=check,
        route=route,
        edition=edition.name,
        profile=profile.code,
        level=profile.level,
        more_evidence=[list(piece) for piece in given.evidence[1:]],
        by_person=by.person_id,
        by_account=by.account_id,
        by_role=role,
        **{name: scores[name] for name in gpg45.COMPULSORY},
    )
    _scored(check, route, profile.code, edition.name, by, because)
    passed(check, method=route, documents=documents, role=role, by=by, because=because)
    return profile.code


def begin_provider(check_id: UUID, *, by: Actor, because: Because, return_to: str) -> str:
    """The address at which the person shows who they are. `return_to`: our own address that they come back to.

    NotAllowed `persons_choice`, `check_is_…`, `identity_provider_off`, `identity_provider_down`.
    """
    check = _identity(Check.objects.filter(pk=check_id).first())
    policy.may_visit_provider(by, check.person_id)
    if not provider.is_set_up():
        raise NotAllowed("identity_provider_off")
    try:
        visit = provider.begin(return_to)
    except provider.ProviderDown as trouble:
        raise NotAllowed("identity_provider_down", trouble=trouble.reason) from trouble
    with transaction.atomic():
        check = steps.locked(check_id)
        if check.state not in UNDER_WAY:
            raise NotAllowed(f"check_is_{check.state}")
        # One visit at a time: whoever comes back from an older one has to begin again.
        ProviderVisit.objects.filter(of_check=check, used_at=None).update(
            used_at=clock.now(), kept=b"", outcome="begun_again"
        )
        row = ProviderVisit(
            of_check=check,
            state_digest=_digest(visit.state),
            return_to=return_to,
            ends_at=clock.now() + VISIT_LASTS,
        )
        row.seal(json.dumps({"nonce": visit.nonce, "verifier": visit.verifier}))
        row.save(force_insert=True)
        record("checks.provider_visited", check, by=by, because=because, person_id=check.person_id)
        if check.state != WAITING:
            steps.take(check, "wait", by=by, because=because)
    return visit.url


def finish_provider(state: str, code: str, *, by: Actor, because: Because) -> Finished:
    """The person is back with `state` and `code` (empty: the provider said no, or they gave up).

    Whatever happens, the visit is over. A name or birth date that differs passes nobody: it goes to an officer.
    NotAllowed, with the check back with us: `identity_state_unknown`, `identity_state_used`, `identity_visit_over`,
    `persons_choice`, `identity_declined`, `identity_not_proven`, `identity_provider_down`, `identity_level_too_low`.
    """
    visit = _end_visit(state, by)
    if visit.over or not code:
        _to_us(visit, "identity_visit_over" if visit.over else "identity_declined", by)
    try:
        proof = provider.finish(code, nonce=visit.nonce, verifier=visit.verifier, back=visit.back)
    except provider.ProviderDown as trouble:
        _to_us(visit, "identity_provider_down", by, trouble.reason)
    except provider.NotProven as trouble:
        _to_us(visit, "identity_not_proven", by, trouble.reason)
    edition = gpg45.edition(clock.today())
    profile = edition.profile(proof.profile) if proof.policy == "gpg45" else None
    if profile is None or profile.level != proof.level or not edition.reaches(profile.level, _needed()):
        _to_us(visit, "identity_level_too_low", by)
    return _take_proof(visit, proof, edition, by)


@transaction.atomic(durable=True)
def _end_visit(state: str, by: Actor) -> _Back:
    """Use the visit up, whatever becomes of it: committed before anything is asked."""
    visit = ProviderVisit.objects.select_for_update().filter(state_digest=_digest(state)).first()
    if visit is None:
        raise NotAllowed("identity_state_unknown")
    check = Check.objects.get(pk=visit.of_check_id)
    policy.may_visit_provider(by, check.person_id)
    if visit.used_at is not None:
        raise NotAllowed("identity_state_used")
    kept = json.loads(visit.opened())
    over = visit.ends_at <= clock.now()
    visit.used_at, visit.kept, visit.outcome = clock.now(), b"", "over" if over else "back"
    visit.save()
    return _Back(visit.pk, check.pk, kept["nonce"], kept["verifier"], visit.return_to, over)


@transaction.atomic
def _take_proof(visit: _Back, proof: provider.Proof, edition: gpg45.Edition, by: Actor) -> Finished:
    check = steps.locked(visit.check_id)
    if check.state not in UNDER_WAY:
        raise NotAllowed(f"check_is_{check.state}")
    name, birth = _agree(check.person_id, proof)
    IdentityScores.objects.create(
        of_check=check,
        route=ONLINE,
        edition=edition.name,
        profile=proof.profile,
        level=proof.level,
        provider=proof.provider,
        evidence_kinds=list(proof.evidence_kinds),
        name_agrees=name,
        birth_agrees=birth,
        **{score: proof.scores[score] for score in gpg45.COMPULSORY if score in proof.scores},
    )
    them = Actor(kind=Kind.PROVIDER, reference=proof.provider)
    _scored(check, ONLINE, proof.profile, edition.name, them, _ANSWER)
    outcome = PASSED if name and birth else TO_OFFICER
    _note_outcome(visit, outcome)
    _keep_verified(visit, proof, outcome)
    if outcome == PASSED:
        passed(check, method=ONLINE, role="", by=them, because=_ANSWER)
    elif check.state == WAITING:
        steps.take(check, "come_back", by=them, because=Because("identity_differs"))
    return Finished(check.pk, check.application_id, outcome)


def _to_us(visit: _Back, reason: str, by: Actor, trouble: str = "") -> NoReturn:
    """The visit brought nothing: the check is ours again, and the person is told why. Always raises."""
    with transaction.atomic():
        check = steps.locked(visit.check_id)
        _note_outcome(visit, trouble or reason)
        record("checks.provider_answered", check, by=by, because=Because(reason), person_id=check.person_id)
        if check.state == WAITING:
            steps.take(check, "come_back", by=by, because=Because(reason))
    raise NotAllowed(reason)


def _agree(person_id: UUID, proof: provider.Proof) -> tuple[bool, bool]:
    """Whether the verified name and birth date are what the person said. What they did not say agrees with nothing."""
    said = names.tokens(people.names_for(person_id).legal)
    born = people.birth_of(person_id)
    verified = names.tokens(f"{proof.given_name} {proof.family_name}")
    return bool(said) and said == verified, born is not None and born == proof.born


def _scored(check: Check, route: str, profile: str, edition: str, by: Actor, because: Because) -> None:
    refs = {"route": route, "profile": profile, "edition": edition}
    record("checks.identity_scored", check, by=by, because=because, person_id=check.person_id, refs=refs)


def _note_outcome(visit: _Back, outcome: str) -> None:
    ProviderVisit.objects.filter(pk=visit.visit_id).update(outcome=outcome)


def _keep_verified(visit: _Back, proof: provider.Proof, outcome: str) -> None:
    """What differs is kept for the officer who compares it, of the latest visit alone."""
    ProviderVisit.objects.filter(of_check=visit.check_id).update(verified=b"")
    if outcome == TO_OFFICER:
        row = ProviderVisit.objects.get(pk=visit.visit_id)
        row.seal_verified(f"{proof.given_name} {proof.family_name}".strip(), proof.born)
        row.save(update_fields=["verified"])


def _identity(check: Check | None) -> Check:
    if check is None or check.kind != IDENTITY:
        raise NotAllowed("check_unknown")
    return check


def _needed() -> str:
    """The level of confidence that admission asks for."""
    return str(rule("admission.identity_level", clock.today()))


def _digest(state: str) -> bytes:
    return hashlib.sha256(state.encode()).digest()
