"""The letters of the room. Their texts are in `letters/<kind>/`."""

from uuid import UUID

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.letters import actions as outbox
from careregister.letters.kinds import LetterKind

from .models import EmployerInvitation
from .roles import ROLES

ACCEPT_PAGE = "/organisation/invitation/{token}/"  # of the organisation front

INVITED = LetterKind(
    code="organisations.invited",
    name=_("Asking a colleague to act for an employer"),
    placeholders=frozenset({"employer", "roles", "link", "last_day"}),
    repeats=True,
    secret=True,
)
LETTERS = (INVITED,)


def invited(invitation: EmployerInvitation, token: str, *, by: Actor, because: Because) -> UUID:
    """The letter with the only copy of the link."""
    context = {
        "employer": invitation.employer.name,
        "roles": "\n".join(f"- {ROLES[role].name}: {ROLES[role].hint}" for role in invitation.roles),
        "link": settings.SITE_ADDRESS + ACCEPT_PAGE.format(token=token),
        "last_day": formats.date_format(clock.london_day(invitation.ends_at), "j F Y"),
    }
    to = invitation.opened()
    return outbox.write(INVITED.code, to=to, context=context, by=by, because=because, cause=invitation)
