"""Keeping one page of a section, so that of two tabs neither overwrites the other.

A page carries a fingerprint of the answers it was made from, and a name of its tab. Only when what is kept has become
different, by another tab, is there something to say; pages beside it may change as they like.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from careregister.applications import actions, queries
from careregister.applications.form.definition import Page
from careregister.base.actors import Actor
from careregister.base.refusals import NotAllowed

TRIES = 4
_TABS = "_tabs"


@dataclass(frozen=True, slots=True)
class Kept:
    """`given`: the section or item as it is now. `item`: its place, counted from 0; None for a section without items."""

    given: Mapping[str, Any]
    item: int | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another tab kept something else on this page meanwhile: `given`. Nothing was written."""

    given: Mapping[str, Any]


def fingerprint(page: Page, given: Mapping[str, Any]) -> str:
    """Of the answers of one page: the same for the same answers."""
    said = {field.code: given[field.code] for field in page.fields if given.get(field.code) not in (None, "", [])}
    return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=12).hexdigest()


def keep(
    application_id: UUID,
    code: str,
    page: Page,
    said: Mapping[str, Any],
    *,
    item: int | None,
    base: str,
    tab: str,
    by: Actor,
) -> Kept | Elsewhere:
    """Keep what a page says. `item`: which of several; -1 for a new one. NotAllowed as `actions.save`."""
    for _try in range(TRIES):
        shown = queries.section_for(application_id, code, by)
        data = dict(shown.data)
        items = [dict(one) for one in data.get("items", [])]
        if item is not None and item < 0:
            item = _same_again(items, page, said)
        given = data if item is None else items[item] if item < len(items) else {}
        key = page.code if item is None else f"{item}/{page.code}"
        theirs = data.get(_TABS, {}).get(key) != tab
        moved = fingerprint(page, given) not in (base, fingerprint(page, {**given, **said}))
        if moved and theirs and (item is None or item < len(items)):
            return Elsewhere(given)
        given = {**given, **said}
        if item is None:
            data = given
        else:
            items[item : item + 1] = [given]
            data |= {"items": items, "none": False}
            item = min(item, len(items) - 1)
        data[_TABS] = {**data.get(_TABS, {}), key: tab}
        try:
            actions.save(application_id, code, data, seen=shown.version, by=by)
        except NotAllowed as refusal:
            if refusal.reason != "changed_meanwhile":
                raise
            continue
        return Kept(given, item)
    raise NotAllowed("busy")


def remove(application_id: UUID, code: str, item: int, base: str, *, by: Actor) -> bool:
    """Take away one of several. False when it is not the one that the page showed."""
    shown = queries.section_for(application_id, code, by)
    items = list(shown.data.get("items", []))
    if item >= len(items) or whole(items[item]) != base:
        return False
    del items[item]
    actions.save(application_id, code, {"items": items, "none": False}, seen=shown.version, by=by)
    return True


def say_none(application_id: UUID, code: str, *, by: Actor) -> None:
    """That there is nothing to tell. Does nothing where something was told meanwhile."""
    shown = queries.section_for(application_id, code, by)
    if not shown.data.get("items"):
        actions.save(application_id, code, {"items": [], "none": True}, seen=shown.version, by=by)


def whole(given: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(given, sort_keys=True).encode(), digest_size=12).hexdigest()


def _same_again(items: list[dict[str, Any]], page: Page, said: Mapping[str, Any]) -> int:
    """A new one goes to the end; one that was just sent, and is sent again, is not new."""
    last = len(items) - 1
    if items and fingerprint(page, items[last]) == fingerprint(page, said):
        return last
    return len(items)
