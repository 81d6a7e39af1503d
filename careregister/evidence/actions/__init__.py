"""The verbs of evidence."""

from .ending import destroy, keep_until
from .looking import Opened, look
from .receiving import lodge, receive

__all__ = ["Opened", "destroy", "keep_until", "lodge", "look", "receive"]
