"""What may not be switched on together. `manage check` says so, and bin/run before anything is served."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from careregister.base import clock, sealing, working_days
from careregister.outside import cards, virus_scan

OURS = "careregister"  # a tag: these alone can be asked, without loading every page


@register(OURS)
def demo_stays_at_home(**kwargs: Any) -> list[CheckMessage]:
    """The demonstration signs anybody in as staff: it may never face the world."""
    found: list[CheckMessage] = []
    if settings.DEMO and settings.HTTPS:
        found.append(
            Error(
                "CAREREGISTER_DEMO is on with CAREREGISTER_HTTPS: a demonstration is never served to others.",
                id="careregister.E001",
            )
        )
    if settings.DEMO and settings.TRUSTED_PROXIES:
        found.append(
            Error(
                "CAREREGISTER_DEMO is on behind a proxy: a demonstration is never served to others.",
                id="careregister.E002",
            )
        )
    return found


@register(OURS)
def money_is_safe(**kwargs: Any) -> list[CheckMessage]:
    """No demonstration takes money, no key goes in clear, and no event is believed unsigned."""
    found: list[CheckMessage] = []
    if settings.DEMO and "_live_" in settings.CARDS_KEY:
        found.append(
            Error("A demonstration has the key to real money: CAREREGISTER_CARDS_KEY.", id="careregister.E004")
        )
    if settings.CARDS_KEY and not settings.CARDS_WEBHOOK_SECRET:
        found.append(
            Error(
                "CAREREGISTER_CARDS_KEY is set without CAREREGISTER_CARDS_WEBHOOK_SECRET: no event would be believed.",
                id="careregister.E005",
            )
        )
    if not cards.address_is_safe(settings.CARDS_URL):
        found.append(Error("CAREREGISTER_CARDS_URL would send the key in clear: use https.", id="careregister.E006"))
    return found


@register(OURS)
def keys_open(**kwargs: Any) -> list[CheckMessage]:
    try:
        sealing.current_key()
    except ValueError as problem:
        return [Error(str(problem), id="careregister.E003")]
    return []


@register(deploy=True)
def served_over_https(**kwargs: Any) -> list[CheckMessage]:
    if not settings.HTTPS:
        return [
            checks.Warning(
                "CAREREGISTER_HTTPS is off: passkeys and secure cookies need it outside this machine.",
                id="careregister.W001",
            )
        ]
    return []


@register(deploy=True)
def words_go_in_time(**kwargs: Any) -> list[CheckMessage]:
    if not settings.DATABASE_PRIVACY_URL:
        return [
            checks.Warning(
                "DATABASE_PRIVACY_URL is not set: words about people stay after their time, and letters keep their old seal.",
                hint="Let careregister_privacy sign in, and name it: see the retention schedule in docs/printed/retention.md.",
                id="careregister.W003",
            )
        ]
    return []


@register(deploy=True)
def bank_holidays_are_known(**kwargs: Any) -> list[CheckMessage]:
    known = working_days.bank_holidays().until
    if known < clock.today() + timedelta(days=365):
        return [
            checks.Warning(
                f"Bank holidays are known until {known.isoformat()}: add the next year to base/data/bank_holidays.toml.",
                id="careregister.W004",
            )
        ]
    return []


@register(deploy=True)
def files_are_scanned(**kwargs: Any) -> list[CheckMessage]:
    if not virus_scan.is_configured():
        return [
            checks.Warning(
                "CAREREGISTER_CLAMAV is not set: what people send is looked at without a virus scan.",
                id="careregister.W002",
            )
        ]
    return []
