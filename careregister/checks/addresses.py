"""Does an e-mail address fit the organisation it is said to be of? A flag for staff, and never a refusal."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

FITS, DIFFERS, FREE_MAIL, NOT_KNOWN, OWN = "fits", "differs", "free_mail", "not_known", "own"
SAID = {
    FITS: _("The address is of the organisation's own website"),
    DIFFERS: _("The address is not of the organisation's website"),
    FREE_MAIL: _("The address is one that anybody can have"),
    NOT_KNOWN: _("The organisation's website is not known, so the address cannot be compared"),
    OWN: _("The address is the applicant's own"),
}
_PUBLIC = frozenset({"co", "org", "gov", "ac", "nhs", "ltd", "plc", "me", "sch"})  # in front of a country's two letters


def fit(email: str, website: str) -> str:
    """FITS, DIFFERS, FREE_MAIL or NOT_KNOWN. `website` as the care directory writes it, with or without a scheme."""
    theirs = email.strip().casefold().rpartition("@")[2]
    if theirs in free_mail():
        return FREE_MAIL
    host = urlsplit(website if "//" in website else f"//{website}").hostname if website.strip() else None
    if not host or not theirs:
        return NOT_KNOWN
    return FITS if own_part(theirs) == own_part(host.casefold()) else DIFFERS


def own_part(host: str) -> str:
    """The part of a host name that somebody registered: `rosehouse.co.uk` of `mail.rosehouse.co.uk`."""
    parts = host.strip(".").split(".")
    size = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _PUBLIC else 2
    return ".".join(parts[-size:])


@cache
def free_mail() -> frozenset[str]:
    lines = Path(__file__).with_name("data").joinpath("free_mail.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
