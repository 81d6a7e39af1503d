"""Closing an account's door, opening it again, and ending what is signed in."""

from dataclasses import replace

from django.db import transaction

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.locks import lock_account
from careregister.people.models import Account
from careregister.people.sessions import forget_sessions


@transaction.atomic
def suspend(account: Account, *, by: Actor, because: Because) -> Account:
    """Nobody signs in with it any more, and what is signed in ends at once. The roles stay; words are needed."""
    account = lock_account(account.pk)
    acting = policy.may_suspend(by, account)
    policy.check_reason(because, words=True)
    if not account.is_active:
        raise NotAllowed("account_suspended")
    account.is_active = False
    account.save(update_fields=["is_active"])
    forget_sessions(account)
    _record("people.account_suspended", account, by=replace(by, role=acting), because=because)
    return account


@transaction.atomic
def reopen(account: Account, *, by: Actor, because: Because) -> Account:
    """The account may sign in again. NotAllowed `account_open`."""
    account = lock_account(account.pk)
    acting = policy.may_suspend(by, account)
    policy.check_reason(because)
    if account.is_active:
        raise NotAllowed("account_open")
    account.is_active = True
    account.save(update_fields=["is_active"])
    _record("people.account_reopened", account, by=replace(by, role=acting), because=because)
    return account


@transaction.atomic
def end_sessions(account: Account, *, by: Actor, because: Because) -> Account:
    """End everything that is signed in with this account, everywhere."""
    account = lock_account(account.pk)
    acting = policy.may_end_sessions(by, account)
    policy.check_reason(because)
    forget_sessions(account)
    _record("people.sessions_ended", account, by=replace(by, role=acting), because=because)
    return account


def _record(what: str, account: Account, *, by: Actor, because: Because) -> None:
    record(what, account, person_id=account.person_id, by=by, because=because)
