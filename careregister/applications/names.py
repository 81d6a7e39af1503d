"""What states, outcomes and parts of a file are called: to staff, and to the applicant."""

from django.utils.translation import gettext_lazy as _

from . import states

STATES = {
    states.DRAFT: _("Draft"),
    states.SUBMITTED: _("Sent, not taken up"),
    states.IN_REVIEW: _("In review"),
    states.INFORMATION_REQUESTED: _("Waiting for the applicant’s answer"),
    states.BEING_HEARD: _("Applicant is being heard"),
    states.RECOMMENDED: _("Waiting for a second person"),
    states.ADMITTED: _("Admitted"),
    states.REFUSED: _("Refused"),
    states.WITHDRAWN: _("Withdrawn"),
    states.APPEALED: _("Appealed"),
    states.APPEAL_DISMISSED: _("Appeal dismissed"),
    states.APPEAL_WITHDRAWN: _("Appeal withdrawn"),
    states.LED_BACK: _("Led back to the first record"),
    states.DISCARDED: _("Discarded"),
}
# To the applicant: how it stands, and what happens next.
TO_YOU = {
    states.DRAFT: (_("You are writing your application"), _("Finish each part, then send it.")),
    states.SUBMITTED: (_("We have your application"), _("Somebody here will take it up. You need do nothing now.")),
    states.IN_REVIEW: (_("We are looking at it"), _("We tell you if we need something. You need do nothing now.")),
    states.INFORMATION_REQUESTED: (_("We asked you something"), _("Answer our question, then we go on.")),
    states.BEING_HEARD: (
        _("We may have to refuse, and want to hear you first"),
        _("Read our reasons and tell us your side. We have not decided."),
    ),
    states.RECOMMENDED: (_("A second person looks at it"), _("You hear from us when they have decided.")),
    states.ADMITTED: (_("You are on the register"), _("Look at your entry and choose what it shows.")),
    states.REFUSED: (_("We refused your application"), _("You can appeal. Two others then look at everything again.")),
    states.WITHDRAWN: (_("You withdrew your application"), _("You can apply again at any time.")),
    states.APPEALED: (
        _("We have your appeal"),
        _("Two people who had no part in our decision look at everything again. You need do nothing now."),
    ),
    states.APPEAL_DISMISSED: (_("Your appeal was dismissed"), _("You can apply again when things have changed.")),
    states.APPEAL_WITHDRAWN: (
        _("You withdrew your appeal"),
        _("Our decision stands. You can apply again when things have changed."),
    ),
    states.LED_BACK: (_("You are known to us already"), _("Ring us: we help you to go on with your first record.")),
    states.DISCARDED: (_("Your draft was deleted"), _("You can begin again at any time.")),
}
TOO_LATE = _("The time to appeal is over. You can apply again when things have changed.")
OUTCOMES = {
    states.ADMIT: _("Admit"),
    states.REFUSE: _("Refuse"),
    states.ALLOW: _("Allow the appeal"),
    states.DISMISS: _("Dismiss the appeal"),
}
YOU, US, NOBODY = "you", "us", "nobody"
TURNS = {YOU: _("It is your turn"), US: _("It is our turn"), NOBODY: _("It is finished")}
TURNS_TO_STAFF = {YOU: _("Applicant"), US: _("Us"), NOBODY: _("Nobody")}


def turn(state: str) -> str:
    if state in states.WITH_US:
        return US
    return YOU if state in states.WITH_THE_APPLICANT else NOBODY
