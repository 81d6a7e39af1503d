"""What fronts read about accounts and roles: plain values, never a registrant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from careregister.base import clock, names
from careregister.base.actors import ANONYMOUS, Actor, Kind

from .. import seeds
from ..models import Account, FactorReset, PersonName, RoleGrant
from ..policy import confirmable_from
from ..reasons import ACCOUNT_REASONS
from ..roles import ROLES
from .persons import names_of

PAGE = 50
SECOND_STEPS = (Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value)
_OF_SESSION = """
select account.*,
    array(
        select role from people_rolegrant where account_id = account.id and held @> %(now)s
    ) as roles_of_session,
    exists(select from mfa_authenticator where user_id = account.id and type = any(%(kinds)s)) as step_of_session
from people_account account where id = %(id)s
"""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    code: str
    name: Promise
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenReset:
    """A lost-keys reset that waits for a second administrator."""

    id: UUID
    account_id: UUID
    name: str
    asked_by: UUID
    asked_by_name: str
    asked_at: datetime
    confirmable_from: datetime


@dataclass(frozen=True, slots=True)
class StaffAccount:
    id: UUID
    person_id: UUID | None
    name: str
    email: str
    is_active: bool
    last_login: datetime | None
    created_at: datetime
    roles: tuple[RoleHeld, ...]
    passkeys: int
    has_app: bool
    sessions: int

    @property
    def has_second_step(self) -> bool:
        return bool(self.passkeys or self.has_app)


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What the owner of an account sees of it."""

    name: str
    email: str
    phone: str
    last_login: datetime | None
    has_password: bool
    passkeys: int
    has_app: bool
    codes: bool
    sessions: int


@dataclass(frozen=True, slots=True)
class StaffPage:
    accounts: tuple[StaffAccount, ...]
    total: int
    page: int
    pages: int


def actor_for(account: Account | AnonymousUser) -> Actor:
    """Whoever is signed in, with the roles they hold now: staff if any, else a person. One query."""
    if not account.is_authenticated or not account.is_active:
        return ANONYMOUS
    return _actor(
        account, RoleGrant.objects.filter(account=account, held__contains=clock.now()).values_list("role", flat=True)
    )


def account_of_session(account_id: UUID) -> Account | None:
    """Whoever comes with a session, and what every page asks of them, for `actor_in_session` and
    `second_step_in_session`. One statement, written by hand: to have three of them put together takes longer than to
    ask them."""
    asked = {"id": account_id, "now": clock.now(), "kinds": list(SECOND_STEPS)}
    return next(iter(Account.objects.raw(_OF_SESSION, asked)), None)


def actor_in_session(account: Account | AnonymousUser) -> Actor:
    """As `actor_for`, with the roles that came with the account where it came by `account_of_session`."""
    roles: list[str] | None = getattr(account, "roles_of_session", None)
    return actor_for(account) if roles is None else _actor(account, roles)


def second_step_in_session(account: Any) -> bool:
    """As `has_second_step`, with what came with the account where it came by `account_of_session`."""
    known: bool | None = getattr(account, "step_of_session", None)
    return has_second_step(account) if known is None else known


def _actor(account: Account | AnonymousUser, roles: Iterable[str]) -> Actor:
    if not account.is_authenticated or not account.is_active:
        return ANONYMOUS
    held = frozenset(roles)
    return Actor(
        kind=Kind.STAFF if held else Kind.PERSON, person_id=account.person_id, account_id=account.pk, roles=held
    )


def roles_now(person_id: UUID | None) -> list[str]:
    """The roles a person holds at this moment, under whichever account."""
    held = RoleGrant.objects.filter(person=person_id, held__contains=clock.now())
    return list(held.order_by("role").values_list("role", flat=True))


def staff_page(*, search: str = "", role: str = "", show: str = "open", page: int = 1) -> StaffPage:
    """Accounts that hold, or ever held, a role; `show` is `open`, `suspended` or `all`. Searched by name and e-mail."""
    found = Account.objects.filter(Q(role_grants__isnull=False)).distinct()
    if search.strip():
        parts = names.tokens(search)
        named = PersonName.objects.filter(tokens__contains=parts, until=None).values("person_id") if parts else []
        found = found.filter(Q(email__icontains=search.strip()) | Q(person_id__in=named))
    if role in ROLES:
        found = found.filter(
            pk__in=RoleGrant.objects.filter(role=role, held__contains=clock.now()).values("account_id")
        )
    if show in {"open", "suspended"}:
        found = found.filter(is_active=show == "open")
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = _staff(found.order_by("email")[(page - 1) * PAGE : page * PAGE])
    return StaffPage(accounts=rows, total=total, page=page, pages=pages)


def staff_account(account_id: UUID) -> StaffAccount | None:
    """One account of staff; None when there is none of that id."""
    rows = _staff(Account.objects.filter(pk=account_id, role_grants__isnull=False).distinct())
    return rows[0] if rows else None


def account_to_change(account_id: UUID) -> Account | None:
    """The account itself, to hand to an action; only one of staff."""
    return Account.objects.filter(pk=account_id, role_grants__isnull=False).distinct().first()


def reset_to_change(reset_id: UUID) -> FactorReset | None:
    return FactorReset.objects.select_related("account").filter(pk=reset_id).first()


def open_resets(account_id: UUID | None = None) -> tuple[OpenReset, ...]:
    """The resets that wait for a second administrator, oldest first; of one account, or of all."""
    waiting = FactorReset.objects.filter(outcome="").order_by("asked_at")
    if account_id is not None:
        waiting = waiting.filter(account_id=account_id)
    rows = list(waiting)
    said = names_of({row.person_id for row in rows} | {row.asked_by for row in rows})
    return tuple(
        OpenReset(
            id=row.pk,
            account_id=row.account_id,
            name=said.get(row.person_id, ""),
            asked_by=row.asked_by,
            asked_by_name=said.get(row.asked_by, ""),
            asked_at=row.asked_at,
            confirmable_from=confirmable_from(row.asked_at),
        )
        for row in rows
    )


def watchers(but: UUID | None) -> list[Account]:
    """Those who are told when somebody is given a role: every other administrator, and the auditors."""
    held = RoleGrant.objects.filter(role__in=("administrator", "auditor"), held__contains=clock.now())
    watching = Account.objects.filter(is_active=True, pk__in=held.values("account"))
    return [account for account in watching if account.pk != but]


def display_names(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What to call the owner of each account, for sentences of history. Two queries."""
    owners = dict(Account.objects.filter(pk__in=set(account_ids)).values_list("pk", "person_id"))
    said = names_of({person for person in owners.values() if person})
    return {account: said[person] for account, person in owners.items() if person in said}


def account_by_phone(number: str) -> Account | None:
    """Who signs in by this number, written as `people.phones` keeps it."""
    return Account.objects.filter(phone=number).first() if number else None


def account_facts(account: Any) -> OwnAccount:
    """The page of whoever is signed in."""
    factors = list(Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True))
    return OwnAccount(
        name=names_of([account.person_id]).get(account.person_id, "") if account.person_id else "",
        email=account.email,
        phone=account.phone,
        last_login=account.last_login,
        has_password=account.has_usable_password(),
        passkeys=factors.count(Authenticator.Type.WEBAUTHN),
        has_app=Authenticator.Type.TOTP in factors,
        codes=Authenticator.Type.RECOVERY_CODES in factors,
        sessions=UserSession.objects.filter(user_id=account.pk).count(),
    )


def demo_people() -> dict[str, list[seeds.DemoAccount]]:
    """Whom the demonstration offers to sign in as, by role."""
    people: dict[str, list[seeds.DemoAccount]] = {}
    for row in seeds.demo_accounts():
        people.setdefault(row.role, []).append(row)
    return people


def role_choices() -> list[tuple[str, Promise]]:
    return [(role.code, role.name) for role in ROLES.values()]


def reason_choices(*codes: str) -> list[tuple[str, Promise]]:
    return [(code, ACCOUNT_REASONS[code]) for code in codes]


def has_second_step(account: Any) -> bool:
    """Whether a passkey or an authenticator app is set up. Recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=account.pk, type__in=SECOND_STEPS).exists()


def has_passkey(account: Any) -> bool:
    return Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.WEBAUTHN).exists()


def _staff(accounts: QuerySet[Account]) -> tuple[StaffAccount, ...]:
    rows = list(accounts)
    ids = [row.pk for row in rows]
    said = names_of({row.person_id for row in rows if row.person_id})
    held: dict[UUID, list[RoleHeld]] = {}
    for grant in RoleGrant.objects.filter(account_id__in=ids, held__contains=clock.now()).order_by("role"):
        role = RoleHeld(grant.role, ROLES[grant.role].name, grant.held.lower)
        held.setdefault(grant.account_id, []).append(role)
    factors: dict[UUID, list[str]] = {}
    for owner, kind in Authenticator.objects.filter(user_id__in=ids).values_list("user_id", "type"):
        factors.setdefault(owner, []).append(kind)
    signed_in: dict[UUID, int] = {}
    for owner in UserSession.objects.filter(user_id__in=ids).values_list("user_id", flat=True):
        signed_in[owner] = signed_in.get(owner, 0) + 1
    return tuple(
        StaffAccount(
            id=row.pk,
            person_id=row.person_id,
            name=said.get(row.person_id, "") if row.person_id else "",
            email=row.email,
            is_active=row.is_active,
            last_login=row.last_login,
            created_at=row.created_at,
            roles=tuple(held.get(row.pk, ())),
            passkeys=factors.get(row.pk, []).count(Authenticator.Type.WEBAUTHN),
            has_app=Authenticator.Type.TOTP in factors.get(row.pk, []),
            sessions=signed_in.get(row.pk, 0),
        )
        for row in rows
    )
