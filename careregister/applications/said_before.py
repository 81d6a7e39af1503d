"""What a section said before its person changed it, after sending: kept sealed beside what it says now.

Whoever is asked about their health and character may put an answer right; a yes that became a no is still for two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

BEFORE = "_before"  # [{"until": when it was changed, "said": answers}, ...], the oldest first
_LODGED = "lodged"  # of one: it was changed and lodged at once, so that it waits for no answer and is never taken back


def remember(old: Mapping[str, Any], new: Mapping[str, Any], *, asked_at: datetime, now: datetime) -> dict[str, Any]:
    """`new` with what `old` said beside it. Saved several times for one question, only what was sent is kept."""
    kept = list(old.get(BEFORE, []))
    if not _of_this_question(kept, asked_at):
        kept.append({"until": now.isoformat(), "said": _answers(old)})
    return _with(new, kept)


def put_right(old: Mapping[str, Any], new: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """`new`, which counts at once, with what `old` said beside it. The same said again leaves no trace."""
    kept = list(old.get(BEFORE, []))
    if _answers(old) and _answers(old) != _answers(new):
        kept.append({"until": now.isoformat(), "said": _answers(old), _LODGED: True})
    return _with(new, kept) if kept else dict(new)


def undo(data: Mapping[str, Any], *, asked_at: datetime) -> dict[str, Any] | None:
    """What the section said when the question was asked; None when it was not changed since."""
    kept = list(data.get(BEFORE, []))
    if not _of_this_question(kept, asked_at):
        return None
    return {**kept[-1]["said"], BEFORE: kept[:-1]} if kept[:-1] else dict(kept[-1]["said"])


def lodged(data: Mapping[str, Any], *, asked_at: datetime | None = None) -> Mapping[str, Any]:
    """What of it was lodged: all it says, but for what was written since a question of `asked_at` and not sent then."""
    was = undo(data, asked_at=asked_at) if asked_at else None
    return _answers(data if was is None else was)


def versions(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """What it said before, the latest first."""
    return tuple(one["said"] for one in reversed(data.get(BEFORE, [])))


def _of_this_question(kept: list[dict[str, Any]], asked_at: datetime) -> bool:
    """Whether the latest of them was kept since the question was asked, and waits for the answer to be sent."""
    return bool(kept) and not kept[-1].get(_LODGED) and datetime.fromisoformat(kept[-1]["until"]) >= asked_at


def _with(new: Mapping[str, Any], kept: list[dict[str, Any]]) -> dict[str, Any]:
    return {**_answers(new), **{key: value for key, value in new.items() if key.startswith("_")}, BEFORE: kept}


def _answers(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if not key.startswith("_")}
