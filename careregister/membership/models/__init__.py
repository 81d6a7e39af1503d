"""Who is a member, on which plan, until when; waivers; employers who pay; which notice went when."""

from .subscriptions import Notice, Subscription
from .waivers import WaiverRequest
from .workers import WorkerInvitation

__all__ = ["Notice", "Subscription", "WaiverRequest", "WorkerInvitation"]
