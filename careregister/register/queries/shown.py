"""What the world may see of an entry, as plain values: fronts and templates get these, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from careregister.base import body, clock

from .. import states

# For a statement that reads standing spans as `span`: leaves out who left the register too long ago to be shown today.
# `published_now` gives its values; `is_published` is the same rule, for one.
PUBLISHED_NOW = """
join unnest(%(bases)s::text[], %(published)s::int[]) as shown (base, months) on shown.base = span.base
 and (shown.months < 0
      or (lower(span.valid) at time zone 'Europe/London')::date + make_interval(months => shown.months) >= %(today)s::date)
"""

# For a statement that reads registrants as `registrant`: leaves out whom no name search finds, and gives the name that
# the entry shows (`name`) with a quick hash of its folded parts (`made_of`). `named_now` gives its values.
NAMED_NOW = """
join people_person person on person.id = registrant.person_id
 and not person.at_risk and (person.date_of_birth is null or person.date_of_birth <= %(born_by)s)
left join register_publicfacts facts on facts.registrant_id = registrant.id and facts.name_shown = 'known_as'
left join people_personname known_as
  on known_as.person_id = registrant.person_id and known_as.kind = 'known_as' and known_as.until is null
 and facts.registrant_id is not null
join people_personname legal
  on legal.person_id = registrant.person_id and legal.kind = 'legal' and legal.until is null
cross join lateral (
    select coalesce(known_as.full, legal.full) as name, coalesce(known_as.tokens, legal.tokens) as tokens
) as called
cross join lateral (
    select encode(sha256(convert_to(array_to_string(called.tokens, ' '), 'UTF8')), 'hex') as made_of
) as quick
"""


def named_now(today: date) -> dict[str, Any]:
    """The values that NAMED_NOW asks for."""
    return {"born_by": today - relativedelta(years=body.rule("public_search.youngest_named", today))}


def published_now(today: date) -> dict[str, Any]:
    """The values that PUBLISHED_NOW asks for."""
    months = body.rule("removal.publish_months", today)
    return {
        "today": today,
        "bases": list(states.BASES),
        "published": [-1 if base in states.ON_THE_REGISTER else months[base] for base in states.BASES],
    }


@dataclass(frozen=True, slots=True)
class RestrictionShown:
    """A restriction in force on the day asked for, or one that ended and is still published."""

    kind: str
    line: str
    since: date
    last_day: date
    review_by: date | None
    in_force: bool
    review_overdue: bool


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry. `name` is None unless the asker came by a name, or by the worker's own link."""

    number: str
    name: str | None
    status: str  # a key of states.MEANINGS
    status_line: str
    group: str  # registered, restricted or not_registered
    means: str
    does_not_mean: str
    since: date | None
    tier: str
    tier_name: str
    tier_says: str
    tier_since: date | None
    first_registered: date | None
    registered_until: date | None
    town: str
    county: str
    restrictions: tuple[RestrictionShown, ...]
    as_at: date
    is_today: bool
    looked_up_at: datetime
    by_old_number: str = ""  # the number of an older register that was asked for


@dataclass(frozen=True, slots=True)
class Missing:
    """No entry: `mistyped`, `unknown`, or `future` for a day that has not come."""

    reason: str
    asked: str


@dataclass(frozen=True, slots=True)
class MeaningShown:
    """A status line and what it does and does not mean, for pages that explain them all."""

    status: str
    line: str
    group: str
    means: str
    does_not_mean: str


def meanings() -> tuple[MeaningShown, ...]:
    """Every status line an entry can have."""
    return tuple(
        MeaningShown(status, str(said.line), said.group, str(said.means), str(said.does_not_mean))
        for status, said in states.MEANINGS.items()
        if status != "not_on_register"
    )


def tier_words(tier: str, on: date) -> tuple[str, str]:
    """The name of a tier and what it says, by the rule in force on a day; empty strings for no tier."""
    for row in body.rule("tiers", max(on, date(2025, 1, 1))):
        if row["code"] == tier:
            return row["name"], row["says"]
    return "", ""


def is_published(base: str, since: date, today: date) -> bool:
    """Whether a person whose standing has been `base` since a day is findable today, by today's rule."""
    if base in states.ON_THE_REGISTER:
        return True
    months = body.rule("removal.publish_months", today)[base]
    return today <= since + relativedelta(months=months)


def restriction_published(kind: str, ended_on: date | None, publish_until: date | None, today: date) -> bool:
    """Whether a restriction may be shown today: while in force, and for its publication window after."""
    if ended_on is None or today <= ended_on:
        return True
    if publish_until is not None:
        return today <= publish_until
    months = body.rule("restriction.publish_after_end_months", today)[kind]
    return months > 0 and today <= ended_on + relativedelta(months=months)


def restrictions_shown(rows: list[dict[str, Any]], at: datetime, today: date) -> tuple[RestrictionShown, ...]:
    """From rows of kind, since, until (instants), ended (the restriction's last instant), last_day, review_by."""
    shown = []
    for row in rows:
        since, until = datetime.fromisoformat(row["since"]), _instant(row["until"])
        ended = _instant(row["ended"])
        ended_on = clock.london_day(ended - timedelta(microseconds=1)) if ended else None
        publish_until = _day(row["publish_until"])
        if not restriction_published(row["kind"], ended_on, publish_until, today):
            continue
        in_force = since <= at and (until is None or at < until)
        review_by = _day(row["review_by"])
        shown.append(
            RestrictionShown(
                kind=row["kind"],
                line=str(states.MEANINGS[row["kind"]].line),
                since=clock.london_day(datetime.fromisoformat(row["first"])),
                last_day=date.fromisoformat(row["last_day"]),
                review_by=review_by,
                in_force=in_force,
                review_overdue=bool(in_force and review_by and review_by < clock.london_day(at)),
            )
        )
    return tuple(shown)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
