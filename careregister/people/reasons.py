"""The reasons that may be given for a change to an account or a name, and what each reads as."""

from django.utils.translation import gettext_lazy as _

ACCOUNT_REASONS = {
    "joined": _("They joined us"),
    "changed_job": _("Their work changed"),
    "covering": _("They cover for somebody"),
    "left": _("They left us"),
    "away": _("They are away for a long time"),
    "misuse_feared": _("We fear that the account is misused"),
    "cleared_up": _("What led to this is cleared up"),
    "lost_device": _("They lost the device they sign in with"),
    "mistake": _("It was a mistake"),
}
PERSON_REASONS = {
    "own_wish": _("The person asked for it"),
    "document_seen": _("We saw a document that shows it"),
    "protection": _("To protect the person"),
    "mistake": _("It was a mistake"),
}
# Things that happen at sign-in have one reason: the owner did them.
OWNER = "by_its_owner"
REASONS = {**ACCOUNT_REASONS, **PERSON_REASONS, OWNER: _("By the owner of the account")}
