"""The events of the room, as sentences. `by` and the date stand before them on the page."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "people.staff_added": _("Opened a staff account"),
    "people.role_given": _("Gave a role"),
    "people.role_ended": _("Ended a role"),
    "people.account_suspended": _("Suspended the account"),
    "people.account_reopened": _("Opened the account again"),
    "people.sessions_ended": _("Ended everything the account was signed in to"),
    "people.factor_reset_asked": _("Asked for lost sign-in keys to be taken away"),
    "people.factors_reset": _("Took away lost sign-in keys"),
    "people.factor_reset_withdrawn": _("Called off taking away sign-in keys"),
    "people.legal_name_changed": _("Changed the legal name"),
    "people.known_as_set": _("Set the name the person goes by"),
    "people.known_as_ended": _("Took away the name the person went by"),
    "people.former_name_made_findable": _("Let a former name be found in search"),
    "people.former_name_made_unfindable": _("Stopped a former name being found in search"),
    "people.marked_at_risk": _("Took the person out of name search, to keep them safe"),
    "people.at_risk_cleared": _("Put the person back into name search"),
    "people.signed_in": _("Signed in"),
    "people.signed_in_by_demo": _("Signed in by the demonstration’s button"),
    "people.factor_added": _("Added a way to sign in"),
    "people.factor_removed": _("Removed a way to sign in"),
    "people.recovery_codes_made": _("Made new recovery codes"),
    "people.password_changed": _("Changed the password"),
    "people.password_reset": _("Chose a new password by e-mail"),
    "people.email_changed": _("Changed the e-mail address"),
    "people.other_sessions_ended": _("Signed out everywhere else"),
    "people.seals_rotated": _("Sealed contacts and sign-in secrets with a new key"),
}
