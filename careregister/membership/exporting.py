"""What the room gives out to the person it is about."""

from django.utils.translation import gettext_lazy as _

from careregister.base.parts import IDS, MADE, OTHERS, SECRET, STAFF, Show, Table

from . import states
from .models import Notice, Subscription, WaiverRequest, WorkerInvitation

TABLES = (
    Table(
        "membership.Subscription",
        _("Your membership"),
        lambda person: (
            Subscription.objects.filter(person_id=person).select_related("employer").order_by("joined_on", "id")
        ),
        {
            "plan": Show(_("Plan")),
            "next_plan": Show(_("Plan after the time paid for")),
            "state": Show(_("How it stands"), lambda row: states.SAID[row.state]),
            "employer": Show(_("Paid by"), lambda row: row.employer.name if row.employer else ""),
            "joined_on": Show(_("Asked for")),
            "began_on": Show(_("Began")),
            "dues_until": Show(_("Billed until")),
            "past_due_since": Show(_("Overdue since")),
            "paused_from": Show(_("Paused from")),
            "paused_until": Show(_("Paused until")),
            "cancels_on": Show(_("Ends on, as you cancelled")),
            "ended_on": Show(_("Ended")),
            "ended_because": Show(_("Why it ended"), lambda row: states.ENDED_BECAUSE.get(row.ended_because, "")),
        },
        {"person": IDS, "payer": IDS},
    ),
    Table(
        "membership.WaiverRequest",
        _("When you asked not to pay"),
        lambda person: WaiverRequest.objects.filter(person_id=person).order_by("asked_at"),
        {
            "asked_at": Show(_("Asked")),
            "sealed": Show(_("In your words"), lambda row: row.opened("sealed")),
            "state": Show(_("What became of it")),
            "settled_at": Show(_("Decided")),
            "decided": Show(_("What we said"), lambda row: row.opened("decided")),
            "since": Show(_("Nothing to pay from")),
            "until": Show(_("Nothing to pay until")),
        },
        {"person": IDS, "decided_person": STAFF, "decided_account": STAFF},
    ),
    Table(
        "membership.WorkerInvitation",
        _("Employers who offered to pay for you"),
        lambda person: (
            WorkerInvitation.objects.filter(subscription__person_id=person)
            .select_related("employer")
            .order_by("invited_at")
        ),
        {"employer": Show(_("Employer"), lambda row: row.employer.name), "settled_at": Show(_("You agreed"))},
        {"sealed": SECRET, "blind": MADE, "invited_account": OTHERS, "subscription": IDS},
    ),
    Table(
        "membership.Notice",
        _("Reminders of your membership"),
        lambda person: Notice.objects.filter(subscription__person_id=person).order_by("sent_on", "id"),
        {"kind": Show(_("Which")), "about": Show(_("About")), "sent_on": Show(_("Written"))},
        {"subscription": IDS},
    ),
)
