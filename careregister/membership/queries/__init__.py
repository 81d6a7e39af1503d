"""What others read of memberships: plain values, integer pence, London days."""

from .employers import (
    Covered,
    EmployerMoney,
    WorkerInvitationFacts,
    WorkerInvitationShown,
    covered,
    employer_money,
    worker_invitation_by_token,
    worker_invitations_of,
    workers_counted,
    workers_named,
)
from .figures import Arrear, Churn, Forecast, arrears, by_plan, churn, forecast, to_refund
from .finding import Found, find, found
from .own import Mine, PlanFacts, WaiverFacts, derive_state, is_member, mine, plans, subscription_of
from .waivers import WaiverShown, waiver, waiver_queue

__all__ = [
    "Arrear",
    "Churn",
    "Covered",
    "EmployerMoney",
    "Forecast",
    "Found",
    "Mine",
    "PlanFacts",
    "WaiverFacts",
    "WaiverShown",
    "WorkerInvitationFacts",
    "WorkerInvitationShown",
    "arrears",
    "by_plan",
    "churn",
    "covered",
    "derive_state",
    "employer_money",
    "find",
    "forecast",
    "found",
    "is_member",
    "mine",
    "plans",
    "subscription_of",
    "to_refund",
    "waiver",
    "waiver_queue",
    "worker_invitation_by_token",
    "worker_invitations_of",
    "workers_counted",
    "workers_named",
]
