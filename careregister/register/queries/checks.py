"""The private check: everybody whose hash begins like this, padded, so that neither the question nor its size tells.

The same walls as name search, judged when the answer is given: whoever was taken out of name search, or bears another
name now, is gone from the answers at that moment, whether or not the worker has cleared their hash away yet.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from careregister.base import clock

from .. import private_check, states
from .shown import NAMED_NOW, PUBLISHED_NOW, named_now, published_now

PADDED_TO = 50  # lines: an answer has this many, or a multiple of it
KEPT_FOR = timedelta(hours=1)
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a client needs to make the hash, and how many characters of it to send."""

    salt: str
    cost: int
    block: int
    lanes: int
    length: int
    prefix_length: int


@dataclass(frozen=True, slots=True)
class Line:
    """The rest of somebody's hash, and their status: a key of `states.MEANINGS`."""

    suffix: str
    status: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A hash to be made, of number and name. `made_of` is kept beside it."""

    registrant_id: UUID
    number: str
    name: str
    made_of: str


_BUCKET = f"""
select substr(hash.digest, %(taken)s), span.base,
       array(
           select restriction.kind from register_restrictionspan restriction
           where restriction.registrant_id = span.registrant_id and upper_inf(restriction.known)
             and restriction.valid @> %(now)s::timestamptz
       ) as kinds
from register_checkhash hash
join register_registrant registrant on registrant.id = hash.registrant_id
{NAMED_NOW}
join register_standingspan span
  on span.registrant_id = hash.registrant_id and upper_inf(span.known) and span.valid @> %(now)s::timestamptz
{PUBLISHED_NOW}
where hash.digest >= %(first)s and hash.digest < %(beyond)s and hash.made_of = quick.made_of
"""  # noqa: S608  (two fixed pieces of our own)

_FINDABLE = f"""
from register_registrant registrant
{NAMED_NOW}
"""
_SAID = "called.tokens <> '{}'::text[]"  # a name without a letter would be a hash of the number alone
_MISSING = f"""
{_FINDABLE}
left join register_checkhash hash on hash.registrant_id = registrant.id and hash.made_of = quick.made_of
where {_SAID} and hash.registrant_id is null
"""
_CLEAR = f"""
delete from register_checkhash hash where not exists (
    select {_FINDABLE} where {_SAID} and registrant.id = hash.registrant_id and hash.made_of = quick.made_of
)
"""  # noqa: S608

_kept: dict[str, tuple[datetime, int]] = {}


def parameters() -> Parameters:
    """How the hash is made today. The number of characters to send grows with the register."""
    return Parameters(
        salt=private_check.SALT.decode(),
        cost=private_check.COST,
        block=private_check.BLOCK,
        lanes=private_check.LANES,
        length=private_check.LENGTH,
        prefix_length=private_check.prefix_length(_how_many()),
    )


def bucket(prefix: str) -> tuple[Line, ...] | None:
    """The lines for a prefix, in the order of their suffixes; None unless it is exactly as long as asked for.

    Made-up lines bring their number to a multiple of fifty. They are the same at every look and look like real ones;
    nobody's hash is among them, but for a chance of one in 2^130.
    """
    prefix = prefix.lower()
    if len(prefix) != parameters().prefix_length or not set(prefix) <= _HEX:
        return None
    real = _real(prefix)
    missing = -len(real) % PADDED_TO if real else PADDED_TO
    return tuple(sorted(real + _made_up(prefix, missing), key=lambda line: line.suffix))


def count_missing() -> int:
    """How many name search finds who have no hash of the name they show now."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) {_MISSING}", _named())
        return cursor.fetchone()[0]


def missing(limit: int) -> list[Missing]:
    """The first `limit` of them."""
    asked = f"select registrant.id, registrant.number, called.name, quick.made_of {_MISSING}"
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} order by registrant.id limit %(limit)s", {**_named(), "limit": limit})
        return [Missing(*row) for row in cursor.fetchall()]


def clear() -> int:
    """Delete every hash that no longer fits: another name, at risk, too young. How many went."""
    with connection.cursor() as cursor:
        cursor.execute(_CLEAR, _named())
        return cursor.rowcount


def forget() -> None:
    """Count the register afresh at the next look. For tests."""
    _kept.clear()


def _named() -> dict[str, Any]:
    return named_now(clock.today())


def _how_many() -> int:
    name, now = connection.settings_dict["NAME"], clock.now()
    counted = _kept.get(name)
    if counted is None or not timedelta(0) <= now - counted[0] < KEPT_FOR:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from register_checkhash")
            counted = (now, cursor.fetchone()[0])
        _kept.clear()
        _kept[name] = counted
    return counted[1]


def _real(prefix: str) -> list[Line]:
    now = clock.now()
    today = clock.london_day(now)
    values = {
        **published_now(today),
        **named_now(today),
        "taken": len(prefix) + 1,
        "first": prefix,
        "beyond": prefix + "g",  # the letter after the last hexadecimal digit, in any collation
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BUCKET, values)
        return [Line(suffix, states.status_line(base, frozenset(kinds))) for suffix, base, kinds in cursor.fetchall()]


def _made_up(prefix: str, count: int) -> list[Line]:
    return [_made_up_line(prefix, number) for number in range(count)]


def _made_up_line(prefix: str, number: int) -> Line:
    noise = hmac.digest(
        settings.SECRET_KEY.encode(), f"private check padding:{prefix}:{number}".encode(), hashlib.sha256
    )
    suffix = noise.hex()[: 2 * private_check.LENGTH - len(prefix)]
    # About as many of each as there are of real ones, so that nobody can tell them apart by what they say.
    status = states.LAPSED if noise[-1] < 20 else states.PAUSED if noise[-1] < 30 else states.REGISTERED
    return Line(suffix, status)
