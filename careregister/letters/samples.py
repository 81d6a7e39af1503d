"""Invented values for previews. No real letter, code or link is ever shown to who writes its words."""

from django.utils.translation import gettext as _


def of(placeholder: str) -> str:
    """What a preview shows for a placeholder; its own name where there is nothing better."""
    return _samples().get(placeholder, f"({placeholder.replace('_', ' ')})")


def _samples() -> dict[str, str]:
    day = _("4 March 2027")
    return {
        "name": _("Ada Example"),
        "person": _("Grace Example"),
        "asked": _("Tom Example"),
        "reference": "EX-0000",
        "number": "CR 000 000 000",
        "link": "https://register.example/sample-link",
        "entry": "https://register.example/sample-entry",
        "membership": "https://register.example/sample-membership",
        "paying": _("Now choose how you pay your fee: it takes two minutes."),
        "employer": _("Rose House Care"),
        "plan": _("£3 a month"),
        "fee": "£3",
        "roles": _("- Payer: pays for workers"),
        "workers": "12",
        "draw": "https://register.example/sample-draw",
        "retry": _("We will try again on 15 March 2027."),
        "code": "000000",
        "day": day,
        "time": "2:05pm",
        "device": _("Firefox on Android"),
        "usual": _("4 weeks"),
        "request": _("A correction of what we hold about you"),
        "answer": _("We have corrected the spelling of your name."),
        "reason": _("The law asks us to keep it for as long as you are registered."),
        "question": _("Which name is on your certificate?"),
        "reasons": _("- The references that we asked for were not given."),
        "then": _("You have £3 to pay, and can pay it today."),
        "words": _("Two of the people you named could not be reached at their place of work."),
        **dict.fromkeys(
            ("answer_by", "reply_by", "appeal_by", "last_day", "until", "discard_on", "since", "next_day"), day
        ),
    }
