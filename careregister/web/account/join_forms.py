"""What joining, and signing in by a code, asks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from careregister.people import phones
from careregister.people.adjustments import ADJUSTMENTS

EMAIL, PHONE = "email", "phone"


class AddressForm(forms.Form):
    """One box for an e-mail address or a mobile number. `kind` says after cleaning which it was."""

    kind = ""
    address = forms.CharField(
        label=_("Your e-mail address or mobile number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "inputmode": "email"}
        ),
        error_messages={"required": _("Write your e-mail address or your mobile number")},
    )
    # The address of work that was warned of, and is wanted all the same.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_address(self) -> str:
        self.kind, address = told_address(str(self.cleaned_data["address"]))
        return address


def told_address(typed: str) -> tuple[str, str]:
    """(EMAIL or PHONE, the address as it is kept) of what somebody typed. ValidationError where it is neither."""
    typed = typed.strip()
    if "@" in typed:
        return EMAIL, _email(typed)
    number = phones.tidy(typed)
    if not number:
        raise ValidationError(
            _("Write an e-mail address like name@example.org, or a UK mobile number like 07700 900123")
        )
    return PHONE, number


def _email(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError as error:
        raise ValidationError(_("Write an e-mail address like name@example.org")) from error
    name, _at, domain = typed.rpartition("@")
    return f"{name}@{domain.lower()}"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The 6-digit code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": _("Write the code")},
    )


class AdjustmentsForm(forms.Form):
    codes = forms.MultipleChoiceField(
        label=_("What would make this easier for you?"),
        help_text=_("Choose all that apply. You need not say why, and it never counts against you."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Tell us more, if you like"),
        help_text=_("For example which format, when to ring and on which number, or who helps you."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(kind.code, kind.name) for kind in ADJUSTMENTS.values()]  # type: ignore[attr-defined]
