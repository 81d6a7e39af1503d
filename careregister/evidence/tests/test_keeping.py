"""Files without rows, and files under a new key."""

import base64
import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from careregister.base import clock
from careregister.base.actors import CLOCK
from careregister.evidence import actions, jobs, keeping, queries
from careregister.evidence.tests.papers import WHY, given, on_disk, owner, pages
from careregister.outside import files

pytestmark = pytest.mark.django_db
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


def age(folder: Path, days: int = 2) -> None:
    for path in on_disk(folder):
        then = (clock.now() - timedelta(days=days)).timestamp()
        os.utime(path, (then, then))


def test_files_without_a_row_are_swept_but_not_the_fresh_ones(folder):
    paper = given()
    files.put(uuid4(), b"left by a crash before its commit")
    [whole] = folder.glob("*/*" + str(pages(paper)[0].pk.hex)[-8:])
    half = whole.with_name("x.half")
    half.write_bytes(b"half")
    jobs.sweep_orphans()
    assert len(on_disk(folder)) == 3
    age(folder)
    jobs.sweep_orphans()
    assert on_disk(folder) == [whole]


def test_the_sweep_ends_what_a_crash_left_of_a_destruction(folder):
    actions.destroy(given(), by=CLOCK, because=WHY)
    assert len(on_disk(folder)) == 1
    age(folder)
    jobs.sweep_orphans()
    assert on_disk(folder) == []


def test_a_folder_that_is_not_ours_is_not_swept(folder, caplog):
    for _ in range(jobs.MOST_ORPHANS + 1):
        files.put(uuid4(), b"of another database")
    age(folder)
    jobs.sweep_orphans()
    assert len(on_disk(folder)) == jobs.MOST_ORPHANS + 1
    assert "is this the folder of this database?" in caplog.text


def test_a_new_key_seals_files_again_and_the_old_one_can_go(settings, capsys):
    settings.SEAL_KEYS = OLD
    paper = given(name="card.jpg")
    before = actions.look(paper, 1, by=owner(paper), because=WHY).data
    settings.SEAL_KEYS = f"{NEW},{OLD}"
    call_command("rotate_seals")
    call_command("rotate_seals")
    assert "1 names of documents, 1 pages" in capsys.readouterr().out
    settings.SEAL_KEYS = NEW
    assert actions.look(paper, 1, by=owner(paper), because=WHY).data == before
    assert queries.facts([paper])[paper].name == "card.jpg"
    assert keeping.sealed_with(pages(paper)[0]) == "new"


def test_a_lost_key_is_told_and_nothing_is_lost(settings, capsys):
    settings.SEAL_KEYS = OLD
    paper = given()
    settings.SEAL_KEYS = NEW
    with pytest.raises(SystemExit):
        call_command("rotate_seals")
    assert "2 could not be opened" in capsys.readouterr().err
    settings.SEAL_KEYS = OLD
    assert actions.look(paper, 1, by=owner(paper), because=WHY).data
