"""What the person themselves learns of their visits to the identity provider."""

from uuid import UUID

from django.conf import settings

from careregister.base.actors import Actor

from .. import policy
from ..kinds import ONLINE
from ..models import IdentityScores


def online_name() -> str:
    """What the certified provider is called; may be empty."""
    return str(settings.IDENTITY_PROVIDER_NAME)


def differs_online(check_id: UUID, person_id: UUID, asker: Actor) -> bool:
    """Whether the provider knows them under another name or birth date, so that an officer looks. NotAllowed `wrong_role`."""
    policy.may_read(asker, person_id)
    latest = IdentityScores.objects.filter(of_check=check_id, of_check__person_id=person_id).order_by("-at").first()
    return latest is not None and latest.route == ONLINE and not (latest.name_agrees and latest.birth_agrees)
