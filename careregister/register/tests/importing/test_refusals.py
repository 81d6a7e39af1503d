"""What cannot be read is refused by line and column, with a reason, and nothing of the file is imported."""

import csv
from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.people.models import LEGAL, Person, PersonName
from careregister.register.importing import words
from careregister.register.models import Number, Registrant

from .files import OURS, OURS_TOO, counts, made, row

pytestmark = pytest.mark.django_db
TOMORROW = "2026-06-11"

CELLS = {
    "empty name": ("Name", "", "empty"),
    "formula": ("Name", "=HYPERLINK(1)", "looks_like_a_formula"),
    "plus": ("Name", "+44 Anna", "looks_like_a_formula"),
    "minus": ("Name", "-Anna", "looks_like_a_formula"),
    "at": ("Name", "@Anna", "looks_like_a_formula"),
    "formula in a former name": ("Previous names", "=1+1", "looks_like_a_formula"),
    "digits": ("Name", "Anna 2", "name_with_digits"),
    "two people": ("Name", "Ann & Bob Smith", "name_with_sign"),
    "comma": ("Name", "Kowalska, Anna", "name_with_comma"),
    "lost letter": ("Name", "Zo? Kowalska", "letter_lost"),
    "replacement": ("Name", "Zo\ufffd Kowalska", "letter_lost"),
    "twice encoded": ("Name", "ZoÃ« Kowalska", "letters_misread"),
    "another code page": ("Name", "£ukasz Nowak", "letters_misread"),
    "zero width": ("Name", "Anna\u200bKowalska", "invisible_character"),
    "turned round": ("Name", "Anna \u202eakslawoK", "invisible_character"),
    "two alphabets": ("Name", "Аnna Kowalska", "name_of_two_alphabets"),
    "only marks": ("Name", "- ' .", "looks_like_a_formula"),
    "no letters": ("Name", "' .", "name_without_letters"),
    "too long": ("Name", "A" * 201, "name_too_long"),
    "placeholder": ("Name", "Unknown", "placeholder"),
    "the same before": ("Previous names", "Anna Kowalska", "previous_is_present"),
    "no birth date": ("Date of birth", "", "empty"),
    "born tomorrow": ("Date of birth", TOMORROW, "in_the_future"),
    "born long ago": ("Date of birth", "1900-01-01", "too_old"),
    "fifteen": ("Date of birth", "2009-03-05", "too_young"),
    "american": ("Date of birth", "12/31/1985", "date_american"),
    "american in words": ("Date of birth", "Dec 31, 1985", "date_american"),
    "short year": ("Date of birth", "31/12/85", "date_short_year"),
    "short year in words": ("Date of birth", "31 Dec 85", "date_short_year"),
    "no such day": ("Date of birth", "31/02/1985", "not_in_the_calendar"),
    "29 February": ("Date of birth", "1985-02-29", "not_in_the_calendar"),
    "inner number": ("Date of birth", "31412", "date_serial"),
    "with a time": ("Registered until", "2027-03-03 23:30", "date_with_time"),
    "other digits": ("Date of birth", "٣١/١٢/١٩٨٥", "not_a_date"),
    "words": ("Registered until", "forever", "not_a_date"),
    "until before from": ("Registered until", "2024-01-01", "until_before_since"),
    "far ahead": ("Registered until", "9999-12-31", "too_far_ahead"),
    "from tomorrow": ("Registered from", TOMORROW, "in_the_future"),
    "no e-mail": ("Email", "anna at home", "not_an_email"),
    "two e-mails": ("Email", "a@example.org, b@example.org", "not_an_email"),
    "tier": ("Tier", "Gold", "tier_unknown"),
    "no status": ("Status", "", "empty"),
    "status": ("Status", "Sleeping", "status_unknown"),
    "removed how": ("Status", "Removed", "status_of_two_meanings"),
    "removed when": ("Status", "Removed by decision", "status_needs_a_date"),
    "paused when": ("Status", "Paused", "status_needs_a_date"),
    "registered since when": ("Status since", "2025-06-01", "registered_since_when"),
    "check digit": ("Number", OURS[:-1] + str((int(OURS[-1]) + 1) % 10), "wrong_check_digit"),
    "a digit lost": ("Number", OURS[:-1], "wrong_check_digit"),
    "whose number": ("Number", OURS[2:], "number_of_whom"),
    "spoilt number": ("Number", "1.23457E+11", "number_spoilt"),
    "too short for a number": ("Number", "P1", "not_a_number"),
    "letters only": ("Number", "NCPX", "not_a_number"),
    "digits of another script": ("Number", "NCP٣٤٥", "not_a_number"),
    "our letters and other digits": ("Number", "CR١٢٣٤٥٦٧٨٦", "not_a_number"),
    "no number": ("Number", "ask Jill", "not_a_number"),
    "formula for a number": ("Number", "=A1+1", "not_a_number"),
}


@pytest.mark.parametrize(("column", "cell", "reason"), CELLS.values(), ids=CELLS)
def test_a_cell_that_cannot_be_right_is_refused_by_line_and_column(bring, column, cell, reason):
    ran = bring(row(Name="Somebody Sound", Date_of_birth="31/12/1990"), row() | {column: cell})
    assert "Nothing was imported" in ran.failed
    wrong = str(words.REASONS[reason][0]).partition("%")[0]
    assert any(line.startswith("line 3, ") and wrong in line for line in ran.errors.splitlines()), ran.errors
    assert not Registrant.objects.exists()


def test_every_reason_has_words_for_what_is_wrong_and_how_to_mend_it():
    for wrong, mend in words.REASONS.values():
        assert str(wrong)
        assert str(mend)


def test_all_that_is_wrong_in_a_row_is_said_at_once(bring):
    ran = bring(row(Name="", Tier="Gold", Status="Sleeping"))
    assert ran.errors.count("line 2, ") == 3


@pytest.mark.parametrize("proof", ["12/31/1990", "2000-01-01"])
def test_a_date_that_could_be_read_in_two_ways_is_refused_unless_the_file_proves_which(bring, proof):
    ran = bring(row(Date_of_birth="04/05/1985"), row(Name="Another", Date_of_birth=proof))
    assert "line 2, Date of birth: the date could be read in two ways" in ran.errors


def test_the_same_day_and_month_cannot_be_misread(bring):
    assert not bring(row(Date_of_birth="05/05/1985")).failed


def test_day_first_can_be_proved_by_the_file_or_said(bring):
    assert not bring(row(Date_of_birth="04/05/1985", Registered_until="31/12/2026")).failed
    assert not bring(row(Name="Another", Date_of_birth="04/05/1985"), options=("--dates", "day-first")).failed
    borns = Registrant.objects.values_list("person__date_of_birth", flat=True)
    assert {str(day) for day in borns} == {"1985-05-04"}


def test_a_row_that_contradicts_another_is_refused_and_so_is_the_other(bring):
    ran = bring(row(Number=OURS), row(Number=OURS, Date_of_birth="1986-01-01"))
    assert "line 2, Number: the same number stands for something else on line 3" in ran.errors
    assert "line 3, Number: the same number stands for something else on line 2" in ran.errors


def test_a_person_who_is_there_twice_with_other_words_is_refused_twice(bring):
    ran = bring(row(), row(Name="Kowalska Anna", Tier="Advanced"))
    assert "line 2, Name: the same person" in ran.errors
    assert "line 3, Name: the same person" in ran.errors


def test_the_repeat_of_a_row_is_refused_and_the_row_is_not(bring):
    ran = bring(row(), row(), options=("--skip-bad",))
    assert "line 3, Name: it is the same row as line 2" in ran.errors
    assert Registrant.objects.count() == 1


def test_a_number_that_belongs_to_somebody_else_is_refused(bring):
    bring(row(Number=OURS))
    ran = bring(row(Name="Other Person", Date_of_birth="1970-01-01", Number=OURS))
    assert "line 2, Number: the number belongs to somebody else" in ran.errors


def test_a_number_that_was_issued_to_nobody_who_is_here_is_refused(bring):
    Number.objects.create(number=OURS)
    assert "the number was issued before" in bring(row(Number=OURS)).errors


def test_a_second_number_for_somebody_who_has_one_is_refused(bring):
    bring(row(Number=OURS))
    ran = bring(row(Number=OURS_TOO))
    assert f"line 2, Number: this person is on the register already, with the number {OURS}" in ran.errors


def test_somebody_who_comes_back_under_the_name_they_had_is_not_admitted_twice(bring):
    bring(row(Previous_names="Anna Nowak"))
    assert "line 2, Name: somebody of this date of birth has, or had" in bring(row(Name="Anna Nowak")).errors
    married = row(Name="Anna Smith", Previous_names="Anna Kowalska")
    assert "line 2, Name: somebody of this date of birth has, or had" in bring(married).errors


def test_somebody_known_who_is_no_registrant_is_left_to_a_registrar(bring):
    person = Person.objects.create(date_of_birth="1985-12-31")
    PersonName.written(full="Anna Kowalska", kind=LEGAL, person=person).save()
    assert "is known here, but is not a registrant" in bring(row()).errors


def test_a_dry_run_writes_nothing(bring):
    before = counts()
    ran = bring(row(), row(Name="Another"), options=("--dry-run",))
    assert "2 new" in ran.out
    assert "nothing was changed" in ran.out
    assert counts() == before


def test_good_rows_wait_for_the_bad_ones_unless_told_otherwise(bring):
    good, bad = row(), row(Name="Another", Tier="Gold")
    assert bring(good, bad).failed
    assert not Registrant.objects.exists()
    ran = bring(good, bad, options=("--skip-bad",))
    assert not ran.failed
    assert "1 new, 0 as on the register, 0 different, 1 refused" in ran.out
    assert Registrant.objects.count() == 1


def test_the_errors_can_be_mended_and_fed_back(bring, tmp_path):
    good, bad = row(), row(Name="=1+1", Date_of_birth="01/02/1990", Number="'=2")
    bring(good, bad, options=("--skip-bad", "--dates", "day-first"))
    path = tmp_path / "people.errors.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        [wrong] = csv.DictReader(file)
    assert wrong["line"] == "3"
    assert wrong["column"] == "Name; Number"
    assert wrong["Name"] == "'=1+1"
    assert wrong["how to mend it"].startswith("Write the name as it stands")
    again = bring(made(wrong), name="again.csv", options=("--dates", "day-first"))
    assert "line 2, Name: it begins like a formula" in again.errors
    mended = bring(made(wrong | {"Name": "Bo Li", "Number": ""}), name="mended.csv", options=("--dates", "day-first"))
    assert not mended.failed
    assert "Columns that are not used" not in mended.out
    assert Registrant.objects.count() == 2


def test_errors_never_overwrite_what_somebody_may_be_mending(bring, tmp_path):
    for _time in range(3):
        bring(row(Tier="Gold"))
    assert {path.name for path in tmp_path.iterdir()} == {
        "people.csv",
        "people.errors.csv",
        "people.errors-2.csv",
        "people.errors-3.csv",
    }
    ran = bring(row(Tier="Gold"), options=("--errors", str(tmp_path / "people.errors.csv")))
    assert "exists already" in ran.failed


def test_a_transfer_says_from_whom(bring):
    assert "--body" in bring(row(), options=("--authority", "transfer")).failed


def test_a_status_is_not_guessed_when_no_column_says(bring):
    without = {key: value for key, value in row().items() if key not in {"Status", "Status since"}}
    assert "no column for the status" in bring(without).failed
    assert not bring(without, options=("--status", "registered")).failed
    assert "leave out --status" in bring(row(), options=("--status", "registered")).failed


def test_a_restriction_needs_its_end_and_an_interim_one_its_review(bring):
    ran = bring(row(Status="Interim suspension", Status_since="2026-05-01"))
    assert "a restriction needs its last day" in ran.errors
    assert "an interim order needs the day of its review" in ran.errors
    late = row(Status="Suspended", Status_since="2026-01-01") | {"Restriction until": "2026-05-31"}
    assert "the restriction would be over by now" in bring(late).errors


def test_an_age_of_sixteen_is_enough_on_the_day(bring):
    birthday = clock.today() - timedelta(days=1)
    born = birthday.replace(year=birthday.year - 16)
    assert not bring(row(Date_of_birth=born.isoformat(), Registered_from=birthday.isoformat())).failed
