"""One life on the register, written step by step as it would have been decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id

from .. import states
from ..actions.bulk import PlannedAct, PlannedRegistrant
from ..drafts import Authority, Details, Facts
from ..seed_names import InventedPerson
from .cast import OLD_REGISTER, Cast

TRANSFERRED = date(2024, 2, 5)  # the day the older register's list was brought over
_TRANSFER = Authority(states.TRANSFER, UUID("6d1f0a52-4f0e-4b43-9a27-0b6f5f6f2024"))
_GROUNDS = {action: min(step.who.authorities - states.BROUGHT) for action, step in states.STEPS.items()}
_REASONS = {
    "admit": "file_clean", "admit_on_review": "file_looked_at_by_two", "renew": "renewal_complete",
    "pause": "long_leave", "resume": "own_wish", "lapse": "ladder_finished", "restore": "application_accepted",
    "remove_at_own_request": "left_care_work", "withdraw_as_our_error": "entered_twice",
    "record_death": "death_certificate", "confer_tier": "training_verified", "amend_facts": "own_wish",
    "impose_interim_suspension": "risk_to_public", "impose_interim_conditions": "risk_to_public",
    "agree_conditions": "consented", "agree_warning": "consented", "vary_restriction": "things_changed",
    "review_restriction": "review_held", "lift_restriction": "conditions_met",
}  # fmt: skip
_WORDS = {
    "admit_on_review": "The training was done abroad; two of us compared it with ours.",
    "remove_by_decision": "The panel heard the case on three days and gave its reasons in writing.",
    "remove_as_deceit": "The certificate that was shown had been altered.",
    "restore_after_removal": "The panel found that the reasons of the removal no longer stand.",
    "withdraw_as_our_error": "The same person had been entered a month before, under an earlier name.",
    "impose_interim_suspension": "A serious concern is being looked into.",
    "impose_interim_conditions": "A concern about medicines is being looked into.",
    "impose_suspension": "Missed records over a long time; the panel looks again before it ends.",
    "impose_conditions": "May give medicines only under supervision.",
    "agree_conditions": "Agreed to a course on moving and handling, and to work in pairs until then.",
    "agree_warning": "Spoke roughly to a resident, and said so at once.",
    "vary_restriction": "The course was finished earlier than planned.",
    "review_restriction": "Nothing has changed since the last look.",
    "lift_restriction": "Everything that was asked for is done.",
}


@dataclass(slots=True)
class Story:
    """A registrant in the making. `turn` decides which of the staff had the file."""

    person: InventedPerson
    number: str
    person_id: UUID
    registrant_id: UUID
    cast: Cast
    turn: int
    at_risk: bool = False
    findable: bool = False
    aliases: tuple[str, ...] = ()
    acts: list[PlannedAct] = field(default_factory=list)
    until: date = date.min
    brought_since: date | None = None

    def admitted(self, day: date, *, by_two: bool = False) -> Story:
        """Admitted here on this day, for a year."""
        self.until = a_year_from(working_day(day))
        return self.did("admit_on_review" if by_two else "admit", day, until=self.until)

    def brought(self, since: date, until: date, alias: str = "") -> Story:
        """Registered with the older register since then, and brought over with all who were."""
        self.until, self.brought_since = until, since
        self.aliases = (alias,) if alias else ()
        self._add("admit", TRANSFERRED, OLD_REGISTER, _TRANSFER, "transferred", _details(since, until=until))
        return self

    def brought_step(self, action: str, on: date, **said: object) -> Story:
        """Something that the older register had decided, brought over with the rest."""
        self.until = said.get("until", self.until)  # type: ignore[assignment]
        self._add(action, TRANSFERRED, OLD_REGISTER, _TRANSFER, "transferred", _details(on, **said))
        return self

    def renewed(self, day: date) -> Story:
        self.until = a_year_from(self.until + timedelta(days=1))
        return self.did("renew", day, until=self.until)

    def shows(self, day: date, *, town: bool = True, county: bool = True, known_as: bool = False) -> Story:
        facts = Facts(
            name_shown="known_as" if known_as else "legal",
            town=self.person.town if town else "",
            county=self.person.county if county else "",
        )
        return self.did("amend_facts", day, facts=facts)

    def did(self, action: str, day: date, effective: date | None = None, **said: object) -> Story:
        """Decided on `day` by whoever the status table names, in force at once or from `effective` on."""
        by, proposer = self.cast.decider(action, self.turn, self.person_id), self.cast.proposer(action, self.turn)
        authority = Authority(_GROUNDS[action] if action != "confer_tier" else states.APPLICATION)
        reason = _REASONS.get(action, "panel_decided")
        self._add(action, day, by, authority, reason, _details(effective, **said), proposer)
        return self

    def restricted(self, action: str, day: date, effective: date | None = None, **said: object) -> UUID:
        restriction = new_id()
        self.did(action, day, effective, restriction=restriction, **said)
        return restriction

    def planned(self) -> PlannedRegistrant:
        return PlannedRegistrant(
            person_id=self.person_id, number=self.number, acts=self.acts, aliases=self.aliases, id=self.registrant_id
        )

    @property
    def began(self) -> datetime:
        return self.acts[0].recorded_at

    def _add(
        self, action: str, day: date, by: Actor, authority: Authority, reason: str, details: Details,
        proposer: Actor | None = None,
    ) -> None:  # fmt: skip
        at = _working_hour(day, self.turn)
        if self.acts and at <= self.acts[-1].recorded_at:
            at = self.acts[-1].recorded_at + timedelta(minutes=7)
        because = Because(reason, _WORDS.get(action, ""))
        self.acts.append(PlannedAct(action, details, by, because, authority, at, proposer))


def _details(effective: date | None, **said: object) -> Details:
    start = clock.start_of_day(effective) if effective else None
    return Details(effective_from=start, **said)  # type: ignore[arg-type]


def working_day(day: date) -> date:
    """What falls on a weekend was done on the Friday before."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _working_hour(day: date, turn: int) -> datetime:
    """Some minute between ten and four of a working day."""
    return datetime.combine(working_day(day), time(10 + turn % 6, turn * 7 % 60), tzinfo=UTC)


def a_year_from(day: date) -> date:
    """The last day of a year that begins on `day`."""
    month, of_month = (day.month, day.day) if (day.month, day.day) != (2, 29) else (3, 1)
    return date(day.year + 1, month, of_month) - timedelta(days=1)
