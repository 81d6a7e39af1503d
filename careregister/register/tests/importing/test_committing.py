"""What only a real commit, a second connection or a killed process can show."""

import signal
import subprocess
import sys
import time
from threading import Event, Thread

from django.db import connection, transaction

from careregister.register.models import Registrant
from tools.environment import ROOT

from .files import counts, made, row


def test_two_imports_do_not_run_at_once(own_database, bring):
    held, done = Event(), Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('register.import'))")
            held.set()
            done.wait(20)
        connection.close()

    other = Thread(target=hold)
    other.start()
    held.wait(20)
    try:
        assert "Another import is running" in bring(row()).failed
    finally:
        done.set()
        other.join()


def test_an_import_that_is_killed_leaves_nothing_half_done(own_database, bring, cluster, tmp_path):
    path = tmp_path / "many.csv"
    path.write_text(made(*(row(Name=f"Anna {_letters(number)}") for number in range(8_000))), encoding="utf-8")
    before = counts()
    environment = cluster.environment(own_database)
    with subprocess.Popen(
        [sys.executable, "manage.py", "import_registrants", str(path)],
        env=environment, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        heard = []
        for line in process.stderr:
            heard.append(line)
            if line.startswith("Importing: ") and not line.startswith(("Importing: 0 of", "Importing: 8,000")):
                break
        process.kill()
    assert process.returncode == -signal.SIGKILL, "".join(heard)
    _until_nobody_else_is_connected()
    assert counts() == before
    assert not bring(row()).failed
    assert Registrant.objects.count() == 1


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}").capitalize()


def _until_nobody_else_is_connected() -> None:
    deadline = time.monotonic() + 30
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
    raise AssertionError("the killed import is still connected")
