"""Migrations are read by a linter that knows what locks a busy table."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.shape.rooms import ROOT

SQUAWK = Path(sys.executable).parent / "squawk"
# Left out, with the reason. Everything else that squawk knows is kept.
NOT_ASKED = {
    "prefer-robust-stmts": "Django runs a migration in a transaction: it is done or not done",
    "require-timeout-settings": "the owner's connection sets lock_timeout itself",
    "prefer-bigint-over-int": "small counters",
    "prefer-bigint-over-smallint": "small numbers with a check",
    "prefer-text-field": "Django's CharField of a known length",
    "prefer-identity": "Django writes identity columns already",
    "require-table-schema": "one schema",
    "ban-char-field": "fixed codes",
    "prefer-timestamp-tz": "Django writes timestamptz; ranges are tstzrange",
    "require-concurrent-index-deletion": "to drop an index takes an instant; the owner's connection sets lock_timeout itself",
}

# Written before any installation had rows to lock.
BEFORE_THE_FIRST_RELEASE = {
    ("register", "0002_subject_is_the_registrants_person"),
    ("letters", "0007_letter_that_failed"),
    ("membership", "0003_billed_and_given_back"),
}


@pytest.mark.django_db
def test_migrations_lock_nothing_that_is_in_use(tmp_path: Path):
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("careregister.")}
    migrations = MigrationLoader(connection).disk_migrations
    # A room's first migration makes tables that nobody uses yet.
    names = sorted(key for key, one in migrations.items() if key[0] in labels and not one.initial)
    names = [key for key in names if key not in BEFORE_THE_FIRST_RELEASE]
    for label, name in names:
        out = StringIO()
        call_command("sqlmigrate", label, name, stdout=out, no_color=True)
        (tmp_path / f"{label}_{name}.sql").write_text(out.getvalue(), encoding="utf-8")
    written = sorted(tmp_path.glob("*.sql"))
    options = [f"--exclude={','.join(NOT_ASKED)}", "--pg-version=18", "--reporter=Gcc"]
    command = [str(SQUAWK), *options, *map(str, written)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"NO_COLOR": "1"}, capture_output=True, text=True)
    if written and done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
