"""Fields whose boxes or words differ from Django's own."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

PARTS = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """Three boxes, `name-day`, `name-month`, `name-year`. A whole date pasted into the first is spread over them."""

    autocomplete = ""
    parts: tuple[str, ...] = PARTS

    def __init__(self, attrs: dict[str, Any] | None = None, *, autocomplete: str = "") -> None:
        super().__init__(attrs)
        self.autocomplete = autocomplete

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        boxes = [str(data.get(f"{name}-{part}") or "").strip() for part in PARTS]
        if boxes[0] and not boxes[1] and not boxes[2]:
            return _spread(boxes[0])
        return boxes

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def format_boxes(self, value: Any) -> list[str]:
        """What stands in the boxes for a date, for boxes already filled, or for nothing."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [str(box) for box in value] if value else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_


class DateField(forms.Field):
    """A date from three boxes; the month as a number or an English word.

    Every error says in words what to mend, and its `params["boxes"]` names the boxes to mark.
    """

    widget = DateBoxes

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, called: str | Promise = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest, self.called = earliest, latest, called

    def clean(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        boxes = [str(box).strip() for box in (value or ["", "", ""])]
        if not any(boxes):
            if self.required:
                raise self._wrong("required", _("Enter %(called)s"), PARTS)
            return None
        missing = [part for part, box in zip(PARTS, boxes, strict=True) if not box]
        if missing:
            raise self._wrong(
                "incomplete", _("%(Called)s must include a %(missing)s"), missing, missing=_joined(missing)
            )
        found = self._read(*boxes)
        self._bounds(found)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DateBoxes().format_boxes(initial) != DateBoxes().format_boxes(data)

    def _read(self, day: str, month: str, year: str) -> date:
        number = _month(month)
        if not re.fullmatch(r"[0-9]{1,2}", day) or not 1 <= int(day) <= 31:
            raise self._wrong("day", _("The day of %(called)s must be a number from 1 to 31"), ["day"])
        if number is None:
            raise self._wrong(
                "month", _("The month of %(called)s must be a number from 1 to 12, or its name"), ["month"]
            )
        if not re.fullmatch(r"[0-9]{4}", year) or int(year) < 1:
            raise self._wrong("year", _("The year of %(called)s must have 4 numbers, like 1987"), ["year"])
        try:
            return date(int(year), number, int(day))
        except ValueError:
            said = date(2000, number, 1).strftime("%B")
            raise self._wrong(
                "unreal",
                _("%(Called)s must be a real date: %(month)s %(year)s has no day %(day)s"),
                PARTS,
                day=str(int(day)),
                month=_(said),
                year=year,
            ) from None

    def _bounds(self, found: date) -> None:
        from .jinja import date_words

        if self.earliest and found < self.earliest:
            limit = date_words(self.earliest)
            raise self._wrong("early", _("%(Called)s must be %(limit)s or later"), PARTS, limit=limit)
        if self.latest and found > self.latest:
            limit = date_words(self.latest)
            raise self._wrong("late", _("%(Called)s must be %(limit)s or earlier"), PARTS, limit=limit)

    def _wrong(self, code: str, words: str, boxes: Any, **told: str) -> forms.ValidationError:
        called = str(self.called or _("the date"))
        told = {"called": called, "Called": called[:1].upper() + called[1:], **told}
        return forms.ValidationError(words, code=code, params={**told, "boxes": tuple(boxes)})


class NumberField(forms.CharField):
    """A registration number as typed: any case, spaces and dashes. Cleaning only trims; the room reads it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.update(autocomplete="off", autocapitalize="characters", spellcheck="false")


def _spread(text: str) -> list[str]:
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    if iso:
        return [iso[3], iso[2], iso[1]]
    words = [word for word in re.split(r"[\s./,-]+", text) if word]
    return words if len(words) == 3 else [text, "", ""]


def _month(text: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    word = text.lower().rstrip(".")
    if len(word) < 3 or not word.isalpha():
        return None
    names = [date(2000, number, 1).strftime("%B").lower() for number in range(1, 13)]
    return next(
        (number for number, name in enumerate(names, 1) if name.startswith(word) or (word == "sept" and number == 9)),
        None,
    )


def _joined(parts: list[str]) -> str:
    words = {
        "day": pgettext("part of a date", "day"),
        "month": pgettext("part of a date", "month"),
        "year": pgettext("part of a date", "year"),
    }
    return _(" and ").join(words[part] for part in parts)
