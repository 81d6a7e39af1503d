"""Passwords that are easy for somebody who knows where they are used."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from careregister.base.body import body
from careregister.base.names import fold

# Words of the place, beside the names of the body and the register (ASVS 5.0 V6.1.2, V6.2.11).
CONTEXT_WORDS = ("careregister", "registrar", "careworker", "carehome", "register", "nacas", "socialcare")
MOST = 128


class ContextWords:
    """Refuses a password that is little more than a word of this place."""

    def validate(self, password: str, user: object = None) -> None:
        squeezed = fold(password).replace(" ", "")
        for word in context_words():
            if word in squeezed and len(squeezed.replace(word, "")) < 6:
                raise ValidationError(
                    _(
                        "This password is mostly the name of this register. Choose words that have nothing to do with it."
                    ),
                    code="password_context",
                )

    def get_help_text(self) -> str:
        return _("Do not use the name of this register or of your work.")


class NotTooLong:
    """Longer than this only costs time to check."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > MOST:
            raise ValidationError(
                _("Use at most %(most)s characters."), code="password_too_long", params={"most": MOST}
            )

    def get_help_text(self) -> str:
        return ""


def context_words() -> set[str]:
    us = body()
    own = (fold(text).replace(" ", "") for text in (us.name, us.short_name, us.register_name))
    return {word for word in (*own, *CONTEXT_WORDS) if len(word) > 3}
