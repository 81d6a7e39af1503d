"""How often somebody may guess. Counted in PostgreSQL by one upsert each, so that all processes count together.

The limits are a policy, written down in docs/decisions (sign-in): nobody can be shut out of their own account for good,
because passkeys and the link for forgotten passwords do not pass the counter that a stranger can fill.
"""

from typing import Any

from django.conf import settings

from careregister.base import limits
from careregister.web.parts.asking import limit_key

QUARTER, HOUR = 15 * 60, 60 * 60
PASSWORDS_PER_EMAIL = 5
PASSWORDS_PER_ADDRESS = 20
CODES_PER_ACCOUNT = 5
RESETS_PER_EMAIL = 3
RESETS_PER_ADDRESS = 10
SENT_PER_CONTACT = 5
SENT_PER_ADDRESS = 20  # a care home has one address for many people


def password(email: str, address: str) -> bool:
    """Count one guess at a password; whether it may be looked at."""
    if not settings.LIMITS_ON:
        return True
    by_address = limits.count("password_address", limit_key(address), limit=PASSWORDS_PER_ADDRESS, seconds=QUARTER)
    if by_address.over:  # one address cannot use up the guesses of many accounts
        return False
    return not limits.count("password_email", _plain(email), limit=PASSWORDS_PER_EMAIL, seconds=QUARTER).over


def password_was_right(email: str, address: str) -> None:
    """It was no guess: take it back, so that a busy office is not mistaken for a burglar."""
    limits.uncount("password_address", limit_key(address), seconds=QUARTER)
    limits.uncount("password_email", _plain(email), seconds=QUARTER)


def forgive(email: str) -> None:
    limits.forget("password_email", _plain(email))


def code(account: Any) -> bool:
    """Count one guess at an authenticator or recovery code; whether it may be looked at."""
    if not settings.LIMITS_ON:
        return True
    return not limits.count("code", str(account.pk), limit=CODES_PER_ACCOUNT, seconds=QUARTER).over


def code_was_right(account: Any) -> None:
    limits.uncount("code", str(account.pk), seconds=QUARTER)


def reset_mail(email: str, address: str) -> bool:
    """Count one request for a mail with a link; whether one may be sent. Unknown addresses count the same."""
    if not settings.LIMITS_ON:
        return True
    by_address = limits.count("reset_address", limit_key(address), limit=RESETS_PER_ADDRESS, seconds=HOUR)
    by_email = limits.count("reset_email", _plain(email), limit=RESETS_PER_EMAIL, seconds=HOUR)
    return not (by_address.over or by_email.over)


def code_sent(contact: str, address: str) -> bool:
    """Count one request for a code to an e-mail address or a number; whether one may be sent. Unknown ones count the same.

    The code's own five guesses are counted where it is checked (`people.actions.use_code`). A stranger who uses up the
    letters shuts nobody out: each of those letters holds a link by which its reader gets in.
    """
    if not settings.LIMITS_ON:
        return True
    by_address = limits.count("code_sent_address", limit_key(address), limit=SENT_PER_ADDRESS, seconds=HOUR)
    by_contact = limits.count("code_sent_contact", _plain(contact), limit=SENT_PER_CONTACT, seconds=HOUR)
    return not (by_address.over or by_contact.over)


def _plain(email: str) -> str:
    return email.strip().casefold()
