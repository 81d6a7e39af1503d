"""What these pages ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from careregister.letters import texts

_WIDE = {"class": "govuk-!-width-full", "autocomplete": "off"}


class HandleForm(forms.Form):
    words = forms.CharField(
        label=_("What did you do instead?"),
        help_text=_("For example: I rang her and read it to her. Kept in history."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why in a few words")},
    )


class TextForm(forms.Form):
    """A new version of a text. `seen`: the version it began from."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=texts.LONGEST_SUBJECT,
        widget=forms.TextInput(attrs=_WIDE),
        error_messages={"required": _("Write a subject")},
    )
    body = forms.CharField(
        label=_("Letter"),
        help_text=_("Plain words. An empty line begins a new paragraph."),
        max_length=texts.LONGEST_BODY,
        widget=forms.Textarea(attrs={**_WIDE, "rows": 18}),
        error_messages={"required": _("Write the letter")},
    )
    sms = forms.CharField(
        label=_("Text message"),
        help_text=_(
            "For people without an e-mail address: one line, no link. Left empty, it is the subject and “Sign in to read it”."
        ),
        max_length=texts.LONGEST_SUBJECT,
        required=False,
        widget=forms.TextInput(attrs=_WIDE),
    )
    note = forms.CharField(
        label=_("What did you change, and why?"),
        help_text=_("Colleagues read this in the list of versions."),
        max_length=500,
        widget=forms.TextInput(attrs=_WIDE),
        error_messages={"required": _("Say why in a few words")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class BackForm(forms.Form):
    note = forms.CharField(
        label=_("Why do you go back to this version?"),
        max_length=500,
        widget=forms.TextInput(attrs=_WIDE),
        error_messages={"required": _("Say why in a few words")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def as_sent(request: Any) -> dict[str, Any]:
    """What a browser sent, its line ends made one kind, so that lengths are counted as the writer sees them."""
    sent: dict[str, Any] = request.POST.dict()
    return {name: value.replace("\r\n", "\n") for name, value in sent.items()}
