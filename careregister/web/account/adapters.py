"""Where django-allauth asks us: who may try how often, what is sealed, and in which words we speak."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.messages import add_message
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base.actors import Because, Kind
from careregister.base.body import body
from careregister.letters import actions as letters
from careregister.people import queries as people
from careregister.people.seals import seal_factor, unseal_factor
from careregister.web.parts import asking

from . import guesses, qr, recent, words
from .stages import SecondStep


class AccountAdapter(DefaultAccountAdapter):
    """Guesses are counted before the password is looked at; the words are ours."""

    error_messages = {**DefaultAccountAdapter.error_messages, **words.MISTAKES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # the library's own form is not used: joining is `joining.py`

    def get_login_stages(self) -> list[str]:
        ours = f"{SecondStep.__module__}.{SecondStep.__name__}"
        return [ours if path == "allauth.mfa.stages.AuthenticateStage" else path for path in super().get_login_stages()]

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.client_address)  # type: ignore[attr-defined]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Every try at a password passes here, also the one that confirms who you are."""
        if not guesses.password(_whom(credentials), self.get_client_ip(request)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        account = super().authenticate(request, **credentials)
        if account is not None:
            guesses.password_was_right(_whom(credentials), self.get_client_ip(request))
        return account

    def reauthenticate(self, user: Any, password: str) -> bool:
        """The library finds whoever has an e-mail address; somebody who signs in by telephone has none."""
        if user.email or not user.phone:
            return super().reauthenticate(user, password)
        account = self.authenticate(self.request, phone=user.phone, password=password)
        return account is not None and account.pk == user.pk

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        # Called by the library when a password was reset by e-mail: whoever reads the mailbox is let in again.
        guesses.forgive(credentials.get("email", ""))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """To set up the first second step, to have just signed in is enough; for all else, confirm who you are."""
        required = super().is_reauthentication_required(app=app, **kwargs)
        if required and app == "allauth.mfa" and not people.has_second_step(self.request.user):
            return not recent.signed_in_lately(self.request)
        return required

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("staff:home" if asking.actor(request).kind == Kind.STAFF else "account_home")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """The library names a template for each message; ours are in one table, and what is not there is not said."""
        said = message or words.MESSAGES.get(message_template or "")
        if said:
            add_message(request, level, str(said), extra_tags=extra_tags)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        if email or user.email or not user.phone:
            super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)
        elif template_prefix in words.BY_TEXT:
            said = words.notice_text(template_prefix)
            letters.write_ready_made(
                words.kind(template_prefix),
                to=user.phone,
                subject=said,
                body=said,
                by=asking.actor(self.request),
                because=Because("account_mail"),
                person_id=user.person_id,
                channel="sms",
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox, in the transaction of its cause if there is one. No page waits for a mail server.

        An address we do not know costs the same here as one we know: one letter, sealed, and one job.
        """
        subject, text = words.mail(template_prefix, context)
        user = context.get("user")
        letters.write_ready_made(
            words.kind(template_prefix),
            to=email,
            subject=subject,
            body=text,
            by=asking.actor(self.request),
            because=Because("account_mail"),
            person_id=user.person_id if user else None,
        )


def _whom(credentials: dict[str, Any]) -> str:
    """What guesses are counted for."""
    return credentials.get("email") or credentials.get("phone") or ""


class MFAAdapter(DefaultMFAAdapter):
    """What is kept of a second step is sealed; how it is shown is ours."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("That code is not right, or its time is over"),
    }

    def encrypt(self, text: str) -> str:
        return seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_factor(encrypted_text)

    def get_totp_issuer(self) -> str:
        return body().short_name

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  (the name the library calls it by)
        return _("Passkey %(number)s") % {"number": user.authenticator_set.filter(type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": body().register_name}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        name = people.names_of([user.person_id]).get(user.person_id, user.email)
        return {**super().get_public_key_credential_user_entity(user), "display_name": name}
