"""What the room gives out to the person it is about. Of places it says nothing: `privacy.exporting` says why."""

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, MADE, OTHERS, SECRET, Show, Table, nothing

from .models import EmployerInvitation, EmployerUser
from .roles import ROLES


def _roles(row: EmployerUser | EmployerInvitation) -> object:
    return [str(ROLES[role].name) for role in row.roles]


TABLES = (
    Table(
        "organisations.EmployerUser",
        _("Employers you act for"),
        lambda person: (
            EmployerUser.objects.filter(account__person=person).select_related("employer").order_by("since", "id")
        ),
        {
            "employer": Show(_("Employer"), lambda row: row.employer.name),
            "roles": Show(_("What you do"), _roles),
            "since": Show(_("Since")),
            "until": Show(_("Until")),
        },
        {"account": IDS},
    ),
    Table(
        "organisations.EmployerInvitation",
        _("Invitations to act for an employer"),
        lambda person: EmployerInvitation.objects.filter(
            settled_account__in=EmployerUser.objects.filter(account__person=person).values("account")
        ).order_by("invited_at"),
        {"roles": Show(_("What for"), _roles), "settled_at": Show(_("Answered"))},
        {"settled_account": IDS, "invited_account": OTHERS, "sealed": SECRET, "blind": MADE},
    ),
    Table("organisations.Employer", _("Employers"), nothing, {}, {"name": OTHERS}),
)
