"""Moving sealed values to the current key. Codes for signing in are not moved: they end within the hour.

A second factor's secret is kept by django-allauth in JSON; its place is its kind, not its row, because the library
seals it before the row exists (`web.account.adapters`).
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model

from careregister.base import clock, sealing
from careregister.base.actors import Because, importing
from careregister.base.ids import new_id
from careregister.history.actions import Line, record_many

from .models import Adjustment, Contact

FACTOR_PLACE = "mfa_authenticator.data"
_BATCH = 500
_SECRETS = ("secret", "seed")


@dataclass(frozen=True, slots=True)
class Rotated:
    contacts: int = 0
    factors: int = 0
    unopened: int = 0


def seal_factor(text: str) -> str:
    """A second factor's secret, sealed, as text that fits into JSON."""
    return base64.b64encode(sealing.seal(text, FACTOR_PLACE)).decode()


def unseal_factor(sealed: str) -> str:
    """The secret again; sealing.CannotOpen when it was sealed elsewhere or changed."""
    return sealing.unseal(base64.b64decode(sealed), FACTOR_PLACE)


def rotate(tell: Callable[[str, int], object] = lambda kind, count: None) -> Rotated:
    """Seal again whatever another key than the current one sealed: batches of five hundred, each its own transaction.

    What cannot be opened (its key is gone) stays as it is and is counted.
    """
    contacts, lost_contacts = _all_of("contacts", Contact, _reseal_contacts, tell)
    wishes, lost_wishes = _all_of("adjustments", Adjustment, _reseal_adjustments, tell)
    contacts, lost_contacts = contacts + wishes, lost_contacts + lost_wishes
    factors, lost_factors = _all_of("factors", Authenticator, _reseal_factors, tell)
    if contacts or factors:
        line = Line(
            what="people.seals_rotated",
            subject_kind="people.seals",
            subject_id=new_id(),
            by=importing("command line"),
            because=Because("key_rotation"),
            at=clock.now(),
            refs={"contacts": contacts, "factors": factors, "key": sealing.current_key()},
        )
        record_many([line])
    return Rotated(contacts, factors, lost_contacts + lost_factors)


def _all_of(
    kind: str, model: type[Model], reseal: Callable[[list[Any]], tuple[int, int]], tell: Callable[[str, int], object]
) -> tuple[int, int]:
    done, lost, last = 0, 0, None
    while True:
        with transaction.atomic():
            rows = model._default_manager.select_for_update().order_by("pk")
            batch = list((rows.filter(pk__gt=last) if last else rows)[:_BATCH])
            if not batch:
                return done, lost
            resealed, unopened = reseal(batch)
        done, lost, last = done + resealed, lost + unopened, batch[-1].pk
        tell(kind, done)


def _reseal_contacts(batch: list[Contact]) -> tuple[int, int]:
    return _reseal(Contact, "sealed", batch)


def _reseal_adjustments(batch: list[Adjustment]) -> tuple[int, int]:
    return _reseal(Adjustment, "sealed_words", batch)


def _reseal(model: type[Model], field: str, batch: list[Any]) -> tuple[int, int]:
    changed, lost = [], 0
    for row in batch:
        sealed = bytes(getattr(row, field))
        if sealing.sealed_with(sealed) == sealing.current_key():
            continue
        try:
            setattr(row, field, sealing.seal(sealing.unseal(sealed, row.place), row.place))
            changed.append(row)
        except sealing.CannotOpen:
            lost += 1
    model._default_manager.bulk_update(changed, [field])
    return len(changed), lost


def _reseal_factors(batch: list[Authenticator]) -> tuple[int, int]:
    changed, lost = [], 0
    for factor in batch:
        sealed = {name: factor.data[name] for name in _SECRETS if name in factor.data}
        old = {name: text for name, text in sealed.items() if _key_of(text) != sealing.current_key()}
        try:
            factor.data |= {name: seal_factor(unseal_factor(text)) for name, text in old.items()}
            changed += [factor] if old else []
        except sealing.CannotOpen:
            lost += 1
    Authenticator.objects.bulk_update(changed, ["data"])
    return len(changed), lost


def _key_of(sealed: str) -> str:
    return sealing.sealed_with(base64.b64decode(sealed))
