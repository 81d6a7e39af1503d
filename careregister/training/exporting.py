"""What the room gives out to the person it is about: courses, the log, plans, what counted, and audits."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, LIVE, STAFF, Show, Table, Withheld, about, nothing

from .catalogue import titles
from .models import Audit, AuditStep, Award, CountedFor, Learning, Plan
from .states import AUDIT_SAID, OUTCOME_SAID, SECOND_LOOK, WITH_WHOM_SAID


def _words(row: AuditStep) -> object:
    """What one reader found is not said before another has agreed."""
    waits = row.action == "find_not_met" and row.audit.state == SECOND_LOOK
    return Withheld(LIVE) if waits else row.words


def _documents(row: Award | Learning | AuditStep) -> int:
    return len(row.documents)


def _counted(person: UUID) -> object:
    return CountedFor.objects.filter(person_id=person).select_related("learning", "award").order_by("year_until", "pk")


def _state(row: Audit) -> object:
    return AUDIT_SAID["given" if row.state == SECOND_LOOK else row.state]


TABLES = (
    Table(
        "training.Award",
        _("Training"),
        about(Award, "finished_on"),
        {
            "topic": Show(_("Topic")),
            "title": Show(_("Course")),
            "provider": Show(_("Taught by")),
            "finished_on": Show(_("Finished")),
            "assurance": Show(_("How sure we are")),
            "claimed_at": Show(_("Told to us")),
            "assured_at": Show(_("As sure since")),
            "documents": Show(_("Papers that prove it"), _documents),
        },
        {"person": IDS},
    ),
    Table(
        "training.Learning",
        _("Your log of learning"),
        lambda person: Learning.objects.filter(person_id=person).order_by("learnt_on", "logged_at"),
        {
            "learnt_on": Show(_("When")),
            "day_known": Show(_("The day is known")),
            "minutes": Show(_("Minutes")),
            "with_whom": Show(_("With whom"), lambda row: WITH_WHOM_SAID[row.with_whom]),
            "topic": Show(_("Topic"), lambda row: titles().get(row.topic, "")),
            "sealed": Show(_("In your words"), lambda row: row.said),
            "reflected": Show(_("Says what changed")),
            "documents": Show(_("Papers that show it"), _documents),
            "state": Show(_("State")),
            "logged_at": Show(_("Written")),
            "changed_at": Show(_("Last changed")),
            "removed_at": Show(_("Taken out")),
        },
        {"person": IDS},
    ),
    Table(
        "training.Plan",
        _("What you mean to learn"),
        lambda person: Plan.objects.filter(person_id=person).order_by("made_at"),
        {
            "sealed": Show(_("In your words"), lambda row: row.what),
            "topic": Show(_("Topic"), lambda row: titles().get(row.topic, "")),
            "by_day": Show(_("By when")),
            "state": Show(_("State")),
            "made_at": Show(_("Planned")),
            "ended_at": Show(_("Done or dropped")),
        },
        {"person": IDS, "became": IDS},
    ),
    Table(
        "training.CountedFor",
        _("What counted for which year"),
        _counted,  # type: ignore[arg-type]
        {
            "year_since": Show(_("Year from")),
            "year_until": Show(_("Year until")),
            "requirement": Show(_("For")),
            "amount": Show(_("Minutes, or 1")),
        },
        {"person": IDS, "learning": IDS, "award": IDS},
    ),
    Table("training.DrawList", _("Lists that lots were drawn from"), nothing, {}, {"numbers": IDS}),
    Table(
        "training.Audit",
        _("Audits of your learning"),
        lambda person: Audit.objects.filter(person_id=person).order_by("drawn_at"),
        {
            "number": Show(_("Number")),
            "year_since": Show(_("Year from")),
            "year_until": Show(_("Year until")),
            "state": Show(_("How it stands"), _state),
            "outcome": Show(_("What came of it"), lambda row: OUTCOME_SAID.get(row.outcome, "")),
            "drawn_at": Show(_("Drawn")),
            "asked_at": Show(_("Asked")),
            "answer_by": Show(_("Answer by")),
            "given_at": Show(_("Answered")),
            "not_met_at": Show(_("Found not met")),
            "ended_at": Show(_("Ended")),
        },
        {"person": IDS, "first_reader": STAFF, "second_reader": STAFF, "appeal_reader": STAFF},
    ),
    Table(
        "training.AuditStep",
        _("What was said in audits of your learning"),
        lambda person: AuditStep.objects.filter(audit__person_id=person).select_related("audit").order_by("at", "pk"),
        {
            "at": Show(_("When")),
            "action": Show(_("What")),
            "by_kind": Show(_("By")),
            "by_role": Show(_("In the role")),
            "because": Show(_("Because")),
            "sealed": Show(_("Words"), _words),
            "documents": Show(_("Papers with it"), _documents),
        },
        {"audit": IDS, "by_person": STAFF},
    ),
)
