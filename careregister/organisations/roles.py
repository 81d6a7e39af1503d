"""What somebody may be for an employer. Roles are held per employer, by an account, and never by staff of the register."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWNER, PAYER, CHECKER = "owner", "payer", "checker"
RECRUITER, TRAINER, SAFEGUARDING_LEAD = "recruiter", "trainer", "safeguarding_lead"


@dataclass(frozen=True, slots=True)
class EmployerRole:
    """`hint`: what it may do, in one sentence, for whoever gives it to somebody."""

    code: str
    name: Promise
    hint: Promise


ROLES = {
    role.code: role
    for role in (
        EmployerRole(OWNER, _("Owner"), _("Invites colleagues, gives and ends roles, and may do what a payer does.")),
        EmployerRole(PAYER, _("Payer"), _("Pays for workers: invites them, sees whom we are paid for, keeps the way of paying.")),
        EmployerRole(CHECKER, _("Checker"), _("Checks how workers stand on the register.")),
        EmployerRole(RECRUITER, _("Recruiter"), _("Looks after people who may come to work for you.")),
        EmployerRole(TRAINER, _("Trainer"), _("Looks after what workers learn.")),
        EmployerRole(SAFEGUARDING_LEAD, _("Safeguarding lead"), _("Is told what concerns the safety of the people you care for.")),
    )
}  # fmt: skip

MAY_PAY = frozenset({OWNER, PAYER})
