"""What the reader makes of files as they come: refusals first, then the odd ones that it has to understand."""

from datetime import date

import pytest

from careregister.organisations import directory
from careregister.organisations.seeds import FILE

HEADER = "Name,Postcode,Date of latest check,Service's website (if available),Location URL,CQC Location ID (for office use only)"
PREFACE = "CQC Locations data\r\n\r\nThis data was produced on 27 February 2026\r\n\r\n"


def of(*lines: str, preface: str = PREFACE, header: str = HEADER) -> directory.Directory:
    return directory.read((preface + "\r\n".join([header, *lines]) + "\r\n").encode())


def reasons(found: directory.Directory) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.reason) for problem in found.problems]


def test_a_picture_is_not_a_directory():
    assert reasons(directory.read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")) == [(1, "", "not_text")]


def test_an_empty_file_has_no_header():
    assert reasons(directory.read(b"")) == [(1, "", "no_header")]


def test_another_spreadsheet_has_no_header():
    assert reasons(directory.read(b"Invoice,Amount\r\n1,20.00\r\n")) == [(1, "", "no_header")]


def test_a_header_below_fifty_lines_is_not_looked_for():
    assert reasons(directory.read(("\n" * 60 + HEADER).encode())) == [(1, "", "no_header")]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (",M41 5BU,,,,1-123456789", "Name", "empty"),
        ("Rose House,M41 5BU,,,,", "CQC Location ID (for office use only)", "empty"),
        ("Rose House,M41 5BU,,,,one two three", "CQC Location ID (for office use only)", "not_an_id"),
        ("Rose House,Manchester,,,,1-123456789", "Postcode", "not_a_postcode"),
        ("Rose House,M41 5BU,31/Jun/2023 - 00:00,,,1-123456789", "Date of latest check", "not_a_date"),
        ("Rose House,M41 5BU,45012,,,1-123456789", "Date of latest check", "not_a_date"),
        (
            "Rose House,M41 5BU,,javascript:alert(1),,1-123456789",
            "Service's website (if available)",
            "not_a_web_address",
        ),
        ("Rose House,M41 5BU,,,https://www.cqc.org.uk/location/1-9,1-123456789", "Location URL", "another_location"),
        ("Rose House,M41 5BU,,,,1-123456789,one too many", "", "more_cells_than_columns"),
    ],
)
def test_what_cannot_be_read_is_told_by_line_and_column(line, column, reason):
    found = of("Good House,M41 5BU,,,,1-111111111", line)
    assert reasons(found) == [(7, column, reason)]


def test_every_problem_of_a_file_is_told_at_once():
    found = of("Rose House,nowhere,then,,,1-123456789", ",M41 5BU,,,,1-123456788")
    assert [problem[:2] for problem in reasons(found)] == [
        (6, "Postcode"),
        (6, "Date of latest check"),
        (7, "Name"),
    ]


def test_two_lines_that_contradict_each_other_are_refused():
    found = of("Rose House,M41 5BU,,,,1-123456789", "Rose Villa,M41 5BU,,,,1-123456789")
    assert reasons(found) == [(7, "", "contradicts_line_6")]


def test_the_same_line_twice_is_one_place():
    found = of("Rose House,M41 5BU,,,,1-123456789", "Rose House,M41 5BU,,,,1-123456789")
    assert (len(found.rows), found.problems) == (1, [])


def test_a_column_that_is_there_twice_is_refused():
    found = of(header=HEADER + ",Location Name")
    assert reasons(found) == [(5, "Location Name", "column_twice")]


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_opens():
    found = of("Good House,M41 5BU,,,,1-111111111", '"Rose House,M41 5BU,,,,1-123456789')
    assert reasons(found) == [(7, "", "quotes_do_not_close")]


def test_two_dates_above_the_header_are_refused():
    found = of(preface=PREFACE + "This data was produced on 28 February 2026\r\n")
    assert [problem.reason for problem in found.problems] == ["two_edition_dates"]


def test_lines_are_counted_as_an_editor_counts_them_when_a_cell_has_line_breaks():
    found = of('"Rose\nHouse",M41 5BU,,,,1-123456789', "Elm House,?,,,,1-123456788")
    assert reasons(found) == [(8, "Postcode", "not_a_postcode")]
    assert found.rows[0].said["name"] == "Rose House"


def test_the_commissions_own_file_is_read_whole():
    found = directory.read(FILE.read_bytes())
    assert (found.produced_on, len(found.rows), found.problems) == (date(2026, 2, 27), 56, [])
    assert found.rows[0].said == {
        "location_id": "1-466088203",
        "name": "10 Spennithorne Road",
        "also_known_as": "",
        "address": "10 Spennithorne Road, Urmston, Manchester",
        "postcode": "M41 5BU",
        "phone": "01617486414",
        "website": "",
        "service_types": ["Residential homes"],
        "checked_on": date(2023, 5, 31),
        "specialisms": [],
        "provider_name": "Future Directions CIC",
        "local_authority": "Trafford",
        "region": "North West",
        "url": "https://www.cqc.org.uk/location/1-466088203",
        "provider_id": "",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_keep_their_accents_whatever_the_file_was_saved_as(encoding):
    text = PREFACE + HEADER + "\r\nMaison d’Été – Bröd,M41 5BU,,,,1-123456789\r\n"
    found = directory.read(text.encode(encoding))
    assert found.rows[0].said["name"] == "Maison d’Été – Bröd"
    assert found.produced_on == date(2026, 2, 27)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_stands_between_the_cells_is_found(delimiter):
    text = HEADER.replace(",", delimiter) + "\n" + delimiter.join(["Rose House", "m415bu", "", "", "", "1-123456789"])
    found = directory.read(text.encode())
    assert found.rows[0].said["postcode"] == "M41 5BU"


def test_a_later_edition_may_move_rename_and_add_columns_and_leave_some_out():
    header = "Location ID,Inspectors' colour,Date of Latest Inspection,Location Postcode,Location Name"
    found = of("1-123456789,green,2026-03-01,M41 5BU,Rose House", header=header)
    assert found.unused == ("Inspectors' colour",)
    assert "phone" not in found.columns
    assert found.rows[0].said == {
        "location_id": "1-123456789",
        "name": "Rose House",
        "postcode": "M41 5BU",
        "checked_on": date(2026, 3, 1),
    }


@pytest.mark.parametrize(
    "written", ["31/May/2023 - 00:00", "31 May 2023", "31/05/2023", "2023-05-31", "2023-05-31 00:00:00"]
)
def test_dates_are_read_as_england_writes_them(written):
    found = of(f"Rose House,M41 5BU,{written},,,1-123456789")
    assert found.rows[0].said["checked_on"] == date(2023, 5, 31)


def test_a_formula_in_a_cell_is_data():
    found = of('"=HYPERLINK(""http://x"")",M41 5BU,,,,1-123456789')
    assert found.rows[0].said["name"] == '=HYPERLINK("http://x")'


def test_blank_lines_and_short_lines_are_no_problem():
    found = of("", ",,,,,", "Rose House,M41 5BU,,,,1-123456789", "   ")
    assert (len(found.rows), found.problems) == (1, [])


def test_a_file_that_does_not_say_when_it_was_produced_has_no_date():
    assert of("Rose House,M41 5BU,,,,1-123456789", preface="").produced_on is None
