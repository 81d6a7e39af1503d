"""What the owner of an account did at the door: written down, so that misuse can be noticed and traced."""

from careregister.base.actors import Actor, Because
from careregister.history.actions import record
from careregister.people.models import Account

NOTED = frozenset(
    {
        "people.signed_in",
        "people.signed_in_by_demo",
        "people.factor_added",
        "people.factor_removed",
        "people.recovery_codes_made",
        "people.password_changed",
        "people.password_reset",
        "people.email_changed",
        "people.other_sessions_ended",
    }
)


def note(what: str, account: Account, *, by: Actor, because: Because, refs: dict[str, object] | None = None) -> None:
    """Record one of NOTED, done by the account's owner. `refs`: which kind of factor, never a secret."""
    if what not in NOTED:
        raise ValueError(what)
    record(what, account, person_id=account.person_id, by=by, because=because, refs=refs)
