"""The roles of staff, what each is for, and which side it stands on. No person may represent members and judge them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

JUDGES, REPRESENTS, NEITHER = "judges", "represents", "neither"


@dataclass(frozen=True, slots=True)
class Role:
    """`hint`: what it may do and may not do, in one sentence, for whoever gives it to somebody."""

    code: str
    name: Promise
    side: str
    hint: Promise


ROLES = {
    role.code: role
    for role in (
        Role(
            "registrar", _("Registrar"), JUDGES,
            _("Admits, renews, pauses and restores people, and keeps their names, but removes nobody for what they did and corrects a decision only with the head of registration."),
        ),
        Role(
            "head_of_registration", _("Head of registration"), JUDGES,
            _("Does what a registrar does, decides corrections and days in the past, and takes lists out as files, but imposes no suspension and no conditions."),
        ),
        Role(
            "checks_officer", _("Checks officer"), NEITHER,
            _("Finds people, reads who they are and how they stand, and may keep somebody out of name search, but decides nobody’s standing and reads no words of a case."),
        ),
        Role(
            "membership_officer", _("Membership officer"), NEITHER,
            _("Finds members and what they paid, decides who need not pay for a time, ends memberships, looks after employers and letters, but reads no record of the register and gives no money back."),
        ),
        Role(
            "finance_officer", _("Finance officer"), NEITHER,
            _("Reads money: dues, payments, refunds and what the provider says, and sends refunds with a second person above a limit, but sees no checks, no cases and no record of the register."),
        ),
        Role(
            "case_officer", _("Case officer"), JUDGES,
            _("Reads records with what cases say, and places and releases holds, but decides nothing about anybody’s standing."),
        ),
        Role(
            "case_manager", _("Case manager"), JUDGES,
            _("Reads records with what cases say, holds them, and proposes what a panel decides, but never decides it."),
        ),
        Role(
            "case_examiner", _("Case examiner"), JUDGES,
            _("Agrees conditions and warnings with people, together with a second examiner, but suspends and removes nobody."),
        ),
        Role(
            "panel_member", _("Panel member"), JUDGES,
            _("Decides suspensions, conditions and removals that a case manager proposed, but opens only the records that are before a panel."),
        ),
        Role(
            "publications_officer", _("Publications officer"), NEITHER,
            _("Reads no record of the register and decides nothing; so far it has no pages of its own."),
        ),
        Role(
            "representative", _("Representative"), REPRESENTS,
            _("Stands with members and reads no record of the register; whoever holds it may hold no role that decides about members."),
        ),
        Role(
            "campaigns_officer", _("Campaigns officer"), REPRESENTS,
            _("Speaks for members in public and reads no record of the register; whoever holds it may hold no role that decides about members."),
        ),
        Role(
            "editor", _("Editor"), NEITHER,
            _("Reads no record of the register and decides nothing; so far it has no pages of its own."),
        ),
        Role(
            "auditor", _("Auditor"), NEITHER,
            _("Reads everything, who looked at what included, and takes lists out as files, but changes nothing and holds no other role."),
        ),
        Role(
            "administrator", _("Administrator"), NEITHER,
            _("Opens and closes accounts of staff and gives roles, but sees nobody’s record and holds no other role."),
        ),
    )
}  # fmt: skip

# An administrator keeps accounts and settings and sees no case, so the role goes with no other.
ALONE = frozenset({"administrator", "auditor"})
