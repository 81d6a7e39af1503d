"""Whom an application is compared with: everybody who is or was on the register or applied, while we may still ask.

Addresses and numbers are opened from their seals here, inside the job, and kept nowhere.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Q

from careregister.base import body, clock, sealing
from careregister.people import phones
from careregister.people.models import ADDRESS, EMAIL, FORMER, LEGAL, PHONE, Account, Contact, Person, PersonName
from careregister.register.models import Registrant

from .. import states
from ..models import Application
from .records import Known, Named, postcode

NEVER_SENT = (states.DRAFT, states.DISCARDED)

logger = logging.getLogger(__name__)


def everybody() -> list[Known]:
    """All of them, at risk or not. Whoever was only refused, or withdrew, is left out once `retention.refused_months`
    have gone by since it ended."""
    months = body.rule("retention.refused_months", clock.today())
    since = clock.start_of_day(clock.today() - relativedelta(months=months))
    asked = Application.objects.exclude(state__in=NEVER_SENT).exclude(sent_at=None)
    asked = asked.filter(Q(ended_at=None) | Q(ended_at__gte=since))
    registered = Registrant.objects.values_list("person_id", flat=True)
    return known({*registered, *asked.values_list("person_id", flat=True)})


def known(person_ids: Iterable[UUID]) -> list[Known]:
    """What we hold of these people that can be compared. Four queries, and a seal opened for each contact."""
    wanted = sorted(set(person_ids))
    names, reached, places = _names(wanted), *_contacts(wanted)
    for person, email, phone in Account.objects.filter(person__in=wanted).values_list("person_id", "email", "phone"):
        reached[person].update(_reached(EMAIL, email) | _reached(PHONE, phone))
    born = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "date_of_birth"))
    return [
        Known(str(one), tuple(names[one]), born[one], tuple(sorted(reached[one])), tuple(dict.fromkeys(places[one])))
        for one in wanted
        if names[one]
    ]


def _names(person_ids: list[UUID]) -> dict[UUID, list[Named]]:
    found: dict[UUID, list[Named]] = defaultdict(list)
    for row in PersonName.objects.filter(person__in=person_ids).order_by("since", "id"):
        kind = FORMER if row.kind == LEGAL and row.until is not None else row.kind
        found[row.person_id].append(Named(kind, row.full, row.family))
    return found


def _contacts(person_ids: list[UUID]) -> tuple[dict[UUID, set[str]], dict[UUID, list[str]]]:
    """How each is reached, and the postcodes of each: where they live now first."""
    reached: dict[UUID, set[str]] = defaultdict(set)
    places: dict[UUID, list[str]] = defaultdict(list)
    unopened = 0
    for row in Contact.objects.filter(person__in=person_ids).order_by("-since", "id").iterator():
        try:
            text = row.opened()
        except sealing.CannotOpen:
            unopened += 1
            continue
        if row.kind in (EMAIL, PHONE):
            reached[row.person_id] |= _reached(row.kind, text)
        elif code := postcode(text):
            now = row.kind == ADDRESS and row.until is None
            places[row.person_id].insert(0 if now else len(places[row.person_id]), code)
    if unopened:
        logger.error("%d contacts could not be opened and were not compared", unopened)
    return reached, places


def _reached(kind: str, text: str) -> set[str]:
    plain = (phones.tidy(text) or "".join(filter(str.isdigit, text))) if kind == PHONE else text.strip().casefold()
    return {f"{kind}:{plain}"} if plain else set()
