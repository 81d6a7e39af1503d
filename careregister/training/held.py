"""What the room holds about people."""

from careregister.base.held import Held

_KEEP = "while registered and six years after; an application that came to nothing: with the application"
_ERASE = "deleted with the application, or with the entry's own end"


def _said(what: str, why: str) -> Held:
    return Held(what=what, why=why, keep=_KEEP, export="as written", erase=_ERASE)


HELD = {
    "training.Award.person": _said("Who learnt it", "a person's training is found together"),
    "training.Award.topic": _said("What a course was about", "the refresh clock and the tier are counted from it"),
    "training.Award.title": _said("The name of a course or qualification", "what the certificate says"),
    "training.Award.provider": _said("Who taught it", "it can be asked whether that is so"),
    "training.Award.finished_on": _said("When it was finished", "the refresh clock runs from that day"),
    "training.Award.assurance": _said("How sure we are of it", "nothing is shown as surer than it is"),
    "training.Award.documents": _said("Which documents prove it", "the proof is found again"),
    "training.Award.claimed_at": _said("When it was told to us", "the order of things"),
    "training.Award.assured_at": _said("When we became so sure of it", "the order of things"),
}

NOT_PERSONAL = {"training.Award": ("id",)}
