"""Moving what people wrote about their renewal to the current key."""

from careregister.history.rotating import Moved, Tell, move_all

from .models import Answers, DeferralWords, WorkContact


def rotate(tell: Tell = lambda kind, count: None) -> Moved:
    fields = {Answers: ("sealed",), DeferralWords: ("asked", "answered"), WorkContact: ("sealed",)}
    return move_all("renewals", fields, tell=tell)
