"""One public entry, by number, on any day: one statement."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection

from careregister.base import body, clock, numbers

from .. import states
from .shown import EntryShown, Missing, RestrictionShown, is_published, restrictions_shown, tier_words

_ENTRY = """
with wanted as materialized (
    select r.id, r.number, r.first_registered, r.person_id
    from register_registrant r
    where r.number = %(number)s
       or r.id = (select n.alias_of_id from register_number n where n.number = %(squeezed)s)
)
select w.number, w.first_registered, lower(held.valid) as since, held.base, held.registered_until,
       today.base as base_now, lower(today.valid) as since_now,
       tier.tier, lower(tier.valid) as tier_since,
       coalesce(facts.town, '') as town, coalesce(facts.county, '') as county,
       coalesce(known_as.full, legal.full) as name,
       person.at_risk or coalesce(person.date_of_birth > %(born_by)s, false) as unnamed,
       (
           select coalesce(jsonb_agg(jsonb_build_object(
               'kind', span.kind, 'since', lower(span.valid), 'until', upper(span.valid), 'first', whole.first,
               'ended', whole.ended, 'last_day', span.last_day, 'review_by', span.review_by,
               'publish_until', span.publish_until) order by lower(span.valid)), '[]')
           from (
               select restriction, min(lower(valid)) as first, max(upper(valid)) as ended,
                      max(lower(valid)) filter (where lower(valid) <= %(at)s) as latest
               from register_restrictionspan
               where registrant_id = w.id and upper_inf(known) group by restriction
           ) whole
           join register_restrictionspan span
             on span.registrant_id = w.id and span.restriction = whole.restriction and lower(span.valid) = whole.latest
            and upper_inf(span.known)
       ) as restrictions
from wanted w
join people_person person on person.id = w.person_id
join people_personname legal on legal.person_id = w.person_id and legal.kind = 'legal' and legal.until is null
left join register_publicfacts facts on facts.registrant_id = w.id
left join people_personname known_as
  on known_as.person_id = w.person_id and known_as.kind = 'known_as' and known_as.until is null
 and facts.name_shown = 'known_as'
left join register_standingspan held
  on held.registrant_id = w.id and upper_inf(held.known) and held.valid @> %(at)s::timestamptz
left join register_standingspan today
  on today.registrant_id = w.id and upper_inf(today.known) and today.valid @> %(now)s::timestamptz
left join register_tierspan tier
  on tier.registrant_id = w.id and upper_inf(tier.known) and tier.valid @> %(at)s::timestamptz
"""


def entry(number: str, *, as_at: date | None = None, with_name: bool = False) -> EntryShown | Missing:
    """The entry for a number as typed (old numbers too), at the end of the London day `as_at`, or now.

    Publication windows are today's, and so is the name, which is given only `with_name`. Of a person at risk, or under
    the age of the rule `public_search.youngest_named`, neither name nor place is given, whatever the asker holds.
    """
    now = clock.now()
    today = clock.london_day(now)
    if as_at is not None and as_at > today:
        return Missing("future", number)
    prefix = body.body().number_prefix
    at = now if as_at is None or as_at == today else clock.end_of_day(as_at)
    row = _one(
        {
            "number": numbers.canonical(number, prefix) or "",
            "squeezed": numbers.squeeze(number),
            "at": at,
            "now": now,
            "born_by": today - relativedelta(years=body.rule("public_search.youngest_named", today)),
        }
    )
    if row is None or row["base_now"] is None or not _findable(row, today):
        return Missing("mistyped" if numbers.looks_mistyped(number, prefix) else "unknown", number)
    shown = _shown(row, as_at or today, at, today, with_name)
    if numbers.squeeze(number).removeprefix(prefix) != shown.number.removeprefix(prefix):
        shown = replace(shown, by_old_number=numbers.squeeze(number))
    return shown


def _one(values: dict[str, Any]) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(_ENTRY, values)
        row = cursor.fetchone()
        if row is None:
            return None
        found = dict(zip((column.name for column in cursor.description), row, strict=True))
    if isinstance(found["restrictions"], str):
        found["restrictions"] = json.loads(found["restrictions"])
    return found


def _findable(row: dict[str, Any], today: date) -> bool:
    return is_published(row["base_now"], clock.london_day(row["since_now"]), today)


def _shown(row: dict[str, Any], as_at: date, at: Any, today: date, with_name: bool) -> EntryShown:
    base = row["base"]
    since = clock.london_day(row["since"]) if row["since"] else None
    restrictions: tuple[RestrictionShown, ...] = ()
    if since is None or not is_published(base, since, today):
        base = None
    else:
        restrictions = restrictions_shown(row["restrictions"], at, today)
    in_force = frozenset(one.kind for one in restrictions if one.in_force)
    status = states.status_line(base, in_force) if base else "not_on_register"
    meaning = states.MEANINGS[status]
    on_register = base in states.ON_THE_REGISTER
    tier = row["tier"] or "" if on_register else ""
    tier_name, tier_says = tier_words(tier, as_at)
    return EntryShown(
        number=row["number"],
        name=row["name"] if with_name and not row["unnamed"] else None,
        status=status,
        status_line=str(meaning.line),
        group=meaning.group,
        means=str(meaning.means),
        does_not_mean=str(meaning.does_not_mean),
        since=since if base else None,
        tier=tier,
        tier_name=tier_name,
        tier_says=tier_says,
        tier_since=clock.london_day(row["tier_since"]) if tier else None,
        first_registered=row["first_registered"] if base else None,
        registered_until=row["registered_until"] if on_register else None,
        town="" if row["unnamed"] else row["town"],
        county="" if row["unnamed"] else row["county"],
        restrictions=restrictions,
        as_at=as_at,
        is_today=as_at == today,
        looked_up_at=clock.now(),
    )
