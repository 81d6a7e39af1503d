"""Fields that a long form needs beside Django's own: a month, a telephone number, a postcode, a place."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.organisations import queries as organisations

from .fields import DateBoxes, _month

EARLIEST_YEAR = 1900
MOST_PLACES = 8
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class MonthBoxes(DateBoxes):
    """Two boxes, `name-month` and `name-year`. `3/2019` typed into the first is spread over them."""

    parts = ("month", "year")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        boxes = [str(data.get(f"{name}-{part}") or "").strip() for part in self.parts]
        if boxes[0] and not boxes[1]:
            words = [word for word in re.split(r"[\s./,-]+", boxes[0]) if word]
            if len(words) == 2:
                return words[::-1] if len(words[0]) == 4 and words[0].isdigit() else words
        return boxes

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in self.parts)

    def format_boxes(self, value: Any) -> list[str]:
        if isinstance(value, str) and value:
            year, month = value.split("-")
            return [str(int(month)), year]
        return [str(box) for box in value] if value else ["", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-month" if id_ else id_


class MonthField(forms.Field):
    """A month that is not in the future, as `2019-03`; its month as a number or a word."""

    widget = MonthBoxes

    def clean(self, value: Any) -> str:
        month, year = [str(box).strip() for box in (value or ["", ""])]
        if not month and not year:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return ""
        number = _month(month)
        if number is None:
            raise _wrong(_("The month must be a number from 1 to 12, or its name"), "month")
        if not re.fullmatch(r"[0-9]{4}", year) or int(year) < EARLIEST_YEAR:
            raise _wrong(_("The year must have 4 numbers, like 2019"), "year")
        found = f"{year}-{number:02d}"
        if found > f"{clock.today():%Y-%m}":
            raise _wrong(_("The month must not be in the future"), "month", "year")
        return found


class PhoneField(forms.CharField):
    """Any country's number, kept as it was typed."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        digits = re.sub(r"[\s().+-]", "", text)
        if text and not re.fullmatch(r"[0-9]{7,15}", digits):
            raise forms.ValidationError(_("Write a telephone number, like 07700 900123"), code="phone")
        return text


class PostcodeField(forms.CharField):
    """A postcode of the United Kingdom, with its space and capitals."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        found = _POSTCODE.fullmatch(re.sub(r"\s", "", text).upper())
        if text and not found:
            raise forms.ValidationError(_("Write a whole postcode, like M33 7ZF"), code="postcode")
        return f"{found[1]} {found[2]}" if found else ""


class PlaceBoxes(forms.TextInput):
    """A box to search in (`name-search`) and, once something was found, a choice (`name`)."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, Any]:
        return {"search": str(data.get(f"{name}-search") or "").strip()[:100], "chosen": data.get(name)}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-search" not in data and name not in data

    def shown(self, value: Any) -> dict[str, Any]:
        """What a page needs: the words searched for, the places to choose from, which is chosen (None: not asked yet)."""
        if isinstance(value, str):
            value = {"search": "", "chosen": value or None}
        value = value or {"search": "", "chosen": None}
        found = list(organisations.search(value["search"], most=MOST_PLACES)) if value["search"] else []
        known = organisations.place(value["chosen"]) if value["chosen"] else None
        if known and known.location_id not in {one.location_id for one in found}:
            found.insert(0, known)
        return {"search": value["search"], "chosen": value["chosen"], "found": found}


class PlaceField(forms.Field):
    """The id of a place in the care directory, or nothing. What was searched and found has to be chosen from."""

    widget = PlaceBoxes

    def clean(self, value: Any) -> str:
        said = value or {}
        chosen, search = said.get("chosen"), said.get("search", "")
        if chosen:
            return chosen if organisations.place(chosen) else ""
        if chosen is None and search and organisations.search(search, most=1):
            raise forms.ValidationError(_("Choose one of the places found, or “It is not there”"), code="choose")
        return ""


def _wrong(words: str, *boxes: str) -> forms.ValidationError:
    return forms.ValidationError(words, code="month", params={"boxes": boxes})
