"""What can happen to the directory of places, and to employers."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "organisations.directory_imported": _("An edition of the care directory was read in"),
    "organisations.location_changed": _("The care directory changed what it says of a place"),
    "organisations.location_left": _("A place left the care directory"),
    "organisations.location_returned": _("A place came back into the care directory"),
    "organisations.employer_opened": _("An employer was opened"),
    "organisations.employer_confirmed": _("An employer was confirmed by us"),
    "organisations.employer_closed": _("An employer was closed"),
    "organisations.user_invited": _("A colleague was invited to act for an employer"),
    "organisations.invitation_withdrawn": _("An invitation to act for an employer was taken back"),
    "organisations.invitation_declined": _("An invitation to act for an employer was declined"),
    "organisations.invitations_expired": _("Invitations to act for employers were not answered in time"),
    "organisations.user_added": _("Somebody began to act for an employer"),
    "organisations.roles_changed": _("What somebody does for an employer was changed"),
    "organisations.user_ended": _("Somebody no longer acts for an employer"),
    "organisations.seals_rotated": _("What is sealed about employers was sealed again with another key"),
}
