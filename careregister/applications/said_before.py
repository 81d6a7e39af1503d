"""What a section said before its person changed it, after sending: kept sealed beside what it says now.

Whoever is asked about their health and character may put an answer right; a yes that became a no is still for two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

BEFORE = "_before"  # [{"until": when it was changed, "said": answers}, ...], the oldest first


def remember(old: Mapping[str, Any], new: Mapping[str, Any], *, asked_at: datetime, now: datetime) -> dict[str, Any]:
    """`new` with what `old` said beside it. Saved several times for one question, only what was sent is kept."""
    kept = list(old.get(BEFORE, []))
    if not kept or datetime.fromisoformat(kept[-1]["until"]) < asked_at:
        kept.append({"until": now.isoformat(), "said": _answers(old)})
    return {**_answers(new), **{key: value for key, value in new.items() if key.startswith("_")}, BEFORE: kept}


def undo(data: Mapping[str, Any], *, asked_at: datetime) -> dict[str, Any] | None:
    """What the section said when the question was asked; None when it was not changed since."""
    kept = list(data.get(BEFORE, []))
    if not kept or datetime.fromisoformat(kept[-1]["until"]) < asked_at:
        return None
    return {**kept[-1]["said"], BEFORE: kept[:-1]} if kept[:-1] else dict(kept[-1]["said"])


def versions(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """What it said before, the latest first."""
    return tuple(one["said"] for one in reversed(data.get(BEFORE, [])))


def _answers(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if not key.startswith("_")}
