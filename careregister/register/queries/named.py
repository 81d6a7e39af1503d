"""Registrants by name, for staff: any name, former ones too, any order, beginnings of names, one wrong letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from .search import neighbours_swapped, slips

_NAMED = """
select person_id, kind, full_name, rank from (
with asked as (select %(tokens)s::text[] as tokens, %(folded)s::text as folded),
matching as (
    select n.person_id, n.kind, n.full as full_name,
           case when n.tokens = asked.tokens then 0 when n.tokens @> asked.tokens then 1 else 2 end as rank,
           similarity(n.folded, asked.folded) as likeness
    from people_personname n, asked
    where (n.tokens @> asked.tokens or n.folded %%> asked.folded or asked.folded <%% n.folded
           or n.tokens && %(swapped)s::text[] or n.folded like %(start)s or n.folded like %(middle)s)
      and not exists (
          select 1 from unnest(asked.tokens) as typed
          where not exists (
              select 1 from unnest(n.tokens) as held
              where starts_with(held, typed)
                 or typed || '>' || held = any(%(slips)s::text[])
                 or length(typed) >= 4 and levenshtein_less_equal(left(held, 60), left(typed, 60), 1) <= 1
          )
      )
)
select distinct on (m.person_id) m.person_id, m.kind, m.full_name, m.rank, m.likeness
from matching m join register_registrant r on r.person_id = m.person_id
order by m.person_id, m.rank, m.kind = 'former', m.likeness desc
) as named
order by rank, likeness desc
limit %(most)s
"""


def named(tokens: Sequence[str], most: int) -> list[tuple[UUID, str, str, int]]:
    """(person, kind of name, name, rank) for at most so many people, best first. Rank: 0 exact, 1 part, 2 near.

    `tokens` are folded parts of a name, one at least. One statement.
    """
    longest = max(tokens, key=len)
    values: dict[str, Any] = {
        "tokens": list(tokens),
        "folded": " ".join(tokens),
        "start": f"{longest}%",
        "middle": f"% {longest}%",
        "swapped": [swap for token in tokens for swap in neighbours_swapped(token)],
        "slips": slips(tokens),
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, values)
        return cursor.fetchall()
