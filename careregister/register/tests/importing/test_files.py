"""Files as people send them: whatever the program that wrote them, read by strict rules or refused as a whole."""

import codecs

import pytest

from careregister.people.models import PersonName
from careregister.register.models import Registrant

from .files import made, row

pytestmark = pytest.mark.django_db
TEXT = made(row(Name="Zoë O’Brien-Müller-Ångström"))


def names() -> list[str]:
    return sorted(PersonName.objects.values_list("full", flat=True))


REFUSED = {
    "nothing": (b"", "The file is empty"),
    "blank lines": (b"\r\n\r\n  \r\n", "The file is empty"),
    "a workbook": (b"PK\x03\x04rest", "is no CSV (spreadsheet)"),
    "an old workbook": (b"\xd0\xcf\x11\xe0rest", "is no CSV (spreadsheet)"),
    "a PDF": (b"%PDF-1.7", "is no CSV (pdf)"),
    "binary": (b"Name\0,rest,of,it,all", "is no CSV (binary)"),
    "only a header": (made().encode(), "no rows"),
    "no header": (b"Anna,1985-12-31\r\nBob,1986-12-31\r\n", "No line near the top names the columns"),
    "half UTF-8, half not": (
        TEXT.encode() + made(row(Name="José Nuñez")).partition("\n")[2].encode("cp1252"),
        "The file is a mixture: lines 2 are UTF-8, lines 3 are not",
    ),
    "bytes of no letter": (made(row(Name="Anna X")).replace("X", "\x81").encode("latin-1"), "Line 2 holds bytes"),
    "UTF-16 without its mark": (TEXT.encode("utf-16-le"), "--encoding utf-16-le"),
    "UTF-16 the other way": (TEXT.encode("utf-16-be"), "--encoding utf-16-be"),
    "UTF-16 cut short": (TEXT.encode("utf-16")[:-1], "holds bytes that are not utf-16"),
    "a quotation mark not closed": (TEXT.encode() + b'"Anna,1,2,3\r\n\r\n', "opened on line 3 and never closed"),
    "a quotation mark within": (TEXT.encode() + b'"Anna" K,1,2\r\n', "Line 3 has a quotation mark"),
    "columns of one meaning": (b"Name,DOB,Date of birth,Full name\r\na,b,c,d\r\n", "Two columns mean the same"),
    "no dates": (b"Name,Date of birth,Status\r\nAnna,1985-12-31,Registered\r\n", "registered from, registered until"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(bring, data, why):
    ran = bring(data)
    assert why in ran.failed, ran.failed
    assert not Registrant.objects.exists()


def test_a_given_encoding_has_to_exist_and_to_agree_with_the_mark(bring):
    assert "There is no encoding named klingon" in bring(TEXT, options=("--encoding", "klingon")).failed
    assert "There is no encoding named base64" in bring(TEXT, options=("--encoding", "base64")).failed
    marked = codecs.BOM_UTF8 + TEXT.encode()
    assert "--encoding says cp1252" in bring(marked, options=("--encoding", "cp1252")).failed


def test_a_file_that_is_not_there_is_said(tmp_path):
    from .files import Ran

    assert "cannot be opened" in Ran(tmp_path / "none.csv").failed


ENCODED = {
    "UTF-8": (TEXT.encode(), (), "utf-8"),
    "UTF-8 with its mark": (codecs.BOM_UTF8 + TEXT.encode(), (), "utf-8"),
    "UTF-16 little end first": (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), (), "utf-16-le"),
    "UTF-16 big end first": (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), (), "utf-16-be"),
    "Windows-1252": (TEXT.encode("cp1252"), (), "windows-1252"),
    "UTF-16 by name": (TEXT.encode("utf-16-le"), ("--encoding", "utf-16-le"), "utf-16-le"),
    "UTF-8 by name": (codecs.BOM_UTF8 + TEXT.encode(), ("--encoding", "utf-8"), "utf-8"),
}


@pytest.mark.parametrize(("data", "options", "used"), ENCODED.values(), ids=ENCODED)
def test_the_encoding_is_found_by_rule_and_said(bring, data, options, used):
    ran = bring(data, options=options)
    assert not ran.failed, ran.said
    assert f"Read as {used}, " in ran.out
    assert names() == ["Zoë O’Brien-Müller-Ångström"]


def test_an_encoding_that_no_rule_finds_can_be_named(bring):
    data = made(row(Name="Łucja Żółć")).encode("cp1250")
    assert "another encoding" in bring(data).errors
    assert not bring(data, options=("--encoding", "cp1250")).failed
    assert names() == ["Łucja Żółć"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_whatever_stands_between_cells_and_lines(bring, delimiter, end):
    ran = bring(made(row(Previous_names="Anna, Nowak"), delimiter=delimiter, end=end))
    assert "line 2, Previous names: it holds a comma" in ran.errors
    assert not bring(made(row(Previous_names="Anna Nowak; Anna Lis"), delimiter=delimiter, end=end)).failed
    assert names() == ["Anna Kowalska", "Anna Lis", "Anna Nowak"]


def test_a_spreadsheets_own_word_about_its_separator_is_heeded(bring):
    assert not bring("sep=;\r\n" + made(row(), delimiter=";")).failed


def test_lines_are_counted_as_an_editor_counts_them(bring):
    text = "List of people\r\n\r\n" + made(row(Known_as="Anna\nK"), row(Name="Bo Li", Tier="Gold")) + "\r\n,,,\r\n\r\n"
    ran = bring(text)
    assert "header on line 3" in ran.out
    assert "line 6, Tier:" in ran.errors
    assert "2 rows" in ran.out


def test_columns_come_in_any_order_under_many_names_and_strangers_are_named(bring):
    said = row()
    renamed = {
        "Shoe size": "38", "D.O.B. (dd/mm/yyyy)": said["Date of birth"], "STATUS": "active", "Surname": "Kowalska",
        "Expiry\ndate": said["Registered until"], "Reg. No.": "", "registered_from": said["Registered from"],
        "First name(s)": "Anna Maria", "E-Mail Address": "a@example.org",
    }  # fmt: skip
    ran = bring(renamed)
    assert not ran.failed, ran.said
    assert "Columns that are not used: Shoe size" in ran.out
    assert "column D.O.B. (dd/mm/yyyy): read as date of birth" in ran.out
    [name] = PersonName.objects.all()
    assert (name.full, name.family) == ("Anna Maria Kowalska", "Kowalska")


def test_a_full_name_that_contradicts_its_parts_is_refused(bring):
    assert not bring(row(Name="Anna Maria Kowalska") | {"Surname": "Kowalska"}).failed
    ran = bring(row(Name="Ewa Nowak") | {"Surname": "Kowalska"})
    assert "line 2, Name: the full name does not hold" in ran.errors


def test_short_rows_are_filled_up_and_long_ones_refused(bring):
    header = "Name,Date of birth,Registered from,Registered until,Status,Number,E-mail"
    text = f"{header}\r\nAnna K,1985-12-31,2025-01-01,2027-01-01,Registered\r\n"
    assert not bring(text).failed
    assert "more cells than the file has columns" in bring(text.replace("Registered\r", "Registered,,,x\r")).errors
