"""Migrations are read by a linter that knows what locks a busy table."""

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
}


@pytest.mark.django_db
def test_migrations_lock_nothing_that_is_in_use(tmp_path: Path):
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("careregister.")}
    names = sorted(key for key in MigrationLoader(connection).disk_migrations if key[0] in labels)
    assert names
    for label, name in names:
        out = StringIO()
        call_command("sqlmigrate", label, name, stdout=out, no_color=True)
        (tmp_path / f"{label}_{name}.sql").write_text(out.getvalue(), encoding="utf-8")
    options = [f"--exclude={','.join(NOT_ASKED)}", "--pg-version=18", "--assume-in-transaction"]
    done = subprocess.run(
        [str(SQUAWK), *options, *map(str, sorted(tmp_path.glob("*.sql")))], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
