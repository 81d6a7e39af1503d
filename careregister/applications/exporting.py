"""What the room gives out to the person it is about: answers, questions, notes and decisions. Not who else is like them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, LIVE, OTHERS, SECRET, STAFF, Show, Table, Withheld, about

from . import states
from .form.sections import section
from .models import (
    Appeal,
    Application,
    Decision,
    DecisionWords,
    InformationRequest,
    Interest,
    Match,
    Note,
    Recommendation,
    SecondLook,
    Section,
)


def _of(model: Any, order: str) -> Any:
    return about(model, order, through="application__person_id")


def _waiting(field: str) -> Any:
    """What one registrar would decide is not said before the other has decided."""
    return lambda row: Withheld(LIVE) if row.state == states.PENDING else getattr(row, field)


def _while_open(field: str) -> Any:
    """What is written beside a file, or compared, is not said before it is decided."""
    return lambda row: Withheld(LIVE) if row.application.state in states.OPEN else getattr(row, field)


TABLES = (
    Table(
        "applications.Application",
        _("Applications"),
        about(Application, "began_at"),
        {
            "reference": Show(_("Reference")),
            "state": Show(_("How it stands")),
            "began_at": Show(_("Begun")),
            "sent_at": Show(_("Sent")),
            "ended_at": Show(_("Ended")),
        },
        {"person": IDS, "owner_account": STAFF, "owner_person": STAFF},
    ),
    Table(
        "applications.Section",
        _("What you said in each part of an application"),
        _of(Section, "saved_at"),
        {
            "reference": Show(_("Application"), lambda row: row.application.reference),
            "code": Show(_("Part"), lambda row: section(row.code).title),
            "sealed": Show(_("Your answers"), lambda row: row.data),
            "saved_at": Show(_("Saved")),
        },
    ),
    Table(
        "applications.InformationRequest",
        _("What we asked you"),
        _of(InformationRequest, "asked_at"),
        {
            "asked_at": Show(_("Asked")),
            "question": Show(_("Question")),
            "answer": Show(_("Your answer")),
            "answered_at": Show(_("Answered")),
        },
        {"token_digest": SECRET, "asked_person": STAFF, "asked_account": STAFF},
    ),
    Table(
        "applications.Note",
        _("Notes of staff"),
        _of(Note, "at"),
        {"at": Show(_("When")), "by_role": Show(_("By")), "words": Show(_("Note"), _while_open("words"))},
        {"by_person": STAFF},
    ),
    Table(
        "applications.Interest",
        _("Whether staff know you"),
        _of(Interest, "at"),
        {"at": Show(_("When")), "conflict": Show(_("Somebody said that they know you"))},
        {"by_person": STAFF, "words": OTHERS},
    ),
    Table(
        "applications.Recommendation",
        _("Recommendations"),
        _of(Recommendation, "recommended_at"),
        {
            "recommended_at": Show(_("When")),
            "recommended_role": Show(_("By")),
            "outcome": Show(_("Outcome"), _waiting("outcome")),
            "words": Show(_("In words"), _waiting("words")),
            "state": Show(_("How it stands")),
            "closed_words": Show(_("What was said then")),
        },
        {
            "subject_person": IDS,
            "recommended_person": STAFF,
            "recommended_account": STAFF,
            "closed_person": STAFF,
            "closed_account": STAFF,
        },
    ),
    Table(
        "applications.Decision",
        _("Decisions on applications"),
        _of(Decision, "decided_at"),
        {
            "decided_at": Show(_("When")),
            "outcome": Show(_("Outcome")),
            "reasons": Show(_("Reasons")),
            "decided_role": Show(_("By")),
        },
        {
            "subject_person": IDS,
            "decided_person": STAFF,
            "decided_account": STAFF,
            "recommended_person": STAFF,
            "recommended_account": STAFF,
        },
    ),
    Table(
        "applications.DecisionWords",
        _("Decisions on applications, in words"),
        about(DecisionWords, through="decision__application__person_id"),
        {"explanation": Show(_("Why"))},
    ),
    Table(
        "applications.Appeal",
        _("Appeals"),
        _of(Appeal, "made_at"),
        {"made_at": Show(_("When")), "words": Show(_("What you said"))},
    ),
    Table(
        "applications.SecondLook",
        _("Admissions looked at again"),
        about(SecondLook, through="decision__application__person_id"),
        {
            "looked_at": Show(_("When")),
            "agreed": Show(_("The second agreed")),
            "words": Show(_("In words")),
        },
        {"first_person": STAFF, "looked_person": STAFF, "looked_account": STAFF},
    ),
    Table(
        "applications.Match",
        _("Whether we had met you before"),
        _of(Match, "found_at"),
        {"found_at": Show(_("Compared")), "state": Show(_("How it stands"), _while_open("state"))},
        {
            "other": OTHERS,
            "reasons": OTHERS,
            "closed_words": OTHERS,
            "closed_person": STAFF,
            "closed_account": STAFF,
        },
    ),
)
