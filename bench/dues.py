"""Raising a month's dues for so many members and asking their cards for them, beside one plain INSERT ... SELECT of as many
rows. On a database of its own, which is thrown away: what is booked cannot be taken back.

python -m bench.dues 10000 100000
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg

from tools import serving
from tools.environment import with_database

QUICK, FULL = (10_000,), (10_000, 100_000, 1_200_000)
ROWS_EACH = 5  # an invoice, its line, its booking with two sides
DAYS_TO_PAY = 31  # by then every invoice is due


def run(data: Path, *, full: bool) -> None:
    """Print the figures, each size as it comes: the largest takes minutes. Raises CannotGoOn, DoesNotStart."""
    folder = data / "dues"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with with_database(folder) as env:
            owner = env | {"CAREREGISTER_LOGIN": "owner"}
            serving.several(
                owner, ("Tables for the dues", "migrate --no-input --verbosity 0"), ("", "grants --verbosity 0")
            )
            sizes = map(str, FULL if full else QUICK)
            command = [sys.executable, "-m", "bench.dues", *sizes]
            subprocess.run(command, env=env, check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(sizes: list[int]) -> None:
    import django

    django.setup()
    print("A month's dues: invoices, lines, bookings and their sides, every constraint and trigger kept.")
    print(f"{'members':>10} {'rows':>10} {'dues':>9} {'a member':>10} {'plain insert':>13} {'times':>6} ", end="")
    print(f"{'nothing due':>12} {'cards asked':>12}", flush=True)
    for size in sizes:
        found = measure(size)
        print(
            f"{size:>10,} {size * ROWS_EACH:>10,} {found.dues:>7.2f} s {found.dues / size * 1e6:>7.0f} µs "
            f"{found.plain:>11.2f} s {found.dues / found.plain:>6.1f} {found.again:>10.2f} s {found.asked:>10.2f} s",
            flush=True,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds: to raise the dues, to find that nothing more is due, to ask every card, to insert as many rows plainly."""

    dues: float
    again: float
    asked: float
    plain: float


def measure(size: int) -> Found:
    from careregister.base import clock
    from careregister.base.actors import CLOCK, Because
    from careregister.membership import actions
    from careregister.payments import actions as payments

    today, because = clock.today(), Because("dues")
    at = {"size": size, "day": today, "at": clock.now()}
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(_MEMBERS, at)
        for table in ("people_person", "payments_payer", "payments_method", "membership_subscription"):
            owner.execute(f"vacuum analyze {table}")
        dues = _seconds(lambda: actions.raise_dues(today, by=CLOCK, because=because), size)
        again = _seconds(lambda: actions.raise_dues(today, by=CLOCK, because=because), 0)
        with clock.at(clock.now() + timedelta(days=DAYS_TO_PAY)):
            asked = _seconds(lambda: payments.collect_due(by=CLOCK, because=because), size)
        owner.execute(_PLAIN_TABLE)
        began = time.perf_counter()
        owner.execute(_PLAIN, at | {"size": size * ROWS_EACH})
        plain = time.perf_counter() - began
        owner.execute("drop table bench_plain")
    return Found(dues, again, asked, plain)


def _seconds(what: Callable[[], int], expected: int) -> float:
    began = time.perf_counter()
    made = what()
    took = time.perf_counter() - began
    if made != expected:
        raise RuntimeError(f"{made} instead of {expected}")
    return took


_MEMBERS = """
with made as materialized (
    select gen_random_uuid() as person, gen_random_uuid() as payer from generate_series(1, %(size)s::integer)
),
persons as (
    insert into people_person (id, at_risk, names_open, created_at) select person, false, false, %(at)s::timestamptz from made
),
payers as (
    insert into payments_payer (id, person_id, customer, made_at) select payer, person, '', %(at)s::timestamptz from made
),
methods as (
    insert into payments_method (
        id, payer_id, provider_id, kind, last4, brand_or_bank, mandate, mandate_state, state, since, ended_because
    )
    select gen_random_uuid(), payer, 'pm_' || payer, 'card', '4242', 'visa', '', '', 'ready', %(at)s::timestamptz, '' from made
)
insert into membership_subscription (
    id, person_id, payer_id, plan, next_plan, state, joined_on, began_on, anchor_day, dues_until, ended_because
)
select gen_random_uuid(), person, payer, 'monthly', '', 'active', %(day)s::date - 31, %(day)s::date - 31,
    extract(day from %(day)s::date)::integer, %(day)s::date, ''
from made
"""
_PLAIN_TABLE = """
create table bench_plain (
    id uuid primary key, reference uuid not null, code text not null, pence integer not null, since date not null,
    until date not null, at timestamptz not null
)
"""
_PLAIN = """
insert into bench_plain
select gen_random_uuid(), gen_random_uuid(), 'monthly', 300, %(day)s::date, %(day)s::date + 30, %(at)s::timestamptz
from generate_series(1, %(size)s::integer)
"""

if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
