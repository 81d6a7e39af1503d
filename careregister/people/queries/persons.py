"""What a person is called, and how they are reached. Sealed values come out opened: ask only for whom you may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise

from ..adjustments import ADJUSTMENTS
from ..models import (
    EMAIL,
    FORMER,
    KNOWN_AS,
    LEGAL,
    PHONE,
    Account,
    Adjustment,
    Contact,
    Person,
    PersonName,
)

_CALLED = """
select person_id, "full" from people_personname
where person_id = any(%(people)s::uuid[]) and kind in (%(legal)s, %(known)s) and until is null
order by kind = %(known)s  -- last, so that it is what stays
"""


@dataclass(frozen=True, slots=True)
class Names:
    """`known_as` is empty for one who goes by the legal name; `former` newest first."""

    legal: str
    family: str
    known_as: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One address that holds now, opened. `kind`: email, phone, address, former_address."""

    kind: str
    text: str
    since: datetime


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    code: str
    name: Promise
    words: str
    since: datetime


def person_of(account_id: UUID) -> UUID | None:
    """Whose account it is; None while it is nobody's."""
    return Account.objects.filter(pk=account_id).values_list("person_id", flat=True).first()


def names_for(person_id: UUID) -> Names:
    """All names of one person, as they are now. Empty ones for a person who has stated none."""
    legal = family = known_as = ""
    former: list[str] = []
    for row in PersonName.objects.filter(person=person_id).order_by("-until", "full"):
        if row.kind == FORMER:
            former.append(row.full)
        elif row.until is None and row.kind == LEGAL:
            legal, family = row.full, row.family
        elif row.until is None:
            known_as = row.full
    return Names(legal=legal, family=family, known_as=known_as, former=tuple(former))


def birth_of(person_id: UUID) -> date | None:
    """The date of birth, if it is known."""
    return Person.objects.values_list("date_of_birth", flat=True).get(pk=person_id)


def contacts_of(person_id: UUID) -> tuple[ContactFacts, ...]:
    """Every address of a person that holds now, opened; the newest of each kind first."""
    rows = Contact.objects.filter(person=person_id, until=None).order_by("kind", "-since")
    return tuple(ContactFacts(kind=row.kind, text=row.opened(), since=row.since) for row in rows)


def email_of(person_id: UUID) -> str:
    """Where to write to a person: the e-mail address they gave, else the one they sign in with, else empty."""
    return _contact(person_id, EMAIL) or _of_an_account(person_id, "email")


def phone_of(person_id: UUID) -> str:
    """Where to send a text: the number they gave, else the one they sign in with, else empty."""
    return _contact(person_id, PHONE) or _of_an_account(person_id, "phone")


def adjustments_of(person_id: UUID) -> tuple[AdjustmentFacts, ...]:
    """What helps this person and is to be kept to, in the order it was asked for."""
    rows = Adjustment.objects.filter(person=person_id, until=None).order_by("since", "code")
    return tuple(AdjustmentFacts(row.code, ADJUSTMENTS[row.code].name, row.words(), row.since) for row in rows)


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What each person is called now: the name they go by, else the legal one. One query, written by hand: every page
    of somebody who is signed in asks it."""
    asked = list(set(person_ids))
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_CALLED, {"people": asked, "legal": LEGAL, "known": KNOWN_AS})
        return dict(cursor.fetchall())


def _contact(person_id: UUID, kind: str) -> str:
    row = Contact.objects.filter(person=person_id, kind=kind, until=None).order_by("-since").first()
    return row.opened() if row else ""


def _of_an_account(person_id: UUID, field: str) -> str:
    accounts = Account.objects.filter(person=person_id, is_active=True).exclude(**{field: ""}).order_by("created_at")
    return str(accounts.values_list(field, flat=True).first() or "")
