"""What a refusal reads as, and what is said after many of them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Said:
    title: Promise
    more: Promise


AGAIN = _("Go back, look at the page again, and try once more.")
ASK = _("If you think you should be able to do this, ask an administrator.")
