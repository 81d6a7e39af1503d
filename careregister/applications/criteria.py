"""The rules an application is decided by: copied when it is sent, so that nothing changes under somebody who waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from careregister.base import body, clock

from .models import Application

FROZEN = (
    "admission.checks",
    "admission.identity_level",
    "admission.second_look_share",
    "admission.hearing_days",
    "admission.information_days",
    "admission.appeal_days",
    "refusal.reasons",
    "code.version",
    "declarations",
    "registration.length_months",
)


def frozen(on: date) -> tuple[dict[str, Any], date]:
    """The rules in force on `on`, each with the day from which it holds and its source; and the latest of those days."""
    rows = [body.body().rule(code, on) for code in FROZEN]
    kept = {row.code: {"value": row.value, "since": row.since.isoformat(), "source": row.source} for row in rows}
    return kept, max(row.since for row in rows)


def value(application: Application, code: str) -> Any:
    """A rule as it was frozen with the application; before it is sent, as it is today."""
    kept = application.criteria or {}
    return kept[code]["value"] if code in kept else body.rule(code, clock.today())


def reasons(application: Application) -> dict[str, str]:
    """The reasons for which it may be refused: the sentence by its code."""
    return {row["code"]: row["words"] for row in value(application, "refusal.reasons")}


def checks(application: Application) -> list[dict[str, Any]]:
    """Which checks there are: `check`, `always` (never admitted without it, not even by two), `when` it is asked for."""
    return list(value(application, "admission.checks"))
