"""What each step reads as: on a button, in a sentence with who did it to whom, and in what happens next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import states

# What a button says.
VERBS: dict[str, Promise] = {
    "admit": _("Admit to the register"),
    "admit_on_review": _("Admit to the register, by two"),
    "renew": _("Renew the registration"),
    "pause": _("Pause the registration"),
    "resume": _("Resume the registration"),
    "lapse": _("Let the registration lapse"),
    "restore": _("Restore to the register"),
    "remove_at_own_request": _("Remove at own request"),
    "remove_by_decision": _("Remove by a panel’s decision"),
    "withdraw_as_our_error": _("Withdraw the entry as our error"),
    "remove_as_deceit": _("Remove as obtained by deceit"),
    "restore_after_removal": _("Restore after removal"),
    "record_death": _("Record a death"),
    "impose_interim_suspension": _("Suspend for now"),
    "impose_interim_conditions": _("Set conditions for now"),
    "impose_suspension": _("Suspend"),
    "impose_conditions": _("Set conditions"),
    "agree_conditions": _("Agree conditions"),
    "agree_warning": _("Agree a warning"),
    "vary_restriction": _("Vary"),
    "review_restriction": _("Record a review"),
    "lift_restriction": _("Lift"),
    "confer_tier": _("Confer a tier"),
    "amend_facts": _("Change what the entry shows"),
    "correct": _("Correct a decision"),
    states.VOID: _("Undo a decision that should never have been"),
}

# What it does, before anybody presses the button.
DOES: dict[str, Promise] = {
    "renew": _("The registration goes on until the day you give. Nothing else changes."),
    "pause": _("The entry will say that this person is not practising. They stay on the register and may resume."),
    "resume": _("The entry will say that this person is registered and may practise again."),
    "restore": _("The person comes back to the register under the same number, until the day you give."),
    "remove_at_own_request": _("The entry will say that this person asked to leave. It says nothing against them."),
    "remove_by_decision": _("The entry will say that a panel removed this person. Any restriction ends with it."),
    "withdraw_as_our_error": _("The entry will say that we made a mistake. It is never worded as a removal."),
    "remove_as_deceit": _("The entry will say that it was obtained by deceit. Any restriction ends with it."),
    "restore_after_removal": _("The person comes back to the register under the same number, until the day you give."),
    "record_death": _("The entry will say that this person has died. Nothing can be decided about them afterwards."),
    "impose_interim_suspension": _(
        "The entry says at once that this person may not work for now. Nothing is held to be proved."
    ),
    "impose_interim_conditions": _("The entry says at once that this person works under conditions for now."),
    "impose_suspension": _("The entry will say that this person may not work until the last day you give."),
    "impose_conditions": _("The entry will say that this person works under conditions until the last day you give."),
    "agree_conditions": _("The entry will say that this person works under conditions, which they agreed to."),
    "agree_warning": _("The entry will carry a warning until the last day you give. The person may work."),
    "vary_restriction": _("The restriction goes on with other days. What it was before stays on record."),
    "review_restriction": _("The review is on record, and the next one is due on the day you give."),
    "lift_restriction": _("The restriction ends. What it was stays on record."),
    "confer_tier": _("The entry shows this tier from the day you give."),
    "amend_facts": _("The public entry shows the name, town and county that the person chose."),
    "correct": _("The decision is replaced by the same one with what you put right. The first one stays on record."),
    states.VOID: _("The decision is replaced by nothing, as if it had never been. It stays on record."),
}

# In a sentence: who did it, to whom. The day and the reason follow.
SENTENCES: dict[str, Promise] = {
    "admit": _("%(who)s admitted %(whom)s"),
    "admit_on_review": _("%(who)s admitted %(whom)s, as a second person"),
    "renew": _("%(who)s renewed the registration of %(whom)s"),
    "pause": _("%(who)s paused the registration of %(whom)s"),
    "resume": _("%(who)s resumed the registration of %(whom)s"),
    "lapse": _("%(who)s let the registration of %(whom)s lapse"),
    "restore": _("%(who)s restored %(whom)s to the register"),
    "remove_at_own_request": _("%(who)s removed %(whom)s at their own request"),
    "remove_by_decision": _("%(who)s removed %(whom)s by decision of a panel"),
    "withdraw_as_our_error": _("%(who)s withdrew the entry of %(whom)s as our error"),
    "remove_as_deceit": _("%(who)s removed %(whom)s, whose entry was obtained by deceit"),
    "restore_after_removal": _("%(who)s restored %(whom)s after their removal"),
    "record_death": _("%(who)s recorded the death of %(whom)s"),
    "impose_interim_suspension": _("%(who)s suspended %(whom)s for now"),
    "impose_interim_conditions": _("%(who)s set conditions for now on %(whom)s"),
    "impose_suspension": _("%(who)s suspended %(whom)s"),
    "impose_conditions": _("%(who)s set conditions on %(whom)s"),
    "agree_conditions": _("%(who)s agreed conditions with %(whom)s"),
    "agree_warning": _("%(who)s agreed a warning with %(whom)s"),
    "vary_restriction": _("%(who)s varied a restriction on %(whom)s"),
    "review_restriction": _("%(who)s reviewed a restriction on %(whom)s"),
    "lift_restriction": _("%(who)s lifted a restriction on %(whom)s"),
    "confer_tier": _("%(who)s conferred a tier on %(whom)s"),
    "amend_facts": _("%(who)s changed what the entry of %(whom)s shows"),
    states.VOID: _("%(who)s undid an earlier decision about %(whom)s"),
}

# The same for lines of history that are not steps.
EVENT_SENTENCES: dict[str, Promise] = {
    **{f"register.{action}": words for action, words in SENTENCES.items()},
    "register.corrected": _("%(who)s corrected an earlier decision about %(whom)s"),
    "register.alias_added": _("%(who)s kept an older number for %(whom)s"),
    "register.held": _("%(who)s placed a hold on %(whom)s"),
    "register.released": _("%(who)s released a hold on %(whom)s"),
    "register.proposed": _("%(who)s proposed “%(what)s” about %(whom)s"),
    "register.proposal_accepted": _("%(who)s accepted the proposal “%(what)s” about %(whom)s"),
    "register.proposal_declined": _("%(who)s declined the proposal “%(what)s” about %(whom)s"),
    "register.proposal_taken_back": _("%(who)s took back the proposal “%(what)s” about %(whom)s"),
    "register.looked_at": _("%(who)s looked at the whole record of %(whom)s"),
    "register.proposal_looked_at": _("%(who)s looked at the proposal “%(what)s” about %(whom)s"),
    "register.searched": _("%(who)s searched the register by %(kinds)s and found %(count)s"),
    "register.found_at_risk": _("%(who)s was shown %(whom)s, who is at risk, in a list"),
    "register.exported": _("%(who)s took a list out of the register as a file"),
    "register.history_exported": _("%(who)s took a part of the history out as a file"),
    "register.replay_differs": _("The nightly replay found the record of %(whom)s to differ from its acts"),
    "people.legal_name_changed": _("%(who)s changed the legal name of %(whom)s"),
    "people.known_as_set": _("%(who)s set the name that %(whom)s goes by"),
    "people.known_as_ended": _("%(who)s took away the name that %(whom)s went by"),
    "people.former_name_made_findable": _("%(who)s let a former name of %(whom)s be found"),
    "people.former_name_made_unfindable": _("%(who)s stopped a former name of %(whom)s being found"),
    "people.marked_at_risk": _("%(who)s took %(whom)s out of name search, to keep them safe"),
    "people.at_risk_cleared": _("%(who)s put %(whom)s back into name search"),
}

# What somebody searched by.
SEARCHED_BY: dict[str, Promise] = {
    "number": pgettext_lazy("searched by", "number"),
    "email": pgettext_lazy("searched by", "e-mail"),
    "birth": pgettext_lazy("searched by", "date of birth"),
    "name": pgettext_lazy("searched by", "name"),
    "standing": pgettext_lazy("searched by", "standing"),
    "restriction": pgettext_lazy("searched by", "restriction"),
    "tier": pgettext_lazy("searched by", "tier"),
}

# Which list of another room was read or taken away, by the code it is kept under.
LISTS: dict[str, Promise] = {
    "behind": pgettext_lazy("list", "overdue memberships"),
    "found": pgettext_lazy("list", "found by a search"),
    "waivers": pgettext_lazy("list", "requests not to pay"),
    "employers": pgettext_lazy("list", "employers"),
    "churn": pgettext_lazy("list", "who came and went"),
    "forecast": pgettext_lazy("list", "what is to come"),
    "referred": pgettext_lazy("list", "renewals to look at"),
    "deferrals": pgettext_lazy("list", "more time asked for"),
    "looks": pgettext_lazy("list", "before a lapse"),
    "chases": pgettext_lazy("list", "not reached"),
    "running": pgettext_lazy("list", "have more time"),
    "us": pgettext_lazy("list", "with us"),
    "them": pgettext_lazy("list", "with the person"),
    "late": pgettext_lazy("list", "no answer in time"),
    "unreached": pgettext_lazy("list", "not asked yet"),
    "ended": pgettext_lazy("list", "ended"),
    "all": pgettext_lazy("list", "all"),
    "arrears": pgettext_lazy("list", "what is owed"),
    "refunds": pgettext_lazy("list", "refunds"),
    "reconciliation": pgettext_lazy("list", "reconciliation"),
    "costs": pgettext_lazy("list", "what a month brought and cost"),
}

RESTRICTION_NAMES: dict[str, Promise] = {
    states.INTERIM_SUSPENSION: pgettext_lazy("restriction", "Interim suspension"),
    states.INTERIM_CONDITIONS: pgettext_lazy("restriction", "Interim conditions"),
    states.SUSPENSION: pgettext_lazy("restriction", "Suspension"),
    states.CONDITIONS: pgettext_lazy("restriction", "Conditions"),
    states.WARNING: pgettext_lazy("restriction", "Warning"),
}
