"""What can happen to a membership."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "membership.joined": _("Somebody asked to become a member"),
    "membership.began": _("A membership began"),
    "membership.plan_changed": _("The plan of a membership was changed"),
    "membership.fell_behind": _("A payment for a membership was overdue"),
    "membership.caught_up": _("What was overdue for a membership was paid"),
    "membership.paused": _("A pause of a membership was asked for"),
    "membership.pause_began": _("The pause of a membership began"),
    "membership.pause_ended": _("The pause of a membership ended"),
    "membership.resumed": _("A member ended the pause of their membership"),
    "membership.cancelled": _("A member cancelled; it ends with the time that was paid"),
    "membership.kept": _("A member stayed after all"),
    "membership.ended": _("A membership ended"),
    "membership.reminded": _("A member was reminded of what comes next"),
    "membership.waiver_asked": _("A member asked not to pay for a time"),
    "membership.waiver_granted": _("A member does not have to pay for a time"),
    "membership.waiver_declined": _("A request not to pay was declined"),
    "membership.waiver_withdrawn": _("A request not to pay was taken back"),
    "membership.worker_invited": _("An employer offered to pay for a worker"),
    "membership.worker_invitation_withdrawn": _("An employer took back its offer to pay for a worker"),
    "membership.worker_invitations_expired": _("Offers to pay for workers were not answered in time"),
    "membership.employer_accepted": _("A worker agreed that an employer pays"),
    "membership.employer_declined": _("An offer to pay for a worker was declined"),
    "membership.cover_ended": _("An employer stopped paying for a worker"),
    "membership.looked_at": _("Somebody’s membership was looked at by staff"),
    "membership.employer_looked_at": _("Whom an employer pays for was looked at by staff"),
    "membership.list_read": _("A list of members was read by staff"),
    "membership.list_taken": _("A list of memberships was taken as a file by staff"),
    "membership.seals_rotated": _("What is sealed about memberships was sealed again with another key"),
}
