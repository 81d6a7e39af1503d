"""What documents are given for, and which roles of staff may look at them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IDENTITY, PHOTO, TRAINING, INSURANCE = "identity", "photo", "training", "insurance"
CERTIFICATE, REFERENCE, OTHER = "certificate", "reference", "other"

_REGISTRARS = frozenset({"registrar", "head_of_registration", "checks_officer"})


@dataclass(frozen=True, slots=True)
class Purpose:
    """`rule`: why it is kept and how long. `withheld`: given in confidence, so only whoever gave it may look again."""

    code: str
    name: Promise
    readers: frozenset[str]
    sensitive: bool
    rule: str
    withheld: bool = False


PURPOSES: dict[str, Purpose] = {
    one.code: one
    for one in (
        Purpose(
            IDENTITY,
            _("Proof of who you are"),
            _REGISTRARS,
            sensitive=True,
            rule="until identity is decided, and the time of the rule after it",
        ),
        Purpose(PHOTO, _("Photo of your face"), _REGISTRARS, sensitive=True, rule="as long as the entry may show it"),
        Purpose(
            TRAINING, _("Proof of training"), _REGISTRARS, sensitive=False, rule="as long as the award is relied on"
        ),
        Purpose(INSURANCE, _("Proof of insurance"), _REGISTRARS, sensitive=False, rule="until the policy is replaced"),
        # The code of practice for disclosed criminal records: who has no need to see a certificate does not see it.
        Purpose(
            CERTIFICATE,
            _("Certificate about a criminal record"),
            frozenset({"checks_officer"}),
            sensitive=True,
            rule="until what it says is noted, and never longer than the rule of its kind",
        ),
        Purpose(
            REFERENCE,
            _("Reference"),
            _REGISTRARS,
            sensitive=True,
            rule="until the application is decided, and the time of the rule after it",
            withheld=True,
        ),
        # Who decides reads what a person says for themselves; it may speak of health or character.
        Purpose(
            OTHER,
            _("Sent with an answer, a reply or an appeal"),
            frozenset({"registrar", "head_of_registration"}),
            sensitive=True,
            rule="until the application is decided, and the time of the rule after it",
        ),
    )
}
