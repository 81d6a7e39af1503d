"""The roles of staff, what each is for, and which side it stands on. No person may represent members and judge them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

JUDGES, REPRESENTS, NEITHER = "judges", "represents", "neither"


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    name: Promise
    side: str


ROLES = {
    role.code: role
    for role in (
        Role("registrar", _("Registrar"), JUDGES),
        Role("head_of_registration", _("Head of registration"), JUDGES),
        Role("checks_officer", _("Checks officer"), NEITHER),
        Role("membership_officer", _("Membership officer"), NEITHER),
        Role("case_officer", _("Case officer"), JUDGES),
        Role("case_manager", _("Case manager"), JUDGES),
        Role("case_examiner", _("Case examiner"), JUDGES),
        Role("panel_member", _("Panel member"), JUDGES),
        Role("publications_officer", _("Publications officer"), NEITHER),
        Role("representative", _("Representative"), REPRESENTS),
        Role("campaigns_officer", _("Campaigns officer"), REPRESENTS),
        Role("editor", _("Editor"), NEITHER),
        Role("auditor", _("Auditor"), NEITHER),
        Role("administrator", _("Administrator"), NEITHER),
    )
}

# An administrator keeps accounts and settings and sees no case, so the role goes with no other.
ALONE = frozenset({"administrator", "auditor"})
