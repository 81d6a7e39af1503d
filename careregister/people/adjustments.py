"""What may be asked for so that dealing with us is easier. Nobody has to say why."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: Promise
    hint: Promise


ADJUSTMENTS = {
    kind.code: kind
    for kind in (
        Kind(
            "format",
            _("Letters in another format"),
            _("Large print, easy read, audio, Braille or another language. Say which below."),
        ),
        Kind("phone_call", _("A phone call instead of writing"), _("We ring you. Say when suits you, and the number.")),
        Kind("more_time", _("More time"), _("Every date by which we need an answer moves back for you.")),
        Kind(
            "advocate",
            _("Somebody who helps me or speaks for me"),
            _("Say who, and whether we may talk to them alone."),
        ),
        Kind("other", _("Something else"), _("Say below what would help.")),
    )
}
