"""Which parts of the form a question to the applicant is about, as far as the file itself says so. Staff choose."""

from typing import Any

from careregister.applications.form.sections import SECTIONS
from careregister.applications.queries import WholeApplication
from careregister.checks.kinds import IDENTITY
from careregister.checks.states import ASK_EXPIRED, DECLINED, EXPIRED, NOT_PASSED

from .file import SECTIONS_OF

ABOUT = "about_you"
# Nothing is wrong with these when their check is: they are ticked by whoever asks for them.
_BESIDE = frozenset({"photo", "code"})
_ASKED_IN = {"reference": "references", "voucher": "identity"}  # of an employer's ask only its own officer may learn


def wrong_parts(file: WholeApplication, about: str = "") -> list[str]:
    """Codes in the order of the form: all parts of the check the page was opened from (`about`; identity comes with the
    name and birthday it is of), or else those of what did not pass, ran out, differs, or has nobody left to answer it."""
    found = set(SECTIONS_OF.get(about, ()))
    if not found:
        for check in file.checks:
            found |= _of_check(check)
        found |= {
            _ASKED_IN[one.kind]
            for one in file.asks
            if one.kind in _ASKED_IN and one.state in (DECLINED, ASK_EXPIRED) and not one.replaced
        }
    return [one.code for one in SECTIONS if one.code in found - _BESIDE]


def _of_check(check: Any) -> set[str]:
    parts = set(SECTIONS_OF.get(check.kind, ())) if check.state in (NOT_PASSED, EXPIRED) else set()
    if check.kind == IDENTITY and parts:
        parts.discard(ABOUT)  # papers were not enough: their name is not wrong for that
    if check.kind == IDENTITY and _differs(check):
        parts |= {ABOUT, "identity"}
    return parts


def _differs(check: Any) -> bool:
    scores = (check.for_officer.get("scores") or [{}])[0]
    return scores.get("name_agrees") is False or scores.get("birth_agrees") is False
