"""Who in a file is whom: within the file, and on the register. Reads only; what is doubtful is a problem, never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from ..models import Number
from .rows import OURS, Reader, Row

_BATCH = 5000
_NAMED = """
select distinct n.person_id, p.date_of_birth, array_to_string(n.tokens, ' '), n.kind = 'legal' and n.until is null,
       r.id, r.number
from unnest(%s::date[], %s::text[]) as wanted (born, name)
join people_person p on p.date_of_birth = wanted.born
join people_personname n on n.person_id = p.id and array_to_string(n.tokens, ' ') = wanted.name
left join register_registrant r on r.person_id = p.id
"""


@dataclass(frozen=True, slots=True)
class Namesake:
    """A person already here who has a row's birth date and one of its names."""

    person: UUID
    born: date
    name: str
    present: bool  # the name is their legal one now
    registrant: UUID | None
    number: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the register holds of the numbers and the people of some rows."""

    numbers: Mapping[str, UUID | None]  # whose number, or alias, it is; None when it was issued and nobody has it
    namesakes: dict[tuple[date, str], list[Namesake]]
    born: dict[UUID, date | None]


def within_the_file(rows: Sequence[Row], reader: Reader) -> None:
    """Refuse what a file says twice: the repeat of a row, and every one of several rows that contradict each other."""
    for field_name, groups in (("number", _by_number(rows)), ("name", _by_person(rows))):
        for group in groups:
            _refuse_repeats(group, field_name, reader)


def against_the_register(rows: Sequence[Row], reader: Reader) -> dict[int, UUID]:
    """The registrant that each row is about, by line, where it is about one. Doubtful ones get a problem."""
    same: dict[int, UUID] = {}
    sound = [row for row in rows if not row.problems]
    for start in range(0, len(sound), _BATCH):
        batch = sound[start : start + _BATCH]
        found = _find(batch)
        for row in batch:
            registrant = _match(row, found, reader)
            if registrant is not None and not row.problems:
                same[row.line.number] = registrant
    _one_row_each(sound, same, reader)
    return same


def _by_number(rows: Iterable[Row]) -> list[list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        if row.number:
            groups[row.number].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _by_person(rows: Iterable[Row]) -> list[list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        for key in row.keys():  # noqa: SIM118  (a row is no dictionary)
            groups[key].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _refuse_repeats(group: list[Row], field_name: str, reader: Reader) -> None:
    if field_name == "name":
        group = [row for row in group if not (row.different_person and row.number)]
    if len(group) < 2:
        return
    first = group[0]
    if all(row.meaning() == first.meaning() for row in group):
        for row in group[1:]:
            _once(reader, row, field_name, "row_twice", line=first.line.number)
        return
    reason = "number_twice" if field_name == "number" else "person_twice"
    for row in group:
        others = ", ".join(str(other.line.number) for other in group if other is not row)
        _once(reader, row, field_name, reason, lines=others)


def _once(reader: Reader, row: Row, field_name: str, reason: str, **detail: object) -> None:
    if not any(problem.reason in {"row_twice", "number_twice", "person_twice"} for problem in row.problems):
        reader.problem(row, field_name, reason, **detail)


def _find(rows: Sequence[Row]) -> Found:
    numbers = {
        number: of or alias_of
        for number, of, alias_of in Number.objects.filter(
            number__in=[row.number for row in rows if row.number]
        ).values_list("number", "of__id", "alias_of")
    }
    keys = sorted({key for row in rows for key in row.keys()})  # noqa: SIM118
    namesakes = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [[born for born, _name in keys], [name for _born, name in keys]])
        for values in cursor.fetchall():
            one = Namesake(*values)
            namesakes[one.born, one.name].append(one)
        cursor.execute(
            "select r.id, p.date_of_birth from register_registrant r join people_person p on p.id = r.person_id"
            " where r.id = any(%s)",
            [[pk for pk in numbers.values() if pk]],
        )
        born = dict(cursor.fetchall())
    return Found(numbers, namesakes, born)


def _match(row: Row, found: Found, reader: Reader) -> UUID | None:
    if row.number in found.numbers:
        return _by_their_number(row, found, reader)
    key = row.main_key()
    assert key is not None, "a row without problems has a name and a date of birth"
    people = {one.person: one for one in found.namesakes.get(key, ()) if one.present}
    if row.different_person and (row.number or not people):
        return None
    if not people:
        _refuse_other_names(row, found, reader)
        return None
    if len(people) > 1:
        reader.problem(row, "number", "several_of_this_name")
        return None
    [only] = people.values()
    if only.registrant is None:
        reader.problem(row, "name", "known_but_no_registrant")
    elif row.number:
        reason = "has_another_number" if row.number_of == OURS else "alias_not_known"
        reader.problem(row, "number", reason, number=only.number)
    return only.registrant


def _by_their_number(row: Row, found: Found, reader: Reader) -> UUID | None:
    holder = found.numbers[row.number]
    if holder is None:
        reader.problem(row, "number", "number_was_issued")
    elif found.born[holder] != row.born:
        reader.problem(row, "number", "number_of_somebody_else")
    return holder


def _refuse_other_names(row: Row, found: Found, reader: Reader) -> None:
    """Somebody of this birth date has, or had, one of these names: the same person under another name, perhaps."""
    for key in sorted(row.keys()):
        for one in found.namesakes.get(key, ()):
            reader.problem(row, "name", "known_by_another_name", number=one.number or "-")
            return


def _one_row_each(rows: Sequence[Row], same: dict[int, UUID], reader: Reader) -> None:
    """Two rows that turn out to be one registrant (one by number, one by name) contradict each other."""
    lines = defaultdict(list)
    for row in rows:
        if row.line.number in same:
            lines[same[row.line.number]].append(row)
    for group in lines.values():
        for row in group if len(group) > 1 else ():
            others = ", ".join(str(other.line.number) for other in group if other is not row)
            reader.problem(row, "name", "person_twice", lines=others)
            del same[row.line.number]
