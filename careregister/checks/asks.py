"""An ask in the making: the link, the letter, the rules it runs by. Used by the actions and the queries of asking."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils import formats

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.body import rule
from careregister.letters.actions import write
from careregister.people import queries as people

from . import letters
from .models import Ask, AskLink, NeverWrite

OPEN_PAGE = "/asked/{token}/"


def days_open(on: date) -> timedelta:
    return timedelta(days=rule("asks.days", on))


def next_reminder(ask: Ask) -> date | None:
    """The day on which a reminder is due; None when there are no more to send."""
    asked_on = clock.london_day(ask.asked_at)
    days = rule("asks.reminder_days", asked_on)
    return asked_on + timedelta(days=days[ask.reminders]) if ask.reminders < len(days) else None


def is_unwilling(address_blind: bytes | memoryview) -> bool:
    """Whether the address never wants to be written to."""
    return bool(unwilling([address_blind]))


def unwilling(address_blinds: Iterable[bytes | memoryview]) -> set[bytes]:
    """Which of the addresses never want to be written to."""
    wanted = {bytes(one) for one in address_blinds}
    found = NeverWrite.objects.filter(address_blind__in=wanted).values_list("address_blind", flat=True)
    return {bytes(one) for one in found}


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def send_link(ask: Ask, kind: str, *, by: Actor, because: Because) -> None:
    """Write a letter with a new link to whoever is asked. The token is in that letter and nowhere else."""
    write_link(ask, kind, new_links([ask])[0], called(ask), by=by, because=because)


def new_links(wanted: Sequence[Ask]) -> list[str]:
    """The token of a new link for each; `write_link` puts it into a letter."""
    tokens = [secrets.token_urlsafe(24) for _ask in wanted]
    made_at = clock.now()
    AskLink.objects.bulk_create(
        AskLink(ask=ask, digest=digest(token), made_at=made_at) for ask, token in zip(wanted, tokens, strict=True)
    )
    return tokens


def write_link(ask: Ask, kind: str, token: str, person: str, *, by: Actor, because: Because) -> None:
    """The letter with the link; `person`: what whoever is asked knows them by."""
    said = ask.opened()
    context = {
        "name": said["name"],
        "person": person,
        "link": settings.SITE_ADDRESS + OPEN_PAGE.format(token=token),
        "last_day": last_day(ask),
    }
    write(kind, to=said["email"], context=context, cause=ask, by=by, because=because)


def send_thanks(ask: Ask, *, by: Actor, because: Because) -> None:
    if not is_unwilling(ask.address_blind):
        said = ask.opened()
        context = {"name": said["name"], "person": called(ask)}
        write(letters.THANKS.code, to=said["email"], context=context, cause=ask, by=by, because=because)


def tell_not_needed(ask: Ask, *, by: Actor, because: Because) -> None:
    """Whoever was asked and had not answered need do nothing more. Why, and who is asked instead, is not theirs to know."""
    if not is_unwilling(ask.address_blind):
        write_not_needed(ask, called(ask), by=by, because=because)


def write_not_needed(ask: Ask, person: str, *, by: Actor, because: Because) -> None:
    """`tell_not_needed` where it is known that they may be written to, and what they know the person by."""
    said = ask.opened()
    context = {"name": said["name"], "person": person}
    write(letters.NOT_NEEDED.code, to=said["email"], context=context, cause=ask, by=by, because=because)


def tell_applicant(ask: Ask, *, by: Actor, because: Because) -> None:
    """Somebody did not answer in time: the person it is about may ask again, or name somebody else."""
    address = people.email_of(ask.person_id)
    if address:
        context = {"name": people.names_for(ask.person_id).legal, "asked": ask.opened()["name"]}
        kind = letters.ASK_EXPIRED.code
        write(kind, to=address, context=context, person_id=ask.person_id, cause=ask, by=by, because=because)


def called(ask: Ask) -> str:
    """What whoever is asked knows the person by."""
    names = people.names_for(ask.person_id)
    return f"{names.legal} ({names.known_as})" if names.known_as else names.legal


def last_day(ask: Ask) -> str:
    return formats.date_format(clock.london_day(ask.expires_at), "j F Y")
