"""django-allauth's forms with our labels, and with guesses counted where the library would count them per process."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from . import guesses
from .join_forms import EMAIL, told_address

CODE_WIDGET = {
    "autocomplete": "one-time-code",
    "inputmode": "text",
    "spellcheck": "false",
    "class": "govuk-input--width-10",
}

LOGIN_WIDGET = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "inputmode": "email"}


class _Plain:
    """Our labels; no placeholders, which vanish when they are needed; no help text made of HTML."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _("Write an e-mail address like name@example.org")
            if isinstance(field.widget, forms.PasswordInput):
                field.strip = False
            if name in _REQUIRED:
                field.error_messages["required"] = _REQUIRED[name]


_EMAIL = _("E-mail address")
_NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password again")}
_NEW_HINT = {"password1": _("At least 12 characters. Three or four words that do not belong together are good.")}
_REQUIRED = {
    "email": _("Write your e-mail address"),
    "password": _("Write your password"),
    "oldpassword": _("Write your present password"),
    "password1": _("Write a new password"),
    "password2": _("Write the new password again"),
    "code": _("Write the code"),
}


class LoginForm(_Plain, account.LoginForm):
    """With an e-mail address or a mobile number: whichever it was, a mistake reads the same."""

    labels = {"login": _("E-mail address or mobile number"), "password": _("Password")}
    kind = EMAIL

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=self.labels["login"],
            max_length=254,
            widget=forms.TextInput(LOGIN_WIDGET),
            error_messages={"required": _("Write your e-mail address or your mobile number")},
        )
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        self.kind, address = told_address(str(self.cleaned_data["login"]))
        return address

    def user_credentials(self) -> dict[str, Any]:
        return {self.kind: self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    labels = {"email": _EMAIL}

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if not guesses.reset_mail(email, get_adapter().get_client_ip(context.request)):
            raise get_adapter().validation_error("rate_limited")
        return email


class ResetPasswordKeyForm(_Plain, account.ResetPasswordKeyForm):
    labels, hints = _NEW_PASSWORD, _NEW_HINT


class SetPasswordForm(_Plain, account.SetPasswordForm):
    labels, hints = _NEW_PASSWORD, _NEW_HINT


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    labels, hints = {"oldpassword": _("Present password"), **_NEW_PASSWORD}, _NEW_HINT

    def clean_oldpassword(self) -> str:
        """A guess like any other, so it passes the same counter."""
        old: str = self.cleaned_data.get("oldpassword", "")
        if not get_adapter().reauthenticate(self.user, old):
            raise get_adapter().validation_error("enter_current_password")
        return old


class AddEmailForm(_Plain, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ReauthenticateForm(_Plain, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class _CodeForm(_Plain):
    """A code from the app or one of the recovery codes: counted, and each works once, in whichever process it comes."""

    labels = {"code": _("Code")}
    user: Any
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE_WIDGET)  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        if not guesses.code(self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        code = "".join(str(self.cleaned_data["code"]).split())
        found = take_app_code(self.user, code) or take_recovery_code(self.user, code)
        if found is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        self.authenticator = found
        guesses.code_was_right(self.user)
        return code


class AuthenticateForm(_CodeForm, mfa.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(_CodeForm, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(_Plain, totp.ActivateTOTPForm):
    labels = {"code": _("The 6-digit code that the app shows")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE_WIDGET, inputmode="numeric")

    def clean_code(self) -> str:
        if not guesses.code(self.user):
            raise get_adapter().validation_error("rate_limited")
        self.cleaned_data["code"] = "".join(str(self.cleaned_data["code"]).split())
        code: str = super().clean_code()
        guesses.code_was_right(self.user)
        return code


class AddPasskeyForm(_Plain, webauthn.AddWebAuthnForm):
    labels = {"name": _("What to call it")}
    hints = {"name": _("For example “My phone”. Only you see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)  # each of ours asks who holds it, so the choice would change nothing
        self.fields["name"].max_length = 60
        self.fields["credential"].error_messages["required"] = _(
            "No passkey was made. Press the button, and follow what your device asks."
        )


class EditPasskeyForm(_Plain, webauthn.EditWebAuthnForm):
    labels = {"name": _("What to call it")}


def take_app_code(account: Any, code: str) -> Authenticator | None:
    """Use a code of the authenticator app: only a later one than the last that was used (RFC 6238, 5.2)."""
    with transaction.atomic():
        factor = Authenticator.objects.select_for_update().filter(user=account, type=Authenticator.Type.TOTP).first()
        if factor is None:
            return None
        secret = get_mfa_adapter().decrypt(factor.data["secret"])
        for step in yield_hotp_counters_from_time():
            right = constant_time_compare(format_hotp_value(hotp_value(secret, step)), code)
            if right and step > factor.data.get("last_step", 0):
                factor.data["last_step"] = step
                factor.save(update_fields=["data"])
                factor.user = account
                return factor
    return None


def take_recovery_code(account: Any, code: str) -> Authenticator | None:
    """Use one of the recovery codes: it is struck off in the same transaction."""
    factor = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    if factor is None or not factor.wrap().validate_code(code):
        return None
    factor.refresh_from_db()
    factor.user = account
    return factor
