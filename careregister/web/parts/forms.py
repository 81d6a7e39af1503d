"""From a plain Django form to the parameters of the GOV.UK macros, field by field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from .fields import PARTS, DateBoxes
from .uploads import FilesBox

_PASSED = ("autocomplete", "autocapitalize", "inputmode", "pattern", "spellcheck")
_OURS = ("class", "rows", "prefix", "suffix", "small", "inline", "one_of", *_PASSED)
_LEGEND = {"page": "govuk-fieldset__legend--l", "plain": "govuk-fieldset__legend--s"}
_LABEL = {"page": "govuk-label--l", "plain": "govuk-label--s"}


def field(bound: BoundField, heading: bool = False) -> tuple[str, dict[str, Any]]:
    """(macro, parameters) for one field. `heading` makes its label the heading of the page.

    Everything is handed over as text, so that the macros escape it.
    """
    widget = bound.field.widget
    if isinstance(widget, DateBoxes):
        return "date", _date(bound, widget, heading)
    if isinstance(widget, forms.CheckboxInput):
        return "checkboxes", _one_box(bound)
    if isinstance(widget, forms.RadioSelect):  # of which Django's many checkboxes are a kind
        kind = "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
        return kind, _choices(bound, kind, heading)
    if isinstance(widget, forms.Select):
        return "select", _select(bound, heading)
    if isinstance(widget, forms.Textarea):
        return "textarea", {**_boxed(bound, heading), "rows": widget.attrs.get("rows", 5)}
    if isinstance(widget, FilesBox):
        there = {"kept": bound.field.shown(), "called": str(bound.field.called)}  # type: ignore[attr-defined]
        return "files", {**_boxed(bound, heading), **there}
    if isinstance(widget, forms.FileInput):
        return "file", _boxed(bound, heading)
    if isinstance(widget, forms.HiddenInput):
        return "hidden", {"name": bound.html_name, "id": bound.auto_id, "value": _value(bound)}
    return "input", _input(bound, heading)


def mistakes(asked: forms.BaseForm | Iterable[forms.BaseForm]) -> list[dict[str, str]]:
    """`{"text", "href"}` for every mistake of one form or several, in the order of the page; no href for the whole."""
    found: list[dict[str, str]] = []
    for form in [asked] if isinstance(asked, forms.BaseForm) else asked:
        found += [{"text": str(words)} for words in form.non_field_errors()]
        for bound in form:
            if bound.is_hidden and bound.errors:
                found.append({"text": _("Part of this page was missing. Load it again and send it once more.")})
                continue
            found += [{"text": words, "href": f"#{_first_id(bound)}"} for words in _words(bound)]
    return found


def _input(bound: BoundField, heading: bool) -> dict[str, Any]:
    widget = bound.field.widget
    kind = widget.input_type or "text"
    params = _boxed(bound, heading)
    params["type"] = "text" if kind in {"number", "date", "datetime-local"} else kind
    if kind == "number":
        params.setdefault("inputmode", "numeric")
    if kind == "password":
        params.pop("value", None)
    for end in ("prefix", "suffix"):
        if end in widget.attrs:
            params[end] = {"text": str(widget.attrs[end])}
    return params


def _boxed(bound: BoundField, heading: bool) -> dict[str, Any]:
    attrs = bound.field.widget.attrs
    size = "page" if heading else "small" if attrs.get("small") else "plain"
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "value": _value(bound),
        "classes": attrs.get("class", ""),
        "label": {"text": _label(bound), "classes": _LABEL.get(size, ""), "isPageHeading": heading},
        "attributes": {name: str(value) for name, value in attrs.items() if name not in _OURS},
        **{name: _passed(name, attrs[name]) for name in _PASSED if name in attrs},
        **_told(bound),
    }


def _select(bound: BoundField, heading: bool) -> dict[str, Any]:
    chosen = _chosen(bound)
    params = _boxed(bound, heading)
    params.pop("value")
    params["items"] = [
        {"value": str(value), "text": str(label), "selected": str(value) in chosen} for value, label in _flat(bound)
    ]
    return params


def _choices(bound: BoundField, kind: str, heading: bool) -> dict[str, Any]:
    chosen = _chosen(bound)
    hints = getattr(bound.field, "hints", {})
    items = []
    for value, label in _flat(bound):
        item: dict[str, Any] = {"value": str(value), "text": str(label), "checked": str(value) in chosen}
        if value in hints:
            item["hint"] = {"text": str(hints[value])}
        items.append(item)
    shape = [f"govuk-{kind}--{way}" for way in ("small", "inline") if bound.field.widget.attrs.get(way)]
    return {
        "idPrefix": bound.auto_id,
        "name": bound.html_name,
        "classes": " ".join(shape),
        "fieldset": {"legend": _legend(bound, heading)},
        "items": items,
        **_told(bound),
    }


def _one_box(bound: BoundField) -> dict[str, Any]:
    item = {"value": "on", "text": _label(bound), "checked": bool(bound.value())}
    return {"idPrefix": bound.auto_id, "name": bound.html_name, "items": [item], **_told(bound)}


def _date(bound: BoundField, widget: DateBoxes, heading: bool) -> dict[str, Any]:
    wrong = _wrong_boxes(bound)
    words = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    items = []
    for part, value in zip(widget.parts, widget.format_boxes(bound.value()), strict=True):
        items.append(
            {
                "name": f"{bound.html_name}-{part}",
                "id": f"{bound.auto_id}-{part}",
                "label": words[part],
                "value": value,
                "inputmode": "text" if part == "month" else "numeric",
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}{' govuk-input--error' if part in wrong else ''}",
                **({"autocomplete": f"{widget.autocomplete}-{part}"} if widget.autocomplete else {}),
            }
        )
    return {"id": bound.auto_id, "fieldset": {"legend": _legend(bound, heading)}, "items": items, **_told(bound)}


def _told(bound: BoundField) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if bound.help_text:
        told["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        told["errorMessage"] = {"text": " ".join(_words(bound)), "visuallyHiddenText": _("Error")}
    return told


def _words(bound: BoundField) -> list[str]:
    """The mistakes of one field. Django's "This field is required" and "at most" say which, and what to do."""
    said = []
    for error in bound.errors.as_data() if bound.errors else []:
        for words in error.messages:
            if error.code == "required" and words == forms.Field.default_error_messages["required"]:
                said.append(_asked_for(bound))
            elif error.code == "max_length" and "max_length" not in bound.field.error_messages:
                said.append(_too_long(bound, error.params or {}))
            else:
                said.append(str(words))
    return said


def _too_long(bound: BoundField, told: dict[str, Any]) -> str:
    return _("“%(label)s”: use %(most)s characters or fewer. You wrote %(count)s.") % {
        "label": bound.label,
        "most": f"{told.get('limit_value', 0):,}",
        "count": f"{told.get('show_value', 0):,}",
    }


def _asked_for(bound: BoundField) -> str:
    label, widget = str(bound.label), bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick “%(label)s” to go on") % {"label": label}
    if label.endswith("?"):
        return _("Answer the question “%(label)s”") % {"label": label}
    called = label if label[:2].isupper() else label[:1].lower() + label[1:]
    chosen = isinstance(widget, (forms.Select, forms.RadioSelect))
    return (_("Choose %(label)s") if chosen else _("Enter %(label)s")) % {"label": called}


def _legend(bound: BoundField, heading: bool) -> dict[str, Any]:
    return {"text": _label(bound), "classes": _LEGEND["page" if heading else "plain"], "isPageHeading": heading}


def _label(bound: BoundField) -> str:
    widget = bound.field.widget
    said = bound.field.required or isinstance(widget, forms.CheckboxInput) or widget.attrs.get("small")
    said = said or str(bound.label).endswith(")") or widget.attrs.get("one_of")  # the page tells when it is needed
    return str(bound.label) if said else _("%(label)s (optional)") % {"label": bound.label}


def _value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if isinstance(value, (list, tuple, set)):
        return {str(each) for each in value}
    return {"" if value is None else str(value)}


def _flat(bound: BoundField) -> list[tuple[Any, Any]]:
    return [(value, label) for value, label in bound.field.choices if not isinstance(label, (list, tuple))]  # type: ignore[attr-defined]


def _passed(name: str, value: Any) -> Any:
    return value in (True, "true") if name == "spellcheck" else value


def _first_id(bound: BoundField) -> str:
    if isinstance(bound.field.widget, DateBoxes):
        boxes = bound.field.widget.parts
        wrong = _wrong_boxes(bound)
        return f"{bound.auto_id}-{next((part for part in boxes if part in wrong), boxes[0])}"
    return str(bound.auto_id)


def _wrong_boxes(bound: BoundField) -> tuple[str, ...]:
    for error in bound.errors.as_data() if bound.errors else []:
        return tuple((error.params or {}).get("boxes", PARTS))
    return ()
