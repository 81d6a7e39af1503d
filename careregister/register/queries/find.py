"""Find a registrant however they are described: by number, name, date of birth, e-mail, or several of these together.

For staff only: former names and people at risk are found as well. Read through the asker's own scope, and never
showing somebody their own record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from careregister.base import body, clock, numbers
from careregister.base.actors import Actor
from careregister.people.models import EMAIL, FORMER, KNOWN_AS, LEGAL, Contact, PersonName

from .. import sections, states
from ..models import Number, Registrant, RestrictionSpan, StandingSpan, TierSpan
from .named import named
from .question import Question, read_question
from .shown import tier_words

PAGE = 50
MOST_BY_NAME = 500
EXACT, PART, NEAR = "exact", "part", "near"
BY_NUMBER, BY_OLD_NUMBER, BY_EMAIL, BY_BIRTH = "number", "old_number", "email", "birth"
ANY, OVERDUE, PAST_UNTIL = "any", "overdue", "past_until"


@dataclass(frozen=True, slots=True)
class Filters:
    """`standing`: a base, or `past_until`. `restriction`: a kind, `any`, or `overdue` (its review). Empty: all."""

    standing: str = ""
    restriction: str = ""
    tier: str = ""

    def codes(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("standing", "restriction", "tier") if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One registrant in a list. `born` and `at_risk` are None and False for those who may not know."""

    number: str
    name: str
    family: str
    matched_name: str
    how: tuple[str, ...]
    born: date | None
    at_risk: bool
    base: str
    status: str
    until: date | None
    tier: str
    tier_name: str
    restrictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundByStaff:
    question: Question
    rows: tuple[FoundRow, ...]
    total: int
    page: int
    pages: int
    more_names: bool = False
    own_left_out: bool = False
    no_email_search: bool = False
    no_birth_search: bool = False


@dataclass(slots=True)
class _Wanted:
    """Which registrants, and how each was matched."""

    found: QuerySet[Registrant]
    how: dict[UUID, list[str]] = field(default_factory=dict)
    matched: dict[UUID, str] = field(default_factory=dict)
    order: list[UUID] | None = None
    more_names: bool = False
    all_by: tuple[str, ...] = ()


def find(text: str, filters: Filters, *, by: Actor, page: int = 1) -> FoundByStaff:
    """Registrants who fit everything that was typed, best match first; with nothing typed, all, by number.

    NotAllowed `wrong_role`.
    """
    scope = sections.may_find(by)
    question = _question(text)
    no_email = bool(question.email) and sections.CONTACT not in scope
    no_birth = bool(question.born or question.born_in) and sections.BIRTH not in scope
    wanted = _wanted(question, scope)
    everyone = _narrowed(wanted.found, filters)
    others = everyone.exclude(person=by.person_id)
    total = others.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    return FoundByStaff(
        question=question,
        rows=_rows(_one_page(others, wanted, page), wanted, scope),
        total=total,
        page=page,
        pages=pages,
        more_names=wanted.more_names,
        own_left_out=bool(text.strip()) and everyone.filter(person=by.person_id).exists(),
        no_email_search=no_email,
        no_birth_search=no_birth,
    )


def everyone(filters: Filters, *, by: Actor) -> Iterable[FoundRow]:
    """Everybody who fits the filters, by number, for an export. NotAllowed `wrong_role`."""
    sections.may_export(by)
    scope = sections.may_find(by)
    found = _narrowed(Registrant.objects.all(), filters).exclude(person=by.person_id).order_by("number")
    ids = list(found.values_list("pk", flat=True))
    for start in range(0, len(ids), 1000):
        batch = list(
            Registrant.objects.filter(pk__in=ids[start : start + 1000]).select_related("person").order_by("number")
        )
        yield from _rows(batch, _Wanted(found), scope)


def count(filters: Filters, *, by: Actor) -> int:
    """How many fit the filters. NotAllowed `wrong_role`."""
    sections.may_find(by)
    return _narrowed(Registrant.objects.all(), filters).exclude(person=by.person_id).count()


def by_standing() -> tuple[tuple[str, int], ...]:
    """How many stand how today, in the order of the tables. One query."""
    at = {"known__upper_inf": True, "valid__contains": clock.now()}
    counted = dict(StandingSpan.objects.filter(**at).values_list("base").annotate(Count("pk")))
    return tuple((base, counted.get(base, 0)) for base in states.BASES)


def _question(text: str) -> Question:
    """As it reads; but when all of it together is a number that we keep, of whatever register, it is that number. What
    could be a number of ours is nothing else."""
    prefix = body.body().number_prefix
    if ours := numbers.canonical(text, prefix):
        return Question(numbers=(ours,))
    whole = numbers.squeeze(text)[:60]
    if any(letter.isdigit() for letter in whole) and Number.objects.filter(number=whole).exists():
        return Question(numbers=(whole,))
    return read_question(text, prefix)


def _wanted(question: Question, scope: frozenset[str]) -> _Wanted:
    wanted = _Wanted(Registrant.objects.all())
    if question.empty:
        return wanted
    if question.numbers:
        _keep_numbered(wanted, question)
    if question.email:
        blind = Contact.blind_of(EMAIL, question.email)
        persons = list(Contact.objects.filter(kind=EMAIL, until=None, blind=blind).values_list("person", flat=True))
        _keep(wanted, persons if sections.CONTACT in scope else [], BY_EMAIL)
    if (question.born or question.born_in) and sections.BIRTH not in scope:  # or guesses would tell what is not shown
        wanted.found = wanted.found.none()
        return wanted
    if question.born:
        persons = list(wanted.found.filter(person__date_of_birth=question.born).values_list("person", flat=True))
        _keep(wanted, persons, BY_BIRTH)
    if question.born_in:
        wanted.found = wanted.found.filter(person__date_of_birth__year=question.born_in)
        wanted.all_by = (BY_BIRTH,)
    if question.tokens:
        _keep_named(wanted, question)
    return wanted


def _keep_numbered(wanted: _Wanted, question: Question) -> None:
    rows = Number.objects.filter(number__in=question.numbers).values_list("number", "of__person", "alias_of__person")
    kept: list[UUID] = []
    for _number, of, alias_of in rows:
        person = of or alias_of
        if person is not None:
            kept.append(person)
            wanted.how.setdefault(person, []).append(BY_NUMBER if of else BY_OLD_NUMBER)
    wanted.found = wanted.found.filter(person__in=kept)


def _keep(wanted: _Wanted, persons: list[UUID], how: str) -> None:
    for person in persons:
        wanted.how.setdefault(person, []).append(how)
    wanted.found = wanted.found.filter(person__in=persons)


def _keep_named(wanted: _Wanted, question: Question) -> None:
    rows = named(question.tokens, MOST_BY_NAME + 1)
    wanted.more_names = len(rows) > MOST_BY_NAME
    wanted.order = []
    for person, kind, full, rank in rows[:MOST_BY_NAME]:
        how = f"{'former_' if kind == FORMER else ''}{(EXACT, PART, NEAR)[rank]}"
        wanted.how.setdefault(person, []).append(how)
        wanted.matched[person] = full
        wanted.order.append(person)
    wanted.found = wanted.found.filter(person__in=wanted.order)


def _narrowed(found: QuerySet[Registrant], filters: Filters) -> QuerySet[Registrant]:
    now = clock.now()
    at = {"registrant": OuterRef("pk"), "known__upper_inf": True, "valid__contains": now}
    today = clock.london_day(now)
    if filters.standing == PAST_UNTIL:
        late = StandingSpan.objects.filter(**at, base__in=states.ON_THE_REGISTER, registered_until__lt=today)
        found = found.filter(Exists(late))
    elif filters.standing:
        found = found.filter(Exists(StandingSpan.objects.filter(**at, base=filters.standing)))
    if filters.restriction:
        kind = {ANY: Q(), OVERDUE: Q(review_by__lt=today)}.get(filters.restriction, Q(kind=filters.restriction))
        found = found.filter(Exists(RestrictionSpan.objects.filter(kind, **at)))
    if filters.tier:
        found = found.filter(Exists(TierSpan.objects.filter(**at, tier=filters.tier)))
    return found


def _one_page(found: QuerySet[Registrant], wanted: _Wanted, page: int) -> list[Registrant]:
    start = (page - 1) * PAGE
    rows = found.select_related("person")
    if wanted.order is None:
        return list(rows.order_by("number")[start : start + PAGE])
    place = {person: at for at, person in enumerate(wanted.order)}
    there = sorted(found.values_list("person", flat=True), key=lambda person: place[person])[start : start + PAGE]
    return sorted(rows.filter(person__in=there), key=lambda row: place[row.person_id])


def _rows(found: list[Registrant], wanted: _Wanted, scope: frozenset[str]) -> tuple[FoundRow, ...]:
    ids = [row.pk for row in found]
    now = clock.now()
    at = {"registrant__in": ids, "known__upper_inf": True, "valid__contains": now}
    standing = {span.registrant_id: span for span in StandingSpan.objects.filter(**at)}
    tiers = dict(TierSpan.objects.filter(**at).values_list("registrant", "tier"))
    kinds: dict[UUID, list[str]] = {}
    for registrant, kind in RestrictionSpan.objects.filter(**at).values_list("registrant", "kind"):
        kinds.setdefault(registrant, []).append(kind)
    called = _called([row.person_id for row in found])
    rows = []
    for row in found:
        span = standing.get(row.pk)
        base = span.base if span else ""
        in_force = tuple(kind for kind in states.GRAVEST_FIRST if kind in kinds.get(row.pk, ()))
        name = called.get(row.person_id)
        matched = wanted.matched.get(row.person_id, "")
        tier = tiers.get(row.pk, "") if base in states.ON_THE_REGISTER else ""
        rows.append(
            FoundRow(
                number=row.number_id,
                name=name.full if name else "",
                family=name.family if name else "",
                matched_name=matched if name and matched != name.full else "",
                how=(*wanted.how.get(row.person_id, ()), *wanted.all_by),
                born=row.person.date_of_birth if sections.BIRTH in scope else None,
                at_risk=row.person.at_risk,
                base=base,
                status=states.status_line(base, frozenset(in_force)) if base else "not_on_register",
                until=span.registered_until if span and base in states.ON_THE_REGISTER else None,
                tier=tier,
                tier_name=tier_words(tier, clock.london_day(now))[0],
                restrictions=in_force,
            )
        )
    return tuple(rows)


def _called(persons: list[UUID]) -> dict[UUID, PersonName]:
    """The legal name of each: what staff work with. The name they go by is on the record."""
    called: dict[UUID, PersonName] = {}
    rows = PersonName.objects.filter(person__in=persons, kind__in=(LEGAL, KNOWN_AS), until=None)
    for name in rows.order_by("kind"):  # the legal one comes last and stays: staff work with it
        called[name.person_id] = name
    return called
