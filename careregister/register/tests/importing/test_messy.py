"""Whatever a file holds: read or refused with a reason, all or nothing, and what is refused can be fed back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careregister.base import clock
from careregister.base.refusals import Refused
from careregister.register.importing import columns, dates, encodings, errors, names, reading, words
from careregister.register.importing.bringing import look
from careregister.register.importing.reading import read, unescaped
from careregister.register.tests import world

from .files import HEADER, OURS, made, row

CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "Anna Kowalska", "Zoë O’Brien-Müller", "=1+1", "@x", "-", "'=2", "31/12/1985", "04/05/1985", "12/31/1985",
         "1985-12-31", "31 Dec 1985", "31/12/85", "2025-01-01", "2027-01-01", "9999-12-31", "Registered", "Lapsed",
         "Removed", "Paused", "Foundation", "Gold", OURS, "CR123456789", "A17", "1.2E+11", "a@example.org", "yes",
         '"', "a\nb", "\r", "a;b,c\td", "\0", "\u202e", "£ukasz"]
    ),
)  # fmt: skip
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(HEADER, CELLS)), min_size=1, max_size=6)
GOOD = row()
MOSTLY_GOOD = st.lists(
    st.fixed_dictionaries({name: st.one_of(st.just(GOOD[name]), st.just(GOOD[name]), CELLS) for name in HEADER}),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(data):
    _read(data)


@settings(max_examples=150)
@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_text_comes_through_its_encoding_or_is_refused(text, encoding):
    data = text.encode(encoding, errors="ignore")
    text = data.decode(encoding)
    try:
        decoded, _used = encodings.decoded(data)
    except encodings.FileRefused:
        return
    if encoding != "cp1252" and not text.startswith("\ufeff"):
        assert decoded == text


@pytest.mark.django_db
@settings(max_examples=100)
@given(ROWS | MOSTLY_GOOD, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\r\n", "\n"]), st.booleans())
def test_a_messy_row_is_sound_or_has_reasons_and_what_is_refused_comes_back_as_it_was(
    tmp_path_factory, rows, delimiter, end, day_first
):
    with clock.at(world.NOON):
        sheet = _read(made(*rows, delimiter=delimiter, end=end).encode())
        if sheet is None:
            return
        outcome = look(sheet, day_first=day_first)
        for each in outcome.rows:
            for problem in each.problems:
                assert words.wrong(problem)
                assert words.mend(problem)
            if not each.problems:
                _is_sound(each)
        path = tmp_path_factory.mktemp("messy") / "errors.csv"
        if errors.write(outcome, path) == 0:
            return
        again = look(read(path.read_bytes()), day_first=day_first)
    came = [tuple(each.line.cells) + ("",) * (len(HEADER) - len(each.line.cells)) for each in outcome.bad]
    assert [each.line.cells[: len(HEADER)] for each in again.rows] == came
    assert again.sheet.unknown == outcome.sheet.unknown


def _read(data: bytes) -> reading.Sheet | None:
    try:
        return read(data)
    except Refused as refused:
        if not words.refusal(refused):
            raise
    return None


def _is_sound(each) -> None:
    assert each.born < each.since <= clock.today()
    assert each.since <= each.until
    assert names.personal(each.name) == each.name
    assert each.status


@given(st.text(max_size=20))
def test_a_cell_escaped_for_a_spreadsheet_comes_back_as_it_was(cell):
    escaped = errors.escaped(cell)
    assert escaped[:1] not in set(reading.ESCAPED)
    assert unescaped(escaped) == unescaped(cell)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_way_of_writing_a_day_is_read_as_that_day(day):
    proved = dates.Convention(day_first=True)
    written = [
        f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year:04d}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}",
        f"{day:%d %b %Y}", f"{day:%d %B %Y}", f"{day:%d-%b-%Y}", f"{day:%Y-%m-%d} 00:00:00", f" {day:%d  %B,  %Y}",
    ]  # fmt: skip
    assert {dates.day(text, proved) for text in written} == {day}


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_numeric_day_without_proof_is_read_only_if_it_cannot_be_two(day):
    text = f"{day:%d/%m/%Y}"
    if day.day > 12 or day.day == day.month:
        assert dates.day(text, dates.Convention()) == day
    else:
        with pytest.raises(dates.NotADay, match="date_ambiguous"):
            dates.day(text, dates.Convention())


def test_no_heading_means_two_things_and_ours_mean_none_of_theirs():
    headings = [columns.key(heading) for spellings in columns.SPELLINGS.values() for heading in spellings]
    assert len({(columns.field(heading), heading) for heading in headings}) == len(set(headings))
    assert not set(headings) & {columns.key(heading) for heading in columns.OURS}
    for field, spellings in columns.SPELLINGS.items():
        assert {columns.field(spelling) for spelling in spellings} == {field}
