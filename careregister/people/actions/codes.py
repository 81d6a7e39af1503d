"""Codes and links sent to an address: whoever has one reads that mailbox or holds that telephone."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from careregister.base import clock, sealing
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.models import EMAIL, PHONE, Account, RoleGrant, SignInCode

from .persons import begin_person, keep_contact

LIFE = timedelta(minutes=20)
GUESSES = 5
DIGITS = 6
STRANGER, OWNER, STAFF = "stranger", "owner", "staff"


@dataclass(frozen=True, slots=True)
class Made:
    """What goes into the letter, and nowhere else. `whose`: a stranger's address, an account's, or one of staff."""

    id: UUID
    code: str
    link: str
    whose: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The account that a code signs in, and whether it was opened by this code."""

    account: Account
    new: bool


@transaction.atomic
def make_code(kind: str, address: str, *, opens: bool, by: Actor, because: Because) -> Made:
    """A code and a link for an address (`people.phones` form for a number). `opens`: an account may come of it.

    Costs the same for every address, so that its time tells nothing.
    """
    policy.check_reason(because)
    moment = clock.now()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    link = secrets.token_urlsafe(24)
    row = SignInCode(kind=kind, opens=opens, made_at=moment, ends_at=moment + LIFE)
    row.sealed_address = sealing.seal(address, row.place)
    row.code, row.link = _digest(row, code), _digest(row, link)
    row.save()
    return Made(id=row.pk, code=code, link=link, whose=_whose(_account_at(kind, address)))


def use_code(code_id: UUID, typed: str, *, by: Actor, because: Because) -> Entered:
    """The account that signs in by this code; a new one where there was none and the code may open one.

    Every try is counted before it is looked at, five for each code, however many come at once. NotAllowed
    `code_over` (used, too old, tried too often), `code_wrong`. Call it outside a transaction: the count must stay.
    """
    policy.check_reason(because)
    return _use(guessed(code_id, typed), because)


def guessed(code_id: UUID, typed: str) -> SignInCode:
    """The row of a code that was typed right, not yet used up. NotAllowed as `use_code`; the try is counted first."""
    open_ones = SignInCode.objects.filter(pk=code_id, used_at=None, ends_at__gt=clock.now(), guesses__lt=GUESSES)
    if not open_ones.update(guesses=F("guesses") + 1):
        raise NotAllowed("code_over")
    row = SignInCode.objects.get(pk=code_id)
    if not _fits(row, bytes(row.code), "".join(typed.split())):
        raise NotAllowed("code_wrong", left=GUESSES - row.guesses)
    return row


def use_link(code_id: UUID, token: str, *, by: Actor, because: Because) -> Entered:
    """The same by the link in the letter, which nobody can guess and so is never shut by guesses at the code."""
    policy.check_reason(because)
    row = SignInCode.objects.filter(pk=code_id, used_at=None, ends_at__gt=clock.now()).first()
    if row is None or not _fits(row, bytes(row.link), token):
        raise NotAllowed("code_over")
    return _use(row, because)


def forget_codes(*, by: Actor, because: Because) -> int:
    """Delete codes that ended a day ago. Returns how many went."""
    return SignInCode.objects.filter(ends_at__lt=clock.now() - timedelta(days=1)).delete()[0]


@transaction.atomic
def _use(row: SignInCode, because: Because) -> Entered:
    if not SignInCode.objects.filter(pk=row.pk, used_at=None).update(used_at=clock.now()):
        raise NotAllowed("code_over")
    address = row.address()
    account = _account_at(row.kind, address)
    new = account is None and row.opens
    if new:
        account = _opened(row.kind, address, because)
    if account is None or _whose(account) == STAFF:  # such a code was sent to nobody
        raise NotAllowed("code_wrong", left=0)
    return Entered(account, new)


def _opened(kind: str, address: str, because: Because) -> Account:
    """A new account for an address that was just proved, without a password, and its person."""
    account = Account(**{kind: address})
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:  # opened by another code in the same moment
        return Account.objects.get(**{f"{kind}__iexact": address})
    if kind == EMAIL:
        EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    owner = Actor(kind=Kind.PERSON, account_id=account.pk)
    person = begin_person(account, by=owner, because=because)
    account.refresh_from_db()
    owner = Actor(kind=Kind.PERSON, account_id=account.pk, person_id=person.pk)
    keep_contact(person.pk, kind, address, by=owner, because=because)
    record("people.joined", account, person_id=person.pk, by=owner, because=because, refs={"by": kind})
    return account


def _account_at(kind: str, address: str) -> Account | None:
    wanted = {"email__iexact": address} if kind == EMAIL else {"phone": address}
    assert kind in (EMAIL, PHONE)
    return Account.objects.filter(**wanted).first()


def _whose(account: Account | None) -> str:
    """Asked of an id in any case, so that an unknown address costs the same question."""
    held = RoleGrant.objects.filter(
        account_id=account.pk if account else UUID(int=0), held__contains=clock.now()
    ).exists()
    return STAFF if held else OWNER if account else STRANGER


def _digest(row: SignInCode, secret: str) -> bytes:
    return salted_hmac(f"people.SignInCode:{row.pk}", secret, algorithm="sha256").digest()


def _fits(row: SignInCode, kept: bytes, typed: str) -> bool:
    return compare_digest(kept, _digest(row, typed))
