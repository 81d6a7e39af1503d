"""The linters, as tests: what they say is in the run's own closing line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shape.rooms import ROOT

BIN = Path(sys.executable).parent


def run(*command: str | Path) -> None:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}", pytrace=False)


def test_ruff_finds_nothing():
    run(BIN / "ruff", "check", "--output-format=concise", ".")


def test_the_code_is_formatted():
    run(BIN / "ruff", "format", "--check", "--output-format=concise", ".")


def test_the_types_agree():
    run(BIN / "mypy")


def test_rooms_import_only_rooms_below():
    run(BIN / "lint-imports", "--no-cache")


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    from django.core.management import call_command

    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    except SystemExit:
        pytest.fail("A model was changed without a migration: bin/manage makemigrations", pytrace=False)
