"""Public search, behind one function so that its inside can change: one statement, the same walls for everybody.

Names are for whoever already knows one. A person at risk, and anybody under the age of the rule
`public_search.youngest_named`, matches no name; a former name matches only if its bearer made it findable, and is never
shown; a match that is not exact, or that several people share, comes without any standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection

from careregister.base import body, clock, names, numbers

from .. import states
from . import links
from .shown import PUBLISHED_NOW, published_now, tier_words

FEWEST_LETTERS = 3
MOST_HITS = 20
EXACT, PART, NEAR, FORMER, FORMER_NEAR = "exact", "part", "near", "former", "former_near"
_BY_RANK = (EXACT, PART, NEAR, FORMER, FORMER_NEAR)


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found by name. Number, tier and standing are empty unless the match is exact and unshared."""

    number: str
    name: str
    how: str
    shared: bool
    town: str
    county: str
    tier_name: str
    status: str
    status_line: str
    group: str
    link: str  # of a certain match: opens the entry with its name; of others: the question whose answer is the number

    @property
    def certain(self) -> bool:
        return self.how == EXACT and not self.shared

    @property
    def close(self) -> bool:
        """Whether a letter differs from what was typed."""
        return self.how in (NEAR, FORMER_NEAR)


@dataclass(frozen=True, slots=True)
class Found:
    """`kind`: nothing_asked, too_short, number (go to the entry), mistyped, or names."""

    kind: str
    hits: tuple[Hit, ...] = ()
    more: bool = False
    number: str = ""


_BY_NAME = """
    (n.tokens @> %(tokens)s::text[] or %(folded)s::text <%% n.folded)
"""
_OF_ONE = """
    n.person_id = (select asked.person_id from register_registrant asked where asked.number = %(number)s)
"""
_NAMED = """
    and not person.at_risk and (person.date_of_birth is null or person.date_of_birth <= %(born_by)s)
"""
_STATEMENT = """
with matching as materialized (
    select n.person_id,
           min(case when n.kind = 'former' then 3 + (not n.tokens @> %(tokens)s::text[])::int
                    when n.tokens = %(tokens)s::text[] then 0
                    when n.tokens @> %(tokens)s::text[] then 1
                    else 2 end) as rank,
           max(similarity(n.folded, %(folded)s::text)) as likeness
    from people_personname n
    where {candidates}
      and (n.kind = 'former' and n.findable or n.kind <> 'former' and n.until is null)
      and (n.tokens @> %(tokens)s::text[] or not exists (
          select 1 from unnest(%(tokens)s::text[]) as typed
          where not exists (
              select 1 from unnest(n.tokens) as held
              where held = typed
                 or length(typed) >= 4 and levenshtein_less_equal(left(held, 60), left(typed, 60), 1) <= 1
                 or typed || '>' || held = any(%(slips)s::text[])
          )
      ))
    group by n.person_id
),
held as materialized (
    select m.rank, m.likeness, m.person_id, r.id, r.number, span.base,
           person.at_risk or coalesce(person.date_of_birth > %(born_by)s, false) as unnamed
    from matching m
    join people_person person on person.id = m.person_id {named}
    join register_registrant r on r.person_id = m.person_id
    join register_standingspan span
      on span.registrant_id = r.id and upper_inf(span.known) and span.valid @> %(now)s::timestamptz
{published}
),
people as (
    select h.*, coalesce(known_as.full, legal.full) as name, tier.tier,
           coalesce(facts.town, '') as town, coalesce(facts.county, '') as county,
           greatest(
               count(*) over (partition by coalesce(known_as.tokens, legal.tokens)),
               count(*) over (partition by h.rank) * (h.rank = 0)::int
           ) as sharing
    from held h
    join people_personname legal on legal.person_id = h.person_id and legal.kind = 'legal' and legal.until is null
    left join register_publicfacts facts on facts.registrant_id = h.id
    left join people_personname known_as
      on known_as.person_id = h.person_id and known_as.kind = 'known_as' and known_as.until is null
     and facts.name_shown = 'known_as'
    left join register_tierspan tier
      on tier.registrant_id = h.id and upper_inf(tier.known) and tier.valid @> %(now)s::timestamptz
)
select p.rank, p.number, p.name, p.base, p.tier, p.town, p.county, p.sharing,
       array(
           select restriction.kind from register_restrictionspan restriction
           where restriction.registrant_id = p.id and upper_inf(restriction.known)
             and restriction.valid @> %(now)s::timestamptz
       ) as kinds,
       p.unnamed
from people p
where (%(place)s = '' or lower(p.town) = %(place)s or lower(p.county) = %(place)s)
  -- Whoever is not certain is listed whatever their tier is, or the filter would tell it.
  and (%(tier)s = '' or p.rank > 0 or p.sharing > 1 or p.tier = %(tier)s and p.base = any(%(on_register)s::text[]))
order by p.rank, p.likeness desc, p.name, p.number
limit %(limit)s
"""
_SEARCH = _STATEMENT.format(candidates=_BY_NAME, named=_NAMED, published=PUBLISHED_NOW)
# Of one number, the person behind it is looked up whoever they are, so that "no" takes as long for everybody.
_MATCH = _STATEMENT.format(candidates=_OF_ONE, named="", published=PUBLISHED_NOW)


def search(text: str, *, place: str = "", tier: str = "") -> Found:
    """Search by number or name, narrowed by town or county and by tier. At most twenty people.

    The tier narrows certain matches only: the others are listed without a tier, and nobody learns theirs by trying.
    The known-as name is searched although the legal one is shown, and the other way about: both are current. When more
    than twenty match, `more` says so and only those with exactly this name are given: whoever knows more of the name,
    or the town, finds the others, and a surname alone is no way to read the register.
    """
    text = text.strip()[:200]
    if not text:
        return Found("nothing_asked")
    prefix = body.body().number_prefix
    if (number := numbers.canonical(text, prefix)) is not None:
        return Found("number", number=number)
    if numbers.looks_mistyped(text, prefix):
        return Found("mistyped", number=numbers.squeeze(text))
    if any(letter.isdigit() for letter in text):
        return Found("number", number=numbers.squeeze(text))
    if names.letters(text) < FEWEST_LETTERS:
        return Found("too_short")
    rows = _rows(text, place, tier)
    today = clock.today()
    more = len(rows) > MOST_HITS
    if more:
        rows = [row for row in rows if row[0] == 0]
        rows = rows if len(rows) <= MOST_HITS else []
    return Found("names", hits=tuple(_hit(row, today) for row in rows), more=more)


def how_name_matches(number: str, text: str) -> str:
    """Is `text` the name of the entry with this canonical number? "same", "close" (a letter differs) or "no".

    The same walls as search: for a person at risk or under age every name is wrong; a findable former name counts. A
    missing middle name is not a mismatch, but one part alone of a longer name is not enough.
    """
    if names.letters(text) < FEWEST_LETTERS:
        return "no"
    rows = _rows(text, number=number)
    if not rows or rows[0][-1] or (len(names.tokens(text)) < 2 and rows[0][0] != 0):
        return "no"
    return "close" if _BY_RANK[rows[0][0]] in (NEAR, FORMER_NEAR) else "same"


def _rows(text: str, place: str = "", tier: str = "", number: str = "") -> list[tuple[Any, ...]]:
    tokens = names.tokens(text)
    now = clock.now()
    today = clock.london_day(now)
    youngest = body.rule("public_search.youngest_named", today)
    with connection.cursor() as cursor:
        cursor.execute(
            _MATCH if number else _SEARCH,
            {
                "tokens": tokens,
                "slips": slips(tokens),
                "folded": names.fold(text),
                "now": now,
                **published_now(today),
                "born_by": today - relativedelta(years=youngest),
                "place": place.strip().lower(),
                "tier": tier if tier in states.TIERS else "",
                "on_register": list(states.ON_THE_REGISTER),
                "number": number,
                "limit": MOST_HITS + 1,
            },
        )
        return cursor.fetchall()


def neighbours_swapped(token: str) -> list[str]:
    """`obrein` for `obrien`: the commonest slip of two fingers, which counts as two wrong letters otherwise."""
    if len(token) < 4:
        return []
    pairs = [at for at in range(len(token) - 1) if token[at] != token[at + 1]]
    return [token[:at] + token[at + 1] + token[at] + token[at + 2 :] for at in pairs]


def slips(tokens: Sequence[str]) -> list[str]:
    """`obrein>obrien`: each typed part with what it may stand for. Bound together, or one part would excuse another."""
    return [f"{token}>{swap}" for token in tokens for swap in neighbours_swapped(token)]


def _hit(row: tuple[Any, ...], today: date) -> Hit:
    rank, number, name, base, tier, town, county, sharing, kinds, _unnamed = row
    how, shared = _BY_RANK[rank], sharing > 1
    certain = how == EXACT and not shared
    status = states.status_line(base, frozenset(kinds)) if certain else ""
    meaning = states.MEANINGS.get(status)
    return Hit(
        number=number if certain else "",
        name=name,
        how=how,
        shared=shared,
        town=town,
        county=county,
        tier_name=tier_words(tier, today)[0] if tier and certain and base in states.ON_THE_REGISTER else "",
        status=status,
        status_line=str(meaning.line) if meaning else "",
        group=meaning.group if meaning else "",
        link=links.link_for(number) if certain else links.question_about(number),
    )
