"""What the room gives out to the person it is about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, LIVE, STAFF, Show, Table, Withheld

from . import questions, states
from .models import Answers, Deferral, DeferralWords, Look, LookWords, Notice, Referral, Renewal, WorkContact


def _of(model: Any, order: str) -> Any:
    return lambda person: model.objects.filter(renewal__person_id=person).order_by(order)


def _while_running(read: Any) -> Any:
    """What a registrar wrote before a lapse is told once the renewal is over."""
    return lambda row: Withheld(LIVE) if row.look.renewal.state in states.RUNNING else read(row)


def _without_papers(row: Answers) -> dict[str, Any]:
    """Papers are given out by the room evidence, and here they are ids."""
    names = {questions.papers_of(kind) for kind in questions.PAPERS}
    return {name: value for name, value in row.data.items() if name not in names}


TABLES = (
    Table(
        "renewals.Renewal",
        _("Renewals"),
        lambda person: Renewal.objects.filter(person_id=person).order_by("opened_at"),
        {
            "kind": Show(_("What")),
            "until": Show(_("Registered until")),
            "state": Show(_("How it stands")),
            "opened_at": Show(_("Opened")),
            "sent_at": Show(_("Sent")),
            "ended_at": Show(_("Ended")),
            "renewed_until": Show(_("Renewed until")),
            "code_version": Show(_("Version of the code")),
        },
        {"person": IDS, "registrant": IDS},
    ),
    Table(
        "renewals.Answers",
        _("What you said in a renewal"),
        _of(Answers, "saved_at"),
        {
            "part": Show(_("Part")),
            "sealed": Show(_("Your answers"), _without_papers),
            "saved_at": Show(_("Saved")),
        },
    ),
    Table(
        "renewals.Notice",
        _("When we reminded you"),
        _of(Notice, "written_at"),
        {"written_at": Show(_("When")), "way": Show(_("How")), "by_role": Show(_("By"))},
        {"by_person": STAFF},
    ),
    Table(
        "renewals.Referral",
        _("When a registrar looked at a renewal"),
        _of(Referral, "referred_at"),
        {
            "referred_at": Show(_("When")),
            "reasons": Show(_("Why")),
            "outcome": Show(_("Outcome")),
            "words": Show(_("In words")),
        },
        {"closed_person": STAFF, "closed_account": STAFF},
    ),
    Table(
        "renewals.Deferral",
        _("When you asked for more time"),
        _of(Deferral, "asked_at"),
        {
            "asked_at": Show(_("When")),
            "reason": Show(_("Why"), lambda row: states.DEFERRAL_REASONS[row.reason]),
            "wanted_until": Show(_("Until when you asked")),
            "state": Show(_("How it stands")),
            "until": Show(_("Until when")),
        },
        {"subject_person": IDS, "decided_person": STAFF, "decided_account": STAFF},
    ),
    Table(
        "renewals.DeferralWords",
        _("Why you needed more time"),
        lambda person: DeferralWords.objects.filter(deferral__renewal__person_id=person),
        {
            "asked": Show(_("What you said"), lambda row: row.opened("asked")),
            "answered": Show(_("What we answered"), lambda row: row.opened("answered")),
        },
    ),
    Table(
        "renewals.Look",
        _("When a registrar looked before a lapse"),
        _of(Look, "at"),
        {"at": Show(_("When")), "verdict": Show(_("Outcome")), "wait_until": Show(_("Wait until"))},
        {"subject_person": IDS, "by_person": STAFF, "by_account": STAFF},
    ),
    Table(
        "renewals.LookWords",
        _("What a registrar wrote before a lapse"),
        lambda person: LookWords.objects.filter(look__renewal__person_id=person).select_related("look__renewal"),
        {"text": Show(_("In words"), _while_running(lambda row: row.text))},
    ),
    Table(
        "renewals.WorkContact",
        _("Who at work may be told about your renewal"),
        lambda person: WorkContact.objects.filter(person_id=person).order_by("since"),
        {
            "sealed": Show(_("Who"), lambda row: " ".join(row.opened())),
            "since": Show(_("Since")),
            "until": Show(_("Until")),
        },
        {"person": IDS},
    ),
)
