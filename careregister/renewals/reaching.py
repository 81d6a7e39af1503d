"""How people are reached, many at a time: the same addresses as the room people finds for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from careregister.people import queries as people
from careregister.people.models import EMAIL, PHONE, Account, Contact

from .models import WorkContact


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person is called and where they are reached; empty where we know nothing. `work`: name and address."""

    name: str = ""
    email: str = ""
    phone: str = ""
    work: tuple[str, str] | None = None


def reach(person_ids: Collection[UUID]) -> dict[UUID, Reach]:
    """Opened: ask only to write to them. Four queries."""
    wanted = set(person_ids)
    names = people.names_of(wanted)
    contacts: dict[tuple[UUID, str], str] = {}
    rows = Contact.objects.filter(person_id__in=wanted, kind__in=(EMAIL, PHONE), until=None).order_by("since")
    for row in rows:
        contacts[row.person_id, row.kind] = row.opened()
    accounts: dict[tuple[UUID, str], str] = {}
    theirs = Account.objects.filter(person_id__in=wanted, is_active=True).order_by("-created_at")
    for person_id, email, phone in theirs.values_list("person_id", "email", "phone"):
        for field, said in ((EMAIL, email), (PHONE, phone)):
            if said and person_id:
                accounts[person_id, field] = said
    work = {row.person_id: row.opened() for row in WorkContact.objects.filter(person_id__in=wanted, until=None)}

    def found(person_id: UUID, kind: str) -> str:
        return contacts.get((person_id, kind), "") or accounts.get((person_id, kind), "")

    return {one: Reach(names.get(one, ""), found(one, EMAIL), found(one, PHONE), work.get(one)) for one in wanted}


def ways(person_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """Which of e-mail and telephone there is to reach each; nothing is opened, so one of them may turn out empty. Two
    queries."""
    found: dict[UUID, set[str]] = {one: set() for one in person_ids}
    current = Contact.objects.filter(person_id__in=found, kind__in=(EMAIL, PHONE), until=None)
    for person_id, kind in current.values_list("person_id", "kind"):
        found[person_id].add(kind)
    accounts = Account.objects.filter(person_id__in=found, is_active=True)
    for person_id, email, phone in accounts.values_list("person_id", "email", "phone"):
        assert person_id is not None
        found[person_id] |= {kind for kind, said in ((EMAIL, email), (PHONE, phone)) if said}
    return found
