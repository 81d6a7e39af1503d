"""What can happen to a check. Of a criminal record history tells that somebody looked, and never what came of it."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "checks.opened": _("Opened a check"),
    "checks.waits": _("A check waits for somebody else"),
    "checks.came_back": _("A check came back to us"),
    "checks.accepted": _("Accepted a check"),
    "checks.not_accepted": _("Did not accept a check"),
    "checks.reopened": _("Opened a check again"),
    "checks.expired": _("A check ran out"),
    "checks.closed": _("Closed a check that is no longer needed"),
    "checks.criminal_record_looked_at": _("Looked at the criminal record check"),
    "checks.identity_scored": _("Recorded how identity was shown"),
    "checks.provider_visited": _("Went to an identity service"),
    "checks.provider_answered": _("Came back from an identity service"),
    "checks.certificate_given": _("Gave the number of a criminal record certificate"),
    "checks.update_service_asked": _("Asked the Update Service about a certificate"),
    "checks.update_service_answered": _("The Update Service answered"),
    "checks.update_service_silent": _("The Update Service gave no answer; it is asked again"),
    "checks.employer_attested": _("An employer answered about a certificate"),
    "checks.image_destroyed": _("Destroyed the picture of a certificate"),
}
