"""The body's rules for checks, as they are on a day."""

from datetime import date

from dateutil.relativedelta import relativedelta

from careregister.base.body import rule

from .kinds import MODES, REGISTER


def modes_open(on: date) -> tuple[str, ...]:
    """The modes that are lawful here on a day: the register's own only where the rule's row says on what basis."""
    said = rule("criminal_record.modes", on)
    return tuple(
        mode
        for mode in MODES
        if said.get(mode) and (mode != REGISTER or str(said.get("register_legal_basis", "")).strip())
    )


def next_due(answered_on: date) -> date:
    """When a certificate is asked about again. The same for every answer."""
    return answered_on + relativedelta(months=rule("criminal_record.recheck_months", answered_on))


def counts_until(kind: str, since: date) -> date | None:
    """The last day on which a check passed on `since` counts; None: it does not run out."""
    months = rule("checks.months", since).get(kind)
    return None if months is None else since + relativedelta(months=months, days=-1)
