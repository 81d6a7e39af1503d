"""The kinds of check, and what may be said of each to whoever reads the register."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IDENTITY, CRIMINAL_RECORD, EMPLOYMENT = "identity", "criminal_record", "employment"
REFERENCES, TRAINING, CHARACTER, INSURANCE = "references", "training", "character", "insurance"


@dataclass(frozen=True, slots=True)
class CheckKind:
    """`public`: what may be said in public of a check that was passed; empty where nothing may."""

    code: str
    name: Promise
    public: Promise | str = ""


KINDS = {
    kind.code: kind
    for kind in (
        CheckKind(IDENTITY, _("Identity"), _("Identity checked")),
        CheckKind(CRIMINAL_RECORD, _("Criminal record")),  # no public line about a person's certificate, ever
        CheckKind(EMPLOYMENT, _("Where they worked"), _("Employment history checked")),
        CheckKind(REFERENCES, _("References"), _("References checked")),
        CheckKind(TRAINING, _("Training"), _("Training checked")),
        CheckKind(CHARACTER, _("Health and character")),
        CheckKind(INSURANCE, _("Insurance")),
    )
}

EMPLOYER, UMBRELLA, REGISTER = "employer", "umbrella", "register"
MODES = (EMPLOYER, UMBRELLA, REGISTER)

VIDEO, IN_PERSON, VOUCHED, ONLINE = "video", "in_person", "vouched", "online"
ROUTES = (VIDEO, IN_PERSON, VOUCHED, ONLINE)
