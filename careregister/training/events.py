"""What can happen to training."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "training.claimed": _("A course or qualification was told to us"),
    "training.proof_added": _("Proof was added to a course or qualification"),
    "training.evidence_seen": _("The proof of a course or qualification was seen"),
    "training.confirmed_by_issuer": _("Whoever gave a course or qualification confirmed it"),
    "training.competence_observed": _("Somebody saw at work what had been learnt"),
    "training.evidence_refused": _("The proof of a course or qualification was not accepted"),
    "training.withdrawn": _("A course or qualification was taken back"),
}
