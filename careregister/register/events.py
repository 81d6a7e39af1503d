"""What the register's events read as in history."""

from django.utils.translation import gettext_lazy as _

from . import states

_STEPS = {
    "admit": _("Admitted to the register"),
    "admit_on_review": _("Admitted to the register, by two"),
    "renew": _("Registration renewed"),
    "pause": _("Registration paused"),
    "resume": _("Registration resumed"),
    "lapse": _("Registration lapsed"),
    "restore": _("Restored to the register"),
    "remove_at_own_request": _("Removed at own request"),
    "remove_by_decision": _("Removed by decision of a panel"),
    "withdraw_as_our_error": _("Entry withdrawn: our error"),
    "remove_as_deceit": _("Removed: obtained by deceit"),
    "restore_after_removal": _("Restored after removal"),
    "record_death": _("Death recorded"),
    "impose_interim_suspension": _("Interim suspension imposed"),
    "impose_interim_conditions": _("Interim conditions imposed"),
    "impose_suspension": _("Suspension imposed"),
    "impose_conditions": _("Conditions imposed"),
    "agree_conditions": _("Conditions agreed"),
    "agree_warning": _("Warning agreed"),
    "vary_restriction": _("Restriction varied"),
    "review_restriction": _("Restriction reviewed"),
    "lift_restriction": _("Restriction lifted"),
    "confer_tier": _("Tier conferred"),
    "amend_facts": _("Public facts amended"),
}

# Who looked: for those who watch the watchers.
LOOKS = frozenset({"register.looked_at", "register.proposal_looked_at", "register.found_at_risk"})

EVENTS = {
    **{f"register.{action}": _STEPS[action] for action in states.STEPS},
    "register.corrected": _("A decision was corrected"),
    "register.alias_added": _("A number from an older register was kept"),
    "register.held": _("Held: no lapse and no leaving for now"),
    "register.released": _("Hold released"),
    "register.proposed": _("A decision was proposed"),
    "register.proposal_accepted": _("A proposal was accepted"),
    "register.proposal_declined": _("A proposal was declined"),
    "register.proposal_taken_back": _("A proposal was taken back"),
    "register.looked_at": _("The whole record was looked at"),
    "register.proposal_looked_at": _("A proposal was looked at"),
    "register.searched": _("The register was searched"),
    "register.found_at_risk": _("Somebody at risk was shown in a list"),
    "register.exported": _("A list was taken out of the register as a file"),
    "register.history_exported": _("A part of the history was taken out as a file"),
    "register.imported": _("A file of registrants was imported"),
    "register.replay_differs": _("The nightly replay found spans that differ from the acts"),
}
