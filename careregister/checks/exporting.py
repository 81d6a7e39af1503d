"""What the room gives out to the person it is about. What the Update Service says of them is theirs to read, but for
one thing: whether a current certificate showed something. Whoever has this file before them may not be the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import (
    CONFIDENTIAL,
    IDS,
    MADE,
    NOBODY,
    OTHERS,
    SECRET,
    STAFF,
    Show,
    Table,
    Withheld,
    about,
    nothing,
)

from .kinds import KINDS
from .models import (
    Ask,
    Attestation,
    Certificate,
    Check,
    CheckDocument,
    CheckStep,
    GapReason,
    IdentityScores,
    ProviderVisit,
    Spell,
    StatusCheck,
    WorkHistory,
)
from .models.asking import REFERENCE
from .models.certificates import CURRENT

_SCORES = {
    "strength": _("Strength of the evidence"),
    "validity": _("Whether it is genuine"),
    "activity": _("Activity over time"),
    "fraud": _("Fraud check"),
    "verification": _("Whether it is you"),
}


def _kind(row: Any) -> object:
    return KINDS[row.of_check.kind].name


def _answers(row: Ask) -> object:
    """As `policy_of_asks.may_read_answers` says: what vouchers and employers wrote is theirs and ours, and a reference
    whose writer asked for it. They were told so when they wrote."""
    if not row.answers:
        return ""
    if row.kind != REFERENCE:
        return Withheld(OTHERS)
    return row.opened("answers") if row.confidential is False else Withheld(CONFIDENTIAL)


def _verified(row: ProviderVisit) -> object:
    name, born = row.opened_verified()
    return {"name": name, "born": born.isoformat() if born else ""}


TABLES = (
    Table(
        "checks.Check",
        _("Checks"),
        about(Check, "opened_at"),
        {
            "kind": Show(_("Check"), lambda row: KINDS[row.kind].name),
            "state": Show(_("How it stands")),
            "method": Show(_("How it was looked at")),
            "decided_at": Show(_("Decided")),
            "decided_role": Show(_("By")),
            "expires_on": Show(_("Counts until")),
        },
        {"person": IDS, "decided_person": STAFF, "decided_account": STAFF},
    ),
    Table(
        "checks.CheckDocument",
        _("Papers looked at for a check"),
        about(CheckDocument, through="of_check__person_id"),
        {
            "check": Show(_("Check"), _kind),
            "document_id": Show(_("Number of the paper")),
            "destroyed_at": Show(_("Destroyed")),
        },
    ),
    Table(
        "checks.CheckStep",
        _("Steps of each check"),
        about(CheckStep, "at", through="of_check__person_id"),
        {
            "check": Show(_("Check"), _kind),
            "step": Show(_("Step")),
            "after": Show(_("Then it was")),
            "by_role": Show(_("By"), lambda row: row.by_role or row.by_kind),
            "at": Show(_("When")),
        },
        {"by_person": STAFF, "by_account": STAFF},
    ),
    Table(
        "checks.IdentityScores",
        _("How sure we are who you are"),
        about(IdentityScores, "at", through="of_check__person_id"),
        {
            "route": Show(_("How it was shown")),
            "profile": Show(_("Profile")),
            "level": Show(_("Level")),
            **{name: Show(label) for name, label in _SCORES.items()},
            "more_evidence": Show(_("Further evidence")),
            "provider": Show(_("Identity service")),
            "evidence_kinds": Show(_("Kinds of evidence")),
            "name_agrees": Show(_("The name was the same")),
            "birth_agrees": Show(_("The date of birth was the same")),
        },
        {"by_person": STAFF, "by_account": STAFF},
    ),
    Table(
        "checks.ProviderVisit",
        _("Visits to an identity service"),
        lambda person: ProviderVisit.objects.filter(of_check__person_id=person).exclude(verified=b""),
        {"verified": Show(_("What it verified, where that differs from what you said"), _verified)},
        {"kept": SECRET},
    ),
    Table(
        "checks.Certificate",
        _("Criminal record certificate"),
        about(Certificate, "given_at"),
        {
            "mode": Show(_("Who sees it")),
            "number": Show(_("Number"), lambda row: row.opened("number")),
            "surname": Show(_("Surname on it"), lambda row: row.opened("surname")),
            "issued_on": Show(_("Date of issue")),
            "level": Show(_("Level")),
            "workforce": Show(_("Workforce")),
        },
        {"person": IDS},
    ),
    Table(
        "checks.StatusCheck",
        _("Questions to the Update Service"),
        about(StatusCheck, "due_on", through="certificate__person_id"),
        {
            "due_on": Show(_("Due")),
            "code": Show(_("Its answer"), lambda row: _("Current") if row.code in CURRENT else row.code),
            "answered_at": Show(_("Answered")),
        },
        {"asked_person": STAFF, "looked_person": STAFF, "looked_account": STAFF},
    ),
    Table(
        "checks.WorkHistory",
        _("Education"),
        about(WorkHistory),
        {"left_education": Show(_("Left full-time education"))},
        {"person": IDS},
    ),
    Table(
        "checks.Spell",
        _("Jobs"),
        about(Spell, "started", through="history__person_id"),
        {
            "role": Show(_("Job")),
            "employer": Show(_("Employer")),
            "place": Show(_("Place in the care directory")),
            "care": Show(_("Care work")),
            "started": Show(_("From")),
            "ended": Show(_("Until")),
            "reason": Show(_("Why it ended")),
            "words": Show(_("In your words"), lambda row: row.opened()),
        },
    ),
    Table(
        "checks.GapReason",
        _("Times without a job"),
        about(GapReason, "started", through="history__person_id"),
        {
            "started": Show(_("From")),
            "ended": Show(_("Until")),
            "what": Show(_("What you did")),
            "words": Show(_("In your words"), lambda row: row.opened()),
        },
    ),
    Table(
        "checks.Ask",
        _("People we asked about you"),
        about(Ask, "asked_at"),
        {
            "kind": Show(_("What for")),
            "sealed": Show(_("Who was asked"), lambda row: row.opened().get("name", "")),
            "state": Show(_("How it stands")),
            "asked_at": Show(_("Asked")),
            "answers": Show(_("What they said"), _answers),
            "confidential": Show(_("They asked us to keep it to ourselves")),
            "declined_because": Show(_("Why nobody answered")),
            "fit": Show(_("How their address fits the organisation")),
        },
        {"person": IDS, "address_blind": MADE},
    ),
    Table("checks.NeverWrite", _("Addresses that asked us not to write"), nothing, {}, {"address_blind": NOBODY}),
    Table(
        "checks.Attestation",
        _("What an employer said of your certificate"),
        about(Attestation, "at", through="of_check__person_id"),
        {
            "seen_on": Show(_("Seen")),
            "issued_on": Show(_("Date of issue")),
            "level": Show(_("Level")),
            "workforce": Show(_("Workforce")),
            "content_with_it": Show(_("Lets you work with people in care"), lambda row: Withheld(OTHERS)),
        },
    ),
)
