"""Visits to the identity provider: what the person learns of them, and what an officer compares."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from careregister.base import names
from careregister.base.actors import Actor
from careregister.people import queries as people

from .. import policy, proofs
from ..kinds import IDENTITY, ONLINE
from ..models import Check, IdentityScores


@dataclass(frozen=True, slots=True)
class ProofBeside:
    """What a provider verified beside what the person says now; `name_agrees` and `birth_agrees` are of now as well."""

    provider: str
    profile: str
    level: str
    at: datetime
    verified_name: str = field(repr=False)
    verified_born: date | None = field(repr=False)
    said_name: str = field(repr=False)
    said_other: tuple[str, ...] = field(repr=False)
    said_born: date | None = field(repr=False)
    name_agrees: bool
    birth_agrees: bool


def proof_beside(check_id: UUID, asker: Actor) -> ProofBeside | None:
    """For who may decide the check; None when there is nothing to compare. NotAllowed `own_record`, `wrong_role`."""
    check = Check.objects.filter(pk=check_id, kind=IDENTITY).first()
    if check is None:
        return None
    policy.may_decide(asker, check)
    found = proofs.differing(check)
    if found is None:
        return None
    scores, visit = found
    name, born = visit.opened_verified()
    said, said_born = people.names_for(check.person_id), people.birth_of(check.person_id)
    return ProofBeside(
        provider=scores.provider,
        profile=scores.profile,
        level=scores.level,
        at=scores.at,
        verified_name=name,
        verified_born=born,
        said_name=said.legal,
        said_other=tuple(one for one in (said.known_as, *said.former) if one),
        said_born=said_born,
        name_agrees=bool(said.legal) and names.tokens(said.legal) == names.tokens(name),
        birth_agrees=born is not None and born == said_born,
    )


def online_name() -> str:
    """What the certified provider is called; may be empty."""
    return str(settings.IDENTITY_PROVIDER_NAME)


def differs_online(check_id: UUID, person_id: UUID, asker: Actor) -> bool:
    """Whether the provider knows them under another name or birth date, so that an officer looks. NotAllowed `wrong_role`."""
    policy.may_read(asker, person_id)
    latest = IdentityScores.objects.filter(of_check=check_id, of_check__person_id=person_id).order_by("-at").first()
    return latest is not None and latest.route == ONLINE and not (latest.name_agrees and latest.birth_agrees)
