"""The walk through the rooms: everything they give out about one person, as parts, as JSON, as a page of its own."""

from datetime import date, datetime
from functools import cache
from html import escape
from importlib import import_module
from importlib.util import find_spec
from re import compile as pattern
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.held import Held
from careregister.base.parts import WHY_NOT, Part, Table, Withheld, export, plain

from . import codes

_DAY, _MONTH = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), pattern(r"[0-9]{4}-[0-9]{2}")

# What a reader looks for first.
_ORDER = ("people", "register", "applications", "checks", "training", "evidence", "letters", "privacy", "history")


def all_tables() -> tuple[Table, ...]:
    """Every table that a room gives out, in the order in which it is read."""
    rooms = {config.label: config.name for config in apps.get_app_configs() if config.name.startswith("careregister.")}
    labels = [*_ORDER, *sorted(rooms.keys() - set(_ORDER))]
    found: list[Table] = []
    for label in labels:
        if label in rooms and find_spec(f"{rooms[label]}.exporting"):
            found += import_module(f"{rooms[label]}.exporting").TABLES
    return tuple(found)


def parts_of(person_id: UUID) -> list[Part]:
    """Everything about one person. Whoever calls has asked the policy."""
    return export(all_tables(), person_id)


def as_json(parts: list[Part]) -> dict[str, Any]:
    """For machines: the fields by their own names, and what is held back with its reason."""
    return {
        "made_at": clock.now().isoformat(),
        "parts": [
            {
                "table": part.model,
                "title": str(part.title),
                "rows": [{name: _json(value) for name, value in row.items()} for row in part.rows],
                "withheld": {name: {"why": why, "words": str(WHY_NOT[why])} for name, why in part.withheld.items()},
            }
            for part in parts
        ],
    }


def text_of(value: Any) -> str:
    """A value as somebody reads it."""
    if isinstance(value, Withheld):
        return _("Held back: %(why)s") % {"why": WHY_NOT[value.why]}
    if value is None or value == "":
        return _("Nothing")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.LONDON):%-d %B %Y}, {clock.hour_words(value)}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
        return f"{text_of(value.lower)} – {text_of(value.upper or _('now'))}"
    if isinstance(value, dict):
        return "\n".join(_answered(codes.label(key), text_of(one)) for key, one in value.items()) or _("Nothing")
    if isinstance(value, list | tuple):
        between = "\n\n" if any(isinstance(one, dict) for one in value) else "; "
        return between.join(text_of(one) for one in value) or _("Nothing")
    return _day(str(value)) or codes.said(str(value))


def _answered(asked: str, said: str) -> str:
    """A question and its answer on one line; what has lines of its own begins below."""
    asked = asked if asked.endswith(("?", ":")) else f"{asked}:"
    return f"{asked}\n{said}" if "\n" in said else f"{asked} {said}"


def _day(text: str) -> str:
    """A day or a month that somebody chose in a form, in words; "" for anything else."""
    try:
        if _DAY.fullmatch(text):
            return f"{date.fromisoformat(text):%-d %B %Y}"
        return f"{date.fromisoformat(text + '-01'):%B %Y}" if _MONTH.fullmatch(text) else ""
    except ValueError:
        return ""


def why_withheld(part: Part) -> list[str]:
    """What of a part is held back, and why: one line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for name, why in part.withheld.items():
        by_reason.setdefault(why, []).append(_what(f"{part.model}.{name}"))
    return [f"{'; '.join(whats)}. {WHY_NOT[why]}" for why, whats in by_reason.items()]


@cache
def _held() -> dict[str, Held]:
    found: dict[str, Held] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("careregister.") and find_spec(f"{config.name}.held"):
            module = import_module(f"{config.name}.held")
            found |= module.HELD | getattr(module, "LIBRARIES", {})
    return found


def _what(field: str) -> str:
    held = _held().get(field)
    return _(held.what) if held else _tidy(field.rpartition(".")[2])


def as_page(parts: list[Part]) -> str:
    """A page that needs no network: for the file."""
    body = [f"<h1>{escape(_('Everything we hold about you'))}</h1>"]
    for part in parts:
        body.append(f"<h2>{escape(str(part.title))}</h2>")
        for row in part.rows:
            cells = (
                f"<dt>{escape(str(part.labels[name]))}</dt><dd>{_broken(text_of(value))}</dd>"
                for name, value in row.items()
            )
            body.append(f"<dl>{''.join(cells)}</dl>")
        body += [f"<p>{escape(_('Held back:'))} {escape(why)}</p>" for why in why_withheld(part)]
    head = f'<meta charset="utf-8"><title>{escape(_("Everything we hold about you"))}</title>'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{"".join(body)}</body></html>\n'


def _broken(text: str) -> str:
    return "<br>".join(map(escape, text.splitlines()))


def _tidy(key: str) -> str:
    return key.replace("_", " ")


def _json(value: Any) -> Any:
    return {"withheld": value.why, "words": str(WHY_NOT[value.why])} if isinstance(value, Withheld) else plain(value)
