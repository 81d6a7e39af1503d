"""What can happen to somebody's data."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "privacy.asked": _("Asked something about their data"),
    "privacy.acknowledged": _("Told the person that the request is here"),
    "privacy.answered": _("Answered a request about data"),
    "privacy.refused": _("Refused a request about data"),
    "privacy.withdrawn": _("Withdrew a request about data"),
    "privacy.escalated": _("Asked that somebody else look at a request again"),
    "privacy.looked_at": _("Looked at a request about data"),
    "privacy.shown": _("Read what is held about them"),
    "privacy.copy_asked": _("Asked for a file with all that is held about them"),
    "privacy.copy_made": _("The file with all that is held was made"),
    "privacy.copy_fetched": _("Fetched the file with all that is held about them"),
    "privacy.copy_gone": _("The file with all that was held was deleted"),
    "privacy.erased": _("Data were deleted because the person asked"),
    "privacy.seals_rotated": _("Sealed requests about data, or letters, with a new key"),
    "privacy.destroyed": _("Data were destroyed because their time was over"),
}
