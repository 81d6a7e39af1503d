"""What mail servers report, taken to the letter it is about."""

from uuid import UUID

from django.db import transaction

from careregister.base.actors import Actor, Because
from careregister.base.refusals import Busy

from .. import bounces, policy
from ..models import EMAIL, Letter
from ..states import HANDING_OVER, LETTER
from . import delivery


@transaction.atomic
def record_report(data: bytes, *, by: Actor, because: Because) -> UUID | None:
    """Read a mail as a delivery report; the letter that came back, or None where it changes nothing.

    It changes nothing when it is no report of a lasting failure, names no letter of ours by its id (which nobody can
    guess), names another addressee than the letter's, or when the letter never left. Twice is as good as once. Busy
    while the letter's hand-over is still under way: try again in a few minutes.
    """
    policy.may_record_return(by)
    report = bounces.read(data)
    if report is None:
        return None
    letters = Letter.objects.select_for_update(of=("self",)).select_related("words")
    letter = letters.filter(pk__in=report.letters, channel=EMAIL).order_by("-written_at").first()
    if letter is None:
        return None
    to = letter.words.opened("to").lower()
    if report.to and to and report.to != to:
        return None
    if letter.status == HANDING_OVER:
        raise Busy
    if not LETTER.lawful("return", letter.status):
        return None
    return delivery.record_return(letter.message_id, report.code, by=by, because=because)
