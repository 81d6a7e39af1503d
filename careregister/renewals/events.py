"""The events of the room, as sentences. `by` and the date stand before them on the page."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "renewals.opened": _("The renewal of the registration was opened"),
    "renewals.reminded": _("The person was reminded of the renewal"),
    "renewals.chased": _("The person was reminded by another way, since a reminder came back"),
    "renewals.chased_by_hand": _("Somebody of staff wrote or telephoned, since reminders came back"),
    "renewals.sent": _("Sent the renewal"),
    "renewals.referred": _("The renewal goes to a registrar"),
    "renewals.renewed": _("The registration was renewed"),
    "renewals.renewed_after_look": _("Renewed the registration after a closer look"),
    "renewals.handed_back": _("Handed the renewal back, with what is missing"),
    "renewals.closed": _("The renewal was closed, since it was no longer needed"),
    "renewals.deferral_asked": _("Asked for more time to renew"),
    "renewals.deferral_taken_back": _("Took back that they need more time"),
    "renewals.deferred": _("Gave more time to renew"),
    "renewals.deferral_declined": _("Did not give more time to renew"),
    "renewals.deferral_ended": _("The time that was given is over, and the reminders begin anew"),
    "renewals.looked": _("Looked at a renewal that was not finished, before a lapse"),
    "renewals.lapsed": _("The registration lapsed, after all reminders and a look"),
    "renewals.restoring_begun": _("Began to ask to come back to the register"),
    "renewals.restored": _("Brought the person back to the register"),
    "renewals.work_contact_kept": _("Said who at work may be told about the renewal"),
    "renewals.work_contact_ended": _("Nobody at work is told about the renewal any more"),
    "renewals.answers_read": _("Read what was said in the renewal"),
    "renewals.evidence_read": _("Read what was sent for what went out of date"),
    "renewals.list_read": _("Read a list of renewals"),
    "renewals.list_taken": _("Took a list of renewals away as a file"),
    "renewals.seals_rotated": _("Sealed what people wrote in renewals with a new key"),
}
