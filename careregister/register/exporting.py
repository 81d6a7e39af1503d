"""What the room gives out to the person it is about."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, LIVE, MADE, STAFF, Show, Table, Withheld, about

from .models import (
    Act,
    ActWords,
    CheckHash,
    Hold,
    Number,
    Proposal,
    PublicFacts,
    Registrant,
    RestrictionSpan,
    StandingSpan,
    TierSpan,
)
from .states import OPEN

_SPAN = {"valid": Show(_("From, until")), "known": Show(_("Known to us from, until"))}


def _spans(model: Any) -> Any:
    return about(model, "valid", "known", through="registrant__person_id")


def _unless(live: Any, field: str) -> Any:
    return lambda row: Withheld(LIVE) if live(row) else getattr(row, field)


def _numbers(person: UUID) -> Any:
    entry = Registrant.objects.filter(person_id=person)
    return Number.objects.filter(of__in=entry) | Number.objects.filter(alias_of__in=entry)


def _waits(row: Proposal) -> bool:
    return row.state == OPEN


def _holds(row: Hold) -> bool:
    return row.released_at is None


TABLES = (
    Table(
        "register.Registrant",
        _("Your entry"),
        about(Registrant),
        {
            "number": Show(_("Registration number"), lambda row: row.number_id),
            "first_registered": Show(_("First registered")),
        },
    ),
    Table(
        "register.Number",
        _("Your numbers"),
        _numbers,
        {"number": Show(_("Number")), "issued_at": Show(_("Issued"))},
    ),
    Table(
        "register.Act",
        _("Decisions about you"),
        about(Act, "recorded_at", through="registrant__person_id"),
        {
            "action": Show(_("Decision")),
            "effective_from": Show(_("Takes effect")),
            "recorded_at": Show(_("Recorded")),
            "until": Show(_("Until")),
            "review_by": Show(_("Reviewed by")),
            "publish_until": Show(_("Shown until")),
            "tier": Show(_("Tier")),
            "reason": Show(_("Reason")),
            "authority": Show(_("On what ground")),
            "decided_role": Show(_("Decided by")),
            "proposed_role": Show(_("Proposed by")),
        },
        {
            "subject_person": IDS,
            "authority_ref": IDS,
            "decided_person": STAFF,
            "decided_account": STAFF,
            "proposed_person": STAFF,
            "proposed_account": STAFF,
        },
    ),
    Table(
        "register.ActWords",
        _("Decisions about you, in words"),
        about(ActWords, "act__recorded_at", through="act__registrant__person_id"),
        {
            "explanation": Show(_("Why")),
            "evidence": Show(_("What it rests on")),
            "facts": Show(_("What you chose to show")),
        },
    ),
    Table(
        "register.StandingSpan",
        _("Your standing over time"),
        _spans(StandingSpan),
        {"base": Show(_("Standing")), "registered_until": Show(_("Registered until")), **_SPAN},
    ),
    Table(
        "register.RestrictionSpan",
        _("Restrictions over time"),
        _spans(RestrictionSpan),
        {
            "kind": Show(_("Kind")),
            "last_day": Show(_("Last day")),
            "review_by": Show(_("Reviewed by")),
            "publish_until": Show(_("Shown until")),
            **_SPAN,
        },
    ),
    Table("register.TierSpan", _("Your tier over time"), _spans(TierSpan), {"tier": Show(_("Tier")), **_SPAN}),
    Table(
        "register.PublicFacts",
        _("What your entry shows"),
        about(PublicFacts, through="registrant__person_id"),
        {"name_shown": Show(_("Which name")), "town": Show(_("Town")), "county": Show(_("County"))},
    ),
    Table(
        "register.Hold",
        _("What keeps you from leaving for now"),
        about(Hold, "placed_at", through="registrant__person_id"),
        {
            "reason": Show(_("Why"), _unless(_holds, "reason")),
            "placed_at": Show(_("Since")),
            "released_at": Show(_("Until")),
        },
        {"reference": IDS},
    ),
    Table(
        "register.Proposal",
        _("Decisions that were proposed"),
        about(Proposal, "proposed_at", through="subject_person"),
        {
            "action": Show(_("Decision"), _unless(_waits, "action")),
            "details": Show(_("Details"), _unless(_waits, "details")),
            "reason": Show(_("Reason"), _unless(_waits, "reason")),
            "words": Show(_("In words"), _unless(_waits, "words")),
            "proposed_role": Show(_("Proposed by")),
            "proposed_at": Show(_("Proposed")),
            "state": Show(_("How it stands")),
            "closed_role": Show(_("Decided by")),
            "closed_words": Show(_("What was said then")),
        },
        {
            "subject_person": IDS,
            "authority_ref": IDS,
            "proposed_person": STAFF,
            "proposed_account": STAFF,
            "closed_person": STAFF,
            "closed_account": STAFF,
        },
    ),
    Table(
        "register.CheckHash",
        _("For the private check by number and name"),
        about(CheckHash, through="registrant__person_id"),
        {},
        {"digest": MADE, "made_of": MADE},
    ),
)
