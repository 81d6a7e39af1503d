"""The shapes of a file as it is shown: plain values, nothing that could be saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from .openings import Opening
from .reading import ReadSection


@dataclass(frozen=True, slots=True)
class NoteShown:
    words: str
    by: str
    role: Promise | str
    at: datetime
    walled: bool  # it has words, and the asker may not read them


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A question, or a notice (`hearing`) with its reasons; `closed_at` without an answer: the time was over."""

    id: UUID
    words: str
    hearing: bool
    reasons: tuple[str, ...]
    sections: tuple[str, ...]
    by: str
    asked_at: datetime
    answer_by: date
    answer: str
    answered_at: datetime | None
    closed_at: datetime | None
    walled: bool


@dataclass(frozen=True, slots=True)
class RecommendationShown:
    id: UUID
    outcome: str
    outcome_words: Promise
    reasons: tuple[str, ...]
    reason_codes: tuple[str, ...]
    words: str
    tier: str
    equivalence: bool
    state: str
    by: str
    role: Promise | str
    at: datetime
    closed_by: str
    closed_at: datetime | None
    closed_words: str
    walled: bool


@dataclass(frozen=True, slots=True)
class DecisionShown:
    id: UUID
    outcome: str
    outcome_words: Promise
    reasons: tuple[str, ...]
    words: str
    tier: str
    by: str
    role: Promise | str
    recommended_by: str
    at: datetime
    act: UUID | None
    appeal: str
    appealed_at: datetime | None
    second_look: str  # "", waiting, agreed, disagreed
    second_look_by: str
    second_look_words: str
    may_look_again: str  # why the asker may not; "yes" when they may; "" when there is nothing to look at
    walled: bool


@dataclass(frozen=True, slots=True)
class EarlierShown:
    """What the same person sent before. `weighs`: it keeps one registrar from deciding alone."""

    reference: str
    state: str
    state_words: Promise
    sent_at: datetime
    ended_at: datetime | None
    weighs: bool


@dataclass(frozen=True, slots=True)
class MatchShown:
    """That there is somebody we may have met: who, only `linkage.queries.matches` says, which writes each look down."""

    id: UUID
    state: str
    closed_by: str
    closed_at: datetime | None
    closed_words: str
    may_decide: str  # why the asker may not; "yes" when they may


@dataclass(frozen=True, slots=True)
class PassageShown:
    state: str
    state_words: Promise
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class WholeApplication:
    """`interest`: what the asker said of knowing the person ("", none, conflict). `unclean`: see `clean.unclean`."""

    id: UUID
    reference: str
    person_id: UUID
    name: str
    state: str
    state_words: Promise
    turn: str
    turn_words: Promise
    steps_taken: int
    began_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    owner_account: UUID | None
    owner: str
    adjustments: tuple[Any, ...]
    sections: tuple[ReadSection, ...]
    closed_answers_opened: bool
    checks: tuple[Any, ...]
    asks: tuple[Any, ...]
    requests: tuple[RequestShown, ...]
    notes: tuple[NoteShown, ...]
    recommendations: tuple[RecommendationShown, ...]
    decisions: tuple[DecisionShown, ...]
    matches: tuple[MatchShown, ...]
    earlier: tuple[EarlierShown, ...]
    passages: tuple[PassageShown, ...]
    unclean: tuple[str, ...]
    tier_earned: str
    interest: str
    openings: tuple[Opening, ...]
    may_write: bool
    reasons: dict[str, str]
    criteria_since: date | None
