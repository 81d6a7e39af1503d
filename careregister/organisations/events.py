"""What can happen to the directory of places."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "organisations.directory_imported": _("An edition of the care directory was read in"),
    "organisations.location_changed": _("The care directory changed what it says of a place"),
    "organisations.location_left": _("A place left the care directory"),
    "organisations.location_returned": _("A place came back into the care directory"),
}
