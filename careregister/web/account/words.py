"""What django-allauth would say in its own words, in ours: mistakes, messages, letters."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from careregister.base.body import body

MISTAKES: dict[str, Promise | str] = {
    "account_inactive": later("This account is suspended"),
    "email_password_mismatch": later("The e-mail address or mobile number, or the password, is not right"),
    "enter_current_password": later("That is not your present password"),
    "incorrect_password": later("That is not your password"),
    "incorrect_code": later("That code is not right, or its time is over"),
    "invalid_password_reset": later("This link is used up or too old. Ask for a new one."),
    "too_many_login_attempts": later(
        "That was tried too often. Wait 15 minutes, or sign in with a passkey, or ask for a link to choose a new password."
    ),
    "duplicate_email": later("That is your e-mail address already"),
    "rate_limited": later("That was tried too often. Wait 15 minutes."),
}

MESSAGES = {
    "account/messages/password_changed.txt": later("Your password is changed."),
    "account/messages/password_set.txt": later("Your password is set."),
    "account/messages/email_confirmation_sent.txt": later(
        "We have sent you an e-mail. Open the link in it to confirm."
    ),
    "account/messages/email_confirmed.txt": later("Your e-mail address is confirmed."),
    "account/messages/email_confirmation_failed.txt": later("This e-mail address could not be confirmed."),
    "account/messages/primary_email_set.txt": later("Your e-mail address is changed."),
    "account/messages/email_deleted.txt": later("The e-mail address is removed."),
    "account/messages/logged_out.txt": later("You are signed out."),
    "mfa/messages/totp_activated.txt": later("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": later("Your authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": later("Your passkey is set up."),
    "mfa/messages/webauthn_removed.txt": later("Your passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": later("You are signed out everywhere else."),
}

_NOT_YOU = later(
    "If this was not you, ask for a new password straight away, and tell us by ringing %(phone)s or writing to %(email)s."
)
_LETTERS = {
    "account/email/password_reset_key": (
        later("Choose a new password"),
        later(
            "Somebody, probably you, asked to choose a new password for your account.\n\n"
            "Open this link to choose it:\n\n%(password_reset_url)s\n\n"
            "The link works once, for one hour. If you did not ask, do nothing: your password stays as it is."
        ),
    ),
    "account/email/unknown_account": (
        later("No account with this e-mail address"),
        later(
            "Somebody, perhaps you, asked to choose a new password for an account with this e-mail address. "
            "We have no such account.\n\nIf it was you, you may have used another address. If not, do nothing."
        ),
    ),
    "account/email/email_confirmation": (
        later("Confirm your e-mail address"),
        later(
            "You asked us to use this e-mail address for your account.\n\n"
            "Open this link to confirm that it is yours:\n\n%(activate_url)s\n\n"
            "If you did not ask, do nothing: nothing will change."
        ),
    ),
    "account/email/email_changed": (
        later("Your e-mail address was changed"),
        later("The e-mail address of your account was changed from %(from_email)s to %(to_email)s."),
    ),
    "account/email/email_deleted": (
        later("An e-mail address was removed"),
        later("The e-mail address %(deleted_email)s was removed from your account."),
    ),
    "account/email/password_changed": (
        later("Your password was changed"),
        later("The password of your account was changed."),
    ),
    "account/email/password_set": (later("Your password was set"), later("A password was set for your account.")),
    "account/email/password_reset": (
        later("Your password was changed"),
        later("A new password was chosen for your account."),
    ),
    "mfa/email/totp_activated": (
        later("An authenticator app was added"),
        later("An authenticator app was set up as the second step when you sign in."),
    ),
    "mfa/email/totp_deactivated": (
        later("An authenticator app was removed"),
        later("The authenticator app of your account was removed."),
    ),
    "mfa/email/webauthn_added": (later("A passkey was added"), later("A passkey was added to your account.")),
    "mfa/email/webauthn_removed": (later("A passkey was removed"), later("A passkey was removed from your account.")),
    "mfa/email/recovery_codes_generated": (
        later("New recovery codes were made"),
        later("New recovery codes were made for your account. The old ones do not work any more."),
    ),
    "people/email/factor_reset_asked": (
        later("Somebody asked to take away your sign-in keys"),
        later(
            "An administrator asked to take away the passkeys, the authenticator app and the recovery codes of your "
            "account, because they were told that you lost them. A second administrator can do it from %(from_time)s on.\n\n"
            "If you asked for it, do nothing: you will get another e-mail.\n\nIf you did not, sign in and call it off "
            "on the page “Your account”, and tell us at once."
        ),
    ),
    "people/email/factors_reset": (
        later("Your sign-in keys were taken away"),
        later(
            "Your passkeys, authenticator app, recovery codes and password do not work any more.\n\n"
            "To begin again, open this page and ask for a link to choose a password:\n\n%(password_reset_url)s\n\n"
            "You will then set up a new passkey or authenticator app."
        ),
    ),
    "people/email/role_given": (
        later("Somebody was given a role"),
        later(
            "%(by)s gave %(name)s the role: %(roles)s.\n\nYou are told because you are an administrator or an auditor. "
            "If it should not be so, end the role or suspend the account:\n\n%(account_url)s"
        ),
    ),
    "people/email/welcome": (
        later("Your staff account is open"),
        later(
            "An account of staff was opened for you.\n\n"
            "To begin, open this page and ask for a link to choose a password:\n\n%(password_reset_url)s\n\n"
            "You will then set up a passkey or an authenticator app."
        ),
    ),
}
_CODE_LINK = later(
    "Your code: %(code)s\n\nType it where you asked for it. Or open this link instead, on any phone or computer:\n\n"
    "%(link)s\n\nEither works once, for 20 minutes. Nobody from the register will ever ask you for the code. "
    "If you did not ask, do nothing: nothing will happen."
)
_LETTERS |= {
    "people/email/code_join": (
        later("Your code to join"),
        _CODE_LINK,
    ),
    "people/email/code_sign_in": (
        later("Your code to sign in"),
        later("You have an account with this e-mail address. This signs you in.\n\n%(code_link)s"),
    ),
    "people/email/code_staff": (
        later("Staff sign in with their password or passkey"),
        later(
            "Somebody, probably you, asked for a code. This e-mail address has an account of staff, which no code opens. "
            "Sign in with your passkey, or with your password and your second step:\n\n%(sign_in_url)s\n\n"
            "To join the register yourself, use an e-mail address of your own."
        ),
    ),
    "people/email/code_unknown": (
        later("No account with this e-mail address"),
        later(
            "Somebody, perhaps you, asked for a code to sign in. We have no account with this e-mail address. You may "
            "have used another one.\n\nTo join the register, open this page:\n\n%(join_url)s\n\n"
            "If it was not you, do nothing."
        ),
    ),
}
_TEXTS = {
    "join": later("%(body)s: your code to join is %(code)s. It works once, for 20 minutes. Tell it to nobody."),
    "sign_in": later("%(body)s: your code to sign in is %(code)s. It works once, for 20 minutes. Tell it to nobody."),
    "phone": later("%(body)s: your code to use this number is %(code)s. It works for 20 minutes. Tell it to nobody."),
    "staff": later("%(body)s: staff do not sign in by code. Use your passkey or password."),
    "unknown": later("%(body)s: no account has this number. You may have used another one, or your e-mail address."),
}
_ASKED_FOR = {
    "people/email/code_join",
    "people/email/code_sign_in",
    "people/email/code_staff",
    "people/email/code_unknown",
    "account/email/password_reset_key",
    "account/email/unknown_account",
    "account/email/email_confirmation",
}
_CALM = _ASKED_FOR | {"people/email/welcome", "people/email/role_given"}


def code_letter(which: str, **said: str) -> tuple[str, str]:
    """(subject, text) of a letter with a code: `join`, `sign_in`, or why there is none: `staff`, `unknown`."""
    said["code_link"] = str(_CODE_LINK) % said
    return mail(f"people/email/code_{which}", said)


def code_text(which: str, code: str) -> str:
    """The same for a telephone: one text, no link."""
    return str(_TEXTS[which]) % {"body": body().short_name, "code": code}


def phone_left() -> str:
    """The text to a number that was given up."""
    us = body()
    words = _("%(body)s: this number no longer signs in to your account. If this was not you, ring %(phone)s at once.")
    return words % {"body": us.short_name, "phone": us.phone}


# What whoever signs in by telephone is told of by a text: where others get a letter, and it is about their account.
BY_TEXT = frozenset(
    f"account/email/{name}" for name in ("password_changed", "password_set", "password_reset")
) | frozenset(
    f"mfa/email/{name}" for name in ("totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed")
)


def notice_text(prefix: str) -> str:
    """The same as `mail` for a telephone: one line, no link."""
    us = body()
    words = _("%(body)s: %(what)s. If this was not you, ring %(phone)s at once.")
    return words % {"body": us.short_name, "what": _LETTERS[_plain(prefix)][0], "phone": us.phone}


def mail(prefix: str, context: dict[str, Any]) -> tuple[str, str]:
    """(subject, text) of the letter that the library knows by `prefix`. KeyError for one we have no words for."""
    prefix = _plain(prefix)
    subject, text = _LETTERS[prefix]
    us = body()
    parts = [_("Hello,"), str(text) % context]
    if prefix not in _CALM:
        parts.append(str(_NOT_YOU) % {"phone": us.phone.replace(" ", "\N{NO-BREAK SPACE}"), "email": us.email})
    parts.append(f"{us.name}\n{us.website}")
    return str(subject), "\n\n".join(parts) + "\n"


def kind(prefix: str) -> str:
    """The outbox's kind for that letter: links are short-lived and nobody else's to read; a warning is kept trying."""
    return "letters.account_mail" if _plain(prefix) in _ASKED_FOR else "letters.account_notice"


def _plain(prefix: str) -> str:
    return prefix.removesuffix("_signup")
