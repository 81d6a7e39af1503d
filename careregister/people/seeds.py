"""The demonstration's staff: three of each role, invented, the same every time. They sign in by one click only."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from django.db import transaction

from careregister.base import names
from careregister.base.actors import Because, importing
from careregister.history.actions import Line, record_many

from .models import LEGAL, Account, Person, PersonName, RoleGrant, from_now_on
from .roles import ROLES

DEMO = UUID("5f0d3c1e-6b0e-5c7e-9d52-3c3b7f7a1d2e")  # what every id of the demonstration is made from
BEGAN = datetime(2024, 1, 8, 9, tzinfo=UTC)

STAFF = {
    "registrar": (("Marian Holt", "Holt"), ("Oluwaseun Adébáyọ̀", "Adébáyọ̀"), ("Priya Raman", "Raman")),
    "head_of_registration": (
        ("Catrin Llewellyn", "Llewellyn"), ("Babatunde Cole", "Cole"), ("Agnieszka Wójcik", "Wójcik"),
    ),
    "checks_officer": (("Rosalind Tembo", "Tembo"), ("Farid Hosseini", "Hosseini"), ("Maria dela Cruz", "dela Cruz")),
    "case_manager": (("Siobhan O’Dwyer", "O’Dwyer"), ("Kwabena Asante", "Asante"), ("Elena Munteanu", "Munteanu")),
    "case_examiner": (("Tendai Moyo", "Moyo"), ("Judith Fairbairn", "Fairbairn"), ("Harpreet Gill", "Gill")),
    "panel_member": (("Anil Shrestha", "Shrestha"), ("Yvonne Campbell", "Campbell"), ("Piotr Zieliński", "Zieliński")),
    "membership_officer": (("Eleni Georgiou", "Georgiou"), ("Samuel Boateng", "Boateng"), ("Joyce Pemberton", "Pemberton")),
    "finance_officer": (("Adaeze Okafor", "Okafor"), ("Gareth Pugh", "Pugh"), ("Nirmala Desai", "Desai")),
    "editor": (("Frances Adair", "Adair"), ("Imran Sheikh", "Sheikh"), ("Beata Nowak", "Nowak")),
    "auditor": (("Margaret Eze", "Eze"), ("David Whittle", "Whittle"), ("Nasreen Akhtar", "Akhtar")),
    "administrator": (("Joel Banerjee", "Banerjee"), ("Ruth Abernathy", "Abernathy"), ("Chidi Nwosu", "Nwosu")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoAccount:
    account_id: UUID
    name: str
    email: str
    role: str


def demo_accounts() -> list[DemoAccount]:
    """Whom the demonstration offers to sign in as, by role."""
    return [
        DemoAccount(_id("account", role, full), full, _email(full), role)
        for role, people in STAFF.items()
        for full, _family in people
    ]


def is_demo_account(account_id: UUID) -> bool:
    return any(row.account_id == account_id for row in demo_accounts())


@transaction.atomic
def demo_staff() -> int:
    """Write the staff that are not there yet; how many were written. Safe to run twice."""
    wanted = [(role, full, family) for role, people in STAFF.items() for full, family in people]
    there = set(Account.objects.filter(pk__in=[row.account_id for row in demo_accounts()]).values_list("pk", flat=True))
    new = [row for row in wanted if _id("account", row[0], row[1]) not in there]
    Person.objects.bulk_create([Person(pk=_id("person", role, full), created_at=BEGAN) for role, full, _ in new])
    PersonName.objects.bulk_create([_name(role, full, family) for role, full, family in new])
    Account.objects.bulk_create([_account(role, full) for role, full, _ in new])
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user_id=_id("account", role, full), email=_email(full), verified=True, primary=True)
            for role, full, _ in new
        ]
    )
    RoleGrant.objects.bulk_create([_grant(role, full) for role, full, _ in new])
    record_many([line for role, full, _ in new for line in _lines(role, full)])
    return len(new)


def _name(role: str, full: str, family: str) -> PersonName:
    name = PersonName.written(full=full, family=family, kind=LEGAL, person_id=_id("person", role, full), since=BEGAN)
    name.pk = _id("name", role, full)
    return name


def _account(role: str, full: str) -> Account:
    account = Account(
        pk=_id("account", role, full), person_id=_id("person", role, full), email=_email(full), created_at=BEGAN
    )
    account.set_unusable_password()
    return account


def _grant(role: str, full: str) -> RoleGrant:
    return RoleGrant(
        pk=_id("grant", role, full),
        account_id=_id("account", role, full),
        person_id=_id("person", role, full),
        role=role,
        side=ROLES[role].side,
        held=from_now_on(BEGAN),
    )


def _lines(role: str, full: str) -> list[Line]:
    return [
        Line(
            what=what,
            subject_kind="people.account",
            subject_id=_id("account", role, full),
            person_id=_id("person", role, full),
            by=importing("demo"),
            because=Because("joined"),
            at=BEGAN,
            refs=refs,
        )
        for what, refs in (("people.staff_added", {}), ("people.role_given", {"role": role}))
    ]


def _id(kind: str, role: str, full: str) -> UUID:
    return uuid5(DEMO, f"{kind}:{role}:{full}")


def _email(full: str) -> str:
    return names.fold(full).replace(" ", ".") + "@example.org"
