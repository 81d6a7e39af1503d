"""django-allauth's pages that change how one signs in: the change, its history and its letter in one transaction.

Only what follows a good form is inside: guesses are counted before, and a count must outlive what is rolled back.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.http import HttpResponse


class _Together:
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return answer


class PasswordChange(_Together, account.PasswordChangeView):
    pass


class PasswordSet(_Together, account.PasswordSetView):
    pass


class PasswordResetFromKey(_Together, account.PasswordResetFromKeyView):
    pass


class RemoveApp(_Together, totp.DeactivateTOTPView):
    pass


class RemovePasskey(_Together, webauthn.RemoveWebAuthnView):
    pass


class ConfirmEmail(account.ConfirmEmailView):
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().post(*args, **kwargs)
        return answer
