"""bin/run: everything started in order, looked after, and stopped in the opposite order."""

import os
import signal
import sys
import time
from pathlib import Path

from tools import pretend, processes, serving
from tools.environment import CannotGoOn, data_folder, has_own_database, port, with_database
from tools.postgres import DoesNotStart


class Stop(BaseException):
    """Somebody asked us to stop."""


def main() -> int:
    started = time.monotonic()
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGHUP, _stop)
    try:
        run(started)
    except Stop:
        return 0
    except (CannotGoOn, DoesNotStart) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def run(started: float) -> None:
    data, on = data_folder(), port()
    demo = os.environ.setdefault("CAREREGISTER_DEMO", "1") not in {"", "0", "false", "no", "off"}
    serving.refuse_taken_port(on)
    with serving.alone_in(data):
        print(
            "Using the PostgreSQL of DATABASE_URL ..." if has_own_database() else "Starting PostgreSQL ...", flush=True
        )
        with with_database(data) as env:
            env |= {"PORT": str(on), "CAREREGISTER_COLLECTED": "1"}
            others: list[processes.Child] = []
            if demo:
                added, others = pretend.services(env, data, data / "log")
                env |= added
            serving.prepare(env, data, demo=demo)
            print("Starting the web server and the worker ...", flush=True)
            serve(env, data, on, others, demo=demo, started=started)


def serve(
    env: dict[str, str], data: Path, on: int, others: list[processes.Child], *, demo: bool, started: float
) -> None:
    logs = data / "log"
    children = [serving.web_server(env, on, logs / "web.log"), serving.worker(env, logs / "worker.log"), *others]
    try:
        for child in children:
            child.log.unlink(missing_ok=True)
            child.start()
        serving.wait_until_ready(children[0], on)
        accounts = (data / serving.ACCOUNTS).read_text(encoding="utf-8") if demo else ""
        print(screen(on, accounts, data, env if demo else {}, time.monotonic() - started), flush=True)
        while True:
            for child in children:
                if news := child.tend():
                    print(news, file=sys.stderr, flush=True)
            time.sleep(0.5)
    except Stop:
        print("\nStopping ...", flush=True)
        raise
    finally:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        processes.stop(children)


def screen(on: int, accounts: str, data: Path, env: dict[str, str], seconds: float) -> str:
    home = serving.home(on)
    lines = [
        "",
        f"Care Register is ready, after {seconds:.1f} s.",
        "",
        f"  the public register   {home}/",
        f"  search                {home}/register/?q=",
        f"  open data             {home}/register/data/",
        f"  staff                 {home}/staff/",
        f"  your account          {home}/account/",
    ]
    if "CAREREGISTER_CARDS_URL" in env:
        lines.append(f"  pretend payments      {env['CAREREGISTER_CARDS_URL']}/_control/")
    lines.append("")
    if accounts.strip():
        lines += [*accounts.strip().splitlines(), ""]
    lines += [f"Data, secrets and logs are in {data}", f"Letters are in {data / 'mail'}", "Ctrl-C stops everything."]
    return "\n".join(lines)


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise Stop


if __name__ == "__main__":
    sys.exit(main())
