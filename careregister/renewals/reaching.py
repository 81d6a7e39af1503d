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
    for account in Account.objects.filter(person_id__in=wanted, is_active=True).order_by("-created_at"):
        for field, said in ((EMAIL, account.email), (PHONE, account.phone)):
            if said and account.person_id:
                accounts[account.person_id, field] = said
    work = {row.person_id: row.opened() for row in WorkContact.objects.filter(person_id__in=wanted, until=None)}

    def found(person_id: UUID, kind: str) -> str:
        return contacts.get((person_id, kind), "") or accounts.get((person_id, kind), "")

    return {one: Reach(names.get(one, ""), found(one, EMAIL), found(one, PHONE), work.get(one)) for one in wanted}
