"""What people learn: courses, the log of everyday learning, what counted for which year, and the audits of it."""

from .audits import Audit, AuditStep, Draw, DrawList
from .awards import Award
from .learning import CountedFor, Learning, Plan

__all__ = ["Audit", "AuditStep", "Award", "CountedFor", "Draw", "DrawList", "Learning", "Plan"]
