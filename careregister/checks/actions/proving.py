"""An identity service knows somebody by another name or birthday than they said: an officer compares, and decides."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.body import rule
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import gpg45, policy, proofs
from ..kinds import IDENTITY, ONLINE
from . import steps
from .checks import passed


@transaction.atomic
def accept_proof(check_id: UUID, *, by: Actor, because: Because) -> None:
    """Accept what the provider verified although it differs from what the person said, with a reason in words.

    NotAllowed `check_unknown`, `own_record`, `wrong_role`, `check_is_…`, `nothing_to_compare`, `identity_level_too_low` when
    admission asks for more meanwhile, `reason_missing` without a code or without words.
    """
    check = steps.locked(check_id)
    if check.kind != IDENTITY:
        raise NotAllowed("check_unknown")
    role = policy.may_decide(by, check)
    policy.check_step(check, "accept")
    found = proofs.differing(check)
    if found is None:
        raise NotAllowed("nothing_to_compare")
    scores, _visit = found
    today = clock.today()
    if not gpg45.edition(today).reaches(scores.level, str(rule("admission.identity_level", today))):
        raise NotAllowed("identity_level_too_low")
    if not because.code or not because.words.strip():
        raise NotAllowed("reason_missing")
    refs = {"name": scores.name_agrees, "birth": scores.birth_agrees}
    record("checks.proof_accepted", check, by=by, because=because, person_id=check.person_id, refs=refs)
    passed(check, method=ONLINE, role=role, by=by, because=Because(because.code))
