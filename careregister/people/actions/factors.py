"""A lost passkey or phone: one administrator asks, the owner is told, another does it, and everything begins afresh."""

from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.locks import lock_account
from careregister.people.models import DONE, WITHDRAWN, Account, FactorReset
from careregister.people.sessions import forget_sessions


@transaction.atomic
def ask_factor_reset(account: Account, *, by: Actor, because: Because) -> FactorReset:
    """Ask that the account's passkeys and codes be taken away. NotAllowed `reset_already_asked`; words are needed."""
    account = lock_account(account.pk)
    acting = policy.may_ask_factor_reset(by, account)
    policy.check_reason(because, words=True)
    assert account.person  # the lock has seen to it
    assert by.person_id  # and the policy to this
    try:
        with transaction.atomic():
            reset = FactorReset.objects.create(
                account=account, person=account.person, asked_by=by.person_id, asked_at=clock.now()
            )
    except IntegrityError as error:
        raise NotAllowed("reset_already_asked") from error
    _record("people.factor_reset_asked", reset, by=replace(by, role=acting), because=because)
    return reset


@transaction.atomic
def confirm_factor_reset(reset: FactorReset, *, by: Actor, because: Because) -> FactorReset:
    """Take away every passkey, app and recovery code, the password too, and end all sessions.

    The owner begins again by the link for forgotten passwords, and sets up a new second step before seeing anything.
    """
    reset = _open(reset)
    acting = policy.may_confirm_factor_reset(by, reset, clock.now())
    policy.check_reason(because)
    account = reset.account
    Authenticator.objects.filter(user_id=account.pk).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    forget_sessions(account)
    return _end(reset, DONE, "people.factors_reset", by=replace(by, role=acting), because=because)


@transaction.atomic
def withdraw_factor_reset(reset: FactorReset, *, by: Actor, because: Because) -> FactorReset:
    """Call it off: by any administrator, or by the owner."""
    reset = _open(reset)
    acting = policy.may_withdraw_factor_reset(by, reset)
    policy.check_reason(because)
    return _end(reset, WITHDRAWN, "people.factor_reset_withdrawn", by=replace(by, role=acting), because=because)


def _open(reset: FactorReset) -> FactorReset:
    lock_account(reset.account_id)
    reset = FactorReset.objects.select_related("account").get(pk=reset.pk)
    if reset.outcome:
        raise NotAllowed("already_decided")
    return reset


def _end(reset: FactorReset, outcome: str, what: str, *, by: Actor, because: Because) -> FactorReset:
    reset.outcome, reset.ended_by, reset.ended_at = outcome, by.person_id, clock.now()
    reset.save(update_fields=["outcome", "ended_by", "ended_at"])
    _record(what, reset, by=by, because=because)
    return reset


def _record(what: str, reset: FactorReset, *, by: Actor, because: Because) -> None:
    refs = {"reset": reset.pk}
    record(what, reset.account, person_id=reset.person_id, by=by, because=because, refs=refs)
