"""What a likeness is called, to the registrar who decides. Never the value itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[tuple[str, str], Promise] = {
    ("name", "same"): _("The same name, in whatever order"),
    ("name", "also_called"): _("The same family name, and a usual short or other form of the given name"),
    ("name", "close"): _("Names that differ by a letter or two"),
    ("name", "within"): _("One name is part of the other"),
    ("name", "given_close"): _("The same family name, and a given name in common or spelt alike"),
    ("name", "given"): _("A given name in common, another family name"),
    ("name", "family"): _("The same family name, another given name"),
    ("name", "other"): _("Different names"),
    ("date_of_birth", "twins"): _("The same birthday and family name, another given name: this may be a twin"),
    ("date_of_birth", "same"): _("The same date of birth"),
    ("date_of_birth", "turned"): _("The date of birth with day and month exchanged"),
    ("date_of_birth", "one_digit"): _("Dates of birth that differ in one figure"),
    ("date_of_birth", "year_or_day"): _("The same year of birth, or the same day in another year"),
    ("date_of_birth", "other"): _("Different dates of birth"),
    ("contact", "household"): _("A telephone number or e-mail address in common, as in one household"),
    ("contact", "same"): _("A telephone number or e-mail address in common"),
    ("contact", "other"): _("Other telephone numbers and e-mail addresses"),
    ("postcode", "household"): _("A postcode in common, as in one household"),
    ("postcode", "same"): _("A postcode in common, now or earlier"),
    ("postcode", "area"): _("The same part of the country, now or earlier"),
    ("postcode", "other"): _("Other postcodes"),
}
BY_NAME: dict[str, Promise] = {
    "known_as": _("It is the name the other person goes by"),
    "former": _("It is a former name of the other person"),
}
