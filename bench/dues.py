"""Raising a month's dues for so many members, beside one plain INSERT ... SELECT of as many rows. On a database of its own,
which is thrown away: what is booked cannot be taken back.

python -m bench.dues 10000 100000
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tools import serving
from tools.environment import with_database

QUICK, FULL = (10_000,), (10_000, 100_000, 1_200_000)
ROWS_EACH = 5  # an invoice, its line, its booking with two sides


def run(data: Path, *, full: bool) -> str:
    """The figures as text. Raises CannotGoOn, DoesNotStart."""
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
            return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(sizes: list[int]) -> None:
    import django

    django.setup()
    print("A month's dues: invoices, lines, bookings and their sides, every constraint and trigger kept.")
    print(
        f"{'members':>10} {'rows':>10} {'dues':>9} {'a member':>10} {'plain insert':>13} {'times':>6} {'nothing due':>12}"
    )
    for size in sizes:
        dues, again, plain = measure(size)
        print(
            f"{size:>10,} {size * ROWS_EACH:>10,} {dues:>7.2f} s {dues / size * 1e6:>7.0f} µs {plain:>11.2f} s "
            f"{dues / plain:>6.1f} {again:>10.2f} s",
            flush=True,
        )


def measure(size: int) -> tuple[float, float, float]:
    """Seconds: to raise the dues of `size` members, to find that nothing is due, to insert as many rows plainly."""
    from careregister.base import clock
    from careregister.base.actors import CLOCK, Because
    from careregister.membership import actions

    today = clock.today()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(_MEMBERS, {"size": size, "day": today, "at": clock.now()})
        for table in ("people_person", "payments_payer", "membership_subscription"):
            owner.execute(f"vacuum analyze {table}")
    began = time.perf_counter()
    made = actions.raise_dues(today, by=CLOCK, because=Because("dues"))
    dues = time.perf_counter() - began
    assert made == size, made
    began = time.perf_counter()
    assert actions.raise_dues(today, by=CLOCK, because=Because("dues")) == 0
    again = time.perf_counter() - began
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(_PLAIN_TABLE)
        began = time.perf_counter()
        owner.execute(_PLAIN, {"size": size * ROWS_EACH, "day": today, "at": clock.now()})
        plain = time.perf_counter() - began
        owner.execute("drop table bench_plain")
    return dues, again, plain


_MEMBERS = """
with made as materialized (
    select gen_random_uuid() as person, gen_random_uuid() as payer from generate_series(1, %(size)s::integer)
),
persons as (
    insert into people_person (id, at_risk, names_open, created_at) select person, false, false, %(at)s::timestamptz from made
),
payers as (
    insert into payments_payer (id, person_id, customer, made_at) select payer, person, '', %(at)s::timestamptz from made
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
