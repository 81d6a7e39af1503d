"""The command, as somebody types it."""

import io

import pytest
from django.core.management import CommandError, call_command

from careregister.organisations import queries
from careregister.organisations.seeds import FILE

pytestmark = pytest.mark.django_db


def run(path, *options: str) -> tuple[str, str]:
    out, errors = io.StringIO(), io.StringIO()
    call_command("import_organisations", str(path), *options, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "directory.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "none.csv")


def test_problems_are_listed_by_line_and_column_and_nothing_is_imported(file):
    errors = io.StringIO()
    path = file("Name,Postcode,CQC Location ID\nRose House,M41 5BU,1-100000001\nElm House,nowhere,1-100000002\n")
    with pytest.raises(CommandError, match="Nothing was imported: 1 problems"):
        call_command("import_organisations", path, "--edition", "2026-02-27", stderr=errors)
    assert "line 3, Postcode: it is not a postcode ('nowhere')" in errors.getvalue()
    assert queries.count_listed() == 0


def test_an_edition_without_a_date_has_to_be_given_one(file):
    path = file("Name,CQC Location ID\nRose House,1-100000001\n")
    with pytest.raises(CommandError, match="--edition"):
        run(path)
    with pytest.raises(CommandError, match="--edition"):
        run(path, "--edition", "last Tuesday")
    run(path, "--edition", "2026-02-27")
    assert queries.count_listed() == 1


def test_a_date_that_contradicts_the_file_is_refused():
    with pytest.raises(CommandError, match="2026-02-27"):
        run(FILE, "--edition", "2026-03-27")


def test_an_older_edition_is_refused_in_words(file):
    run(FILE)
    path = file("Name,CQC Location ID\nRose House,1-100000001\n")
    with pytest.raises(CommandError, match="older than the one of 2026-02-27"):
        run(path, "--edition", "2026-01-27", "--part")


def test_a_part_taken_for_the_whole_is_refused_in_words(file):
    run(FILE)
    path = file("Name,CQC Location ID\nRose House,1-100000001\n")
    with pytest.raises(CommandError, match="56 of 56 places would leave"):
        run(path, "--edition", "2026-03-27")


def test_a_dry_run_says_and_does_not_do():
    out, _errors = run(FILE, "--dry-run")
    assert "56 new" in out
    assert "nothing was changed" in out
    assert queries.count_listed() == 0


def test_it_says_what_is_new_and_names_them_and_shows_how_far_it_has_come():
    out, errors = run(FILE)
    assert "Edition of 2026-02-27: 56 places, 56 new, 0 changed, 0 came back, 0 left." in out
    assert "10 Spennithorne Road, M41 5BU, 1-466088203" in out
    assert "and 31 more" in out
    assert "Importing: 56 of 56 (100%)" in errors


def test_the_second_time_nothing_is_new():
    run(FILE)
    out, _errors = run(FILE)
    assert "56 places, 0 new, 0 changed, 0 came back, 0 left." in out
