"""What the pages of an employer and its people ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.organisations.queries import Provider
from careregister.organisations.roles import ROLES

NONE = "none"  # the employer is none of the providers shown


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What is the employer called?"),
        help_text=gettext_lazy("As it stands on a payslip. Of a household, the family’s name will do."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class ProviderForm(forms.Form):
    """Which provider of the care directory it is, where there are some of like names."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    provider = forms.ChoiceField(label=gettext_lazy("Is it one of these?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, providers: Sequence[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["provider"]
        field.help_text = _("From the care directory of the Care Quality Commission. It helps us to know who you are.")
        field.choices = [*((one.id, one.name) for one in providers), (NONE, _("None of these, or we are not sure"))]
        field.hints = {
            one.id: _("%(id)s, places listed: %(count)s") % {"id": one.id, "count": one.places} for one in providers
        }


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("What may they do for you?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["roles"]
        field.choices = [(role.code, role.name) for role in ROLES.values()]
        field.hints = {role.code: role.hint for role in ROLES.values()}


class ColleagueForm(RolesForm):
    field_order = ("email", "roles")
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy("We write to them. They accept with an account of their own."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
