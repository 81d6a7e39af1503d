"""What is signed in with an account, and how all of it ends."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F

from .models import Account


def forget_sessions(account: Account) -> None:
    """Sessions are bound to the account's round, so one more ends them all; the rows go as well."""
    Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
    account.refresh_from_db(fields=["session_round"])
    known = UserSession.objects.filter(user_id=account.pk)
    Session.objects.filter(session_key__in=known.values("session_key")).delete()
    known.delete()


def forget_ended() -> int:
    """Delete what is kept beside sessions that are gone: whence, and with which browser. Returns how many rows went."""
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
