"""Another telephone number for an account, once a code sent to it came back."""

from uuid import UUID

from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people import policy
from careregister.people.models import PHONE, Account, SignInCode

from .codes import guessed
from .persons import keep_contact


def change_phone(code_id: UUID, typed: str, *, by: Actor, because: Because) -> str:
    """Let the account of `by` sign in by the number that the code was sent to, in place of the one before, which is returned.

    NotAllowed `not_your_account`, `code_over`, `code_wrong`; `phone_taken` when another account signs in by it. Call it
    outside a transaction: tries are counted as in `use_code`.
    """
    policy.check_reason(because)
    if by.account_id is None:
        raise NotAllowed("not_your_account")
    row = guessed(code_id, typed)
    if row.kind != PHONE or row.opens:
        raise NotAllowed("code_over")
    try:
        return _change(by.account_id, row, by, because)
    except IntegrityError as error:
        raise NotAllowed("phone_taken") from error


@transaction.atomic
def _change(account_id: UUID, row: SignInCode, by: Actor, because: Because) -> str:
    if not SignInCode.objects.filter(pk=row.pk, used_at=None).update(used_at=clock.now()):
        raise NotAllowed("code_over")
    account = Account.objects.select_for_update().get(pk=account_id)
    before, account.phone = account.phone, row.address()
    if before == account.phone:
        return before
    account.save(update_fields=["phone"])
    if account.person_id is not None:
        keep_contact(account.person_id, PHONE, account.phone, by=by, because=because)
    record("people.phone_changed", account, person_id=account.person_id, by=by, because=because)
    return before
