"""Who keeps a log in the demo, and how far each is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from careregister.base import clock, names
from careregister.base.actors import Actor, Because, Kind
from careregister.people.models import Account
from careregister.people.queries import email_of, names_of
from careregister.people.seeds import DEMO
from careregister.register.models import Registrant
from careregister.register.seeds import FAMOUS

from .. import actions
from .entries import COURSES, ENTRIES, PLANS, PROVIDERS

OWN = Because("own_wish")
# Of the people with a part to play: how many entries, courses and plans. The first has done all that is asked.
KNOWN = {"advanced": (12, 4, 1), "known_as": (6, 3, 3), "older_register": (2, 1, 2), "namesake_one": (0, 1, 0)}


def keep_logs() -> int:
    """Logs of people with a part to play; how many."""
    for turn, (code, (entries, courses, plans)) in enumerate(KNOWN.items()):
        by = owner(person_of(code))
        keep(by, turn, entries, courses)
        with at(8):
            for what, days in PLANS[:plans]:
                by_day = clock.today() + timedelta(days=days) if days else None
                actions.plan(_id(by), what, by_day=by_day, by=by, because=OWN)
    return len(KNOWN)


def keep(by: Actor, turn: int, entries: int, courses: int, until: date | None = None) -> None:
    """So many entries and courses of one person, spread over the months before `until` (by itself: today)."""
    end = until or clock.today()
    for number in range(entries):
        what, changed, minutes, with_whom, topic = ENTRIES[(turn + number) % len(ENTRIES)]
        day = end - timedelta(days=6 + number * 19 + turn % 5)
        with at((clock.today() - day).days):
            said = actions.Said(what, day, minutes + 45, with_whom, changed, topic)
            actions.log(_id(by), said, ticket=uuid5(DEMO, f"learning:{by.person_id}:{number}"), by=by, because=OWN)
    for number, topic in enumerate(COURSES[:courses]):
        # The last of them is over its day or nearly so, so that a clock can be seen to run out.
        ago = 40 + number * 60 if number < 3 or courses < 4 else 322
        day = end - timedelta(days=ago)
        provider = PROVIDERS[(turn + number) % len(PROVIDERS)]
        with at((clock.today() - day).days):
            actions.claim(_id(by), topic=topic, title="", provider=provider, finished_on=day, by=by, because=OWN)


def person_of(code: str) -> UUID:
    """The person of somebody with a part to play in the demo."""
    number = next(one.number for one in FAMOUS if one.code == code)
    return Registrant.objects.values_list("person_id", flat=True).get(number=number)


def owner(person_id: UUID) -> Actor:
    """This registrant, with an account to sign in with: by a code, which stands among everybody's letters."""
    account = Account.objects.filter(person=person_id).order_by("pk").first()
    if account is None:
        said = names.fold(names_of([person_id]).get(person_id, "")).split()
        unlike = str(uuid5(DEMO, f"learner:{person_id}"))[:4]
        written_to = email_of(person_id)
        if not written_to or Account.objects.filter(email__iexact=written_to).exists():
            written_to = f"{'.'.join(said)[:40] or 'somebody'}.{unlike}@example.org"
        account = Account(pk=uuid5(DEMO, f"registrant-account:{person_id}"), person_id=person_id, email=written_to)
        account.set_unusable_password()
        account.save()
    return Actor(kind=Kind.PERSON, person_id=person_id, account_id=account.pk)


def at(days_ago: float) -> AbstractContextManager[None]:
    """Stand in the morning of so many days ago."""
    day = clock.today() - timedelta(days=days_ago)
    return clock.at(min(datetime.combine(day, time(9, 30), tzinfo=UTC), clock.now()))


def _id(by: Actor) -> UUID:
    assert by.person_id is not None
    return by.person_id
