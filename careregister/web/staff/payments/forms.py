"""What giving money back asks."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base.money import pounds

from . import words

_POUNDS = re.compile(r"£?\s*(\d{1,6})(?:\.(\d{2}))?")


class PoundsField(forms.CharField):
    """`12`, `£12` or `12.50`; cleaned to integer pence."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-5", "prefix": "£", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        said = super().clean(value).replace(",", "")
        found = _POUNDS.fullmatch(said.strip())
        if found is None:
            raise ValidationError(_("Write an amount like 12 or 12.50"))
        return int(Decimal(found[1]) * 100) + int(found[2] or 0)


class RefundForm(forms.Form):
    pence = PoundsField(label=gettext_lazy("How much?"))
    code = forms.ChoiceField(
        label=gettext_lazy("Why?"), choices=list(words.REASONS.items()), widget=forms.RadioSelect(attrs={"small": True})
    )
    words = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("What you looked at, so that a colleague can follow. Kept in history."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why in a few words")},
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["pence"].help_text = _("At most %(most)s of this payment.") % {"most": pounds(most)}

    def clean_pence(self) -> int:
        pence: int = self.cleaned_data["pence"]
        if not 0 < pence <= self.most:
            raise ValidationError(_("Between one penny and %(most)s") % {"most": pounds(self.most)})
        return pence


class SecondForm(forms.Form):
    """What the second person says; needed for a no."""

    words = forms.CharField(
        label=gettext_lazy("What did you look at?"),
        help_text=gettext_lazy("Needed if you do not agree. Kept in history."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "small": True}),
    )
