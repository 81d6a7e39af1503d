"""bin/bench: a server on a data folder of its own, the demo in it, and a table of what pages cost."""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg

from bench import dues, starting
from bench.measuring import Case, measure, table
from tools import processes, serving
from tools.environment import CannotGoOn, data_folder, with_database
from tools.ports import free_port
from tools.postgres import DoesNotStart

QUICK, LONG = 300, 3000


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} requests to each page instead of {LONG}")
    parser.add_argument("--requests", type=int, help="so many requests to each page")
    parser.add_argument("--linkage", action="store_true", help="only whether people we met are recognised: no server")
    parser.add_argument("--dues", action="store_true", help="only a month's dues for many members: no server")
    options = parser.parse_args()
    requests = options.requests or (QUICK if options.quick else LONG)
    try:
        everything = not (options.linkage or options.dues)
        if everything:
            print(run(data_folder() / "bench", requests), flush=True)
        if everything or options.dues:
            dues.run(data_folder() / "bench", full=not options.quick)
        if everything or options.linkage:
            print(_linkage(full=not options.quick), flush=True)
    except (CannotGoOn, DoesNotStart) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def run(data: Path, requests: int) -> str:
    """The table. Raises CannotGoOn, DoesNotStart."""
    os.environ["CAREREGISTER_DEMO"] = "1"
    port = free_port()
    with serving.alone_in(data), with_database(data) as env:
        env |= {"PORT": str(port), "CAREREGISTER_COLLECTED": "1"}
        serving.prepare(env, data, demo=True)
        env |= {"CAREREGISTER_BENCH": "1"}
        cases = _cases(env["DATABASE_OWNER_URL"])
        server = serving.web_server(env, port, data / "log" / "web.log", application="bench.wsgi")
        try:
            server.start()
            serving.wait_until_ready(server, port)
            rows = [measure(case, port, requests) for case in cases]
            applying = _applying(env)
        finally:
            processes.stop([server])
    second = starting.again(data, free_port())
    where = f"{requests} requests each, one at a time, over one connection; Python {platform.python_version()}, "
    return f"{where}{os.cpu_count()} cores, {serving.WORKERS} workers\n\n{table(rows)}\n\nbin/run, second start on this data: {second:.1f} s (bar: {starting.BAR_SECONDS} s)\n\n{applying}"


def _linkage(*, full: bool) -> str:
    """Figures of `bench.linkage`, in a process of its own: it needs neither database nor settings."""
    command = [sys.executable, "-m", "bench.linkage", *(["--full"] if full else [])]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _applying(env: dict[str, str]) -> str:
    """What it costs to apply, from `bench.applying`: counted, so it is the same on every machine."""
    script = "import django; django.setup(); from bench import applying; print(applying.effort())"
    return subprocess.run([sys.executable, "-c", script], env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def _cases(database: str) -> list[Case]:
    """The pages others will compare with, over forty registrants of the demo."""
    with psycopg.connect(database) as connection:
        numbers = [row[0] for row in connection.execute(_SOME_NUMBERS)]
        names = [row[0] for row in connection.execute(_SOME_NAMES)]
    if not numbers or not names:
        raise CannotGoOn("The demo has no registrants to look for. Delete the data folder's bench/ and start again.")
    entries = [f"/register/{number}/" for number in numbers]
    return [
        Case("empty view (/health/live)", ["/health/live"]),
        Case("home", ["/"]),
        Case("search by number (leads to the entry)", [f"/register/?q={number}" for number in numbers], status=302),
        Case("search by name", [f"/register/?q={quote(name)}" for name in names]),
        Case("search by a name with a wrong letter", [f"/register/?q={quote(_misspelt(name))}" for name in names]),
        Case("entry", entries),
        Case("entry as JSON", entries, {"Accept": "application/json"}),
        Case("open data", ["/register/data/"]),
    ]


_SOME_NUMBERS = "select number from register_registrant order by number limit 40"
_SOME_NAMES = """
    select distinct on ("full") "full" from people_personname
    where person_id in (select person_id from register_registrant) and length("full") > 8
    order by "full" limit 40
"""


def _misspelt(name: str) -> str:
    """The last part of the name with two letters in its middle swapped."""
    *first, last = name.split()
    middle = len(last) // 2
    swapped = last[: middle - 1] + last[middle] + last[middle - 1] + last[middle + 1 :]
    return " ".join([*first, swapped if len(last) > 3 else last])


if __name__ == "__main__":
    sys.exit(main())
