"""Whatever any room records has a sentence in its `events.py`: found by reading the source, so that none is forgotten."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import careregister
from careregister.history.sentences import all_events

ROOT = Path(careregister.__file__).parent
ENDS_IN_RECORD = {"record": 0, "Line": 0}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def said_by(call: ast.Call, recorders: dict[str, int]) -> ast.expr | None:
    """What a call records, if its function is one that records."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in recorders:
        return None
    named = next((keyword.value for keyword in call.keywords if keyword.arg == "what"), None)
    place = recorders[name]
    return named or (call.args[place] if len(call.args) > place else None)


def recorders_of(tree: ast.Module) -> dict[str, int]:
    """`record`, and the module's own functions that hand one of their arguments on to it."""
    recorders = dict(ENDS_IN_RECORD)
    while True:
        before = len(recorders)
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            names = [argument.arg for argument in function.args.args]
            for call in ast.walk(function):
                what = said_by(call, recorders) if isinstance(call, ast.Call) else None
                if isinstance(what, ast.Name) and what.id in names:
                    recorders.setdefault(function.name, names.index(what.id))
        if len(recorders) == before:
            return recorders


def whats(expression: ast.expr) -> list[str]:
    """The events an expression can name, as patterns."""
    if isinstance(expression, ast.Constant):
        return [re.escape(str(expression.value))]
    if isinstance(expression, ast.IfExp):
        return whats(expression.body) + whats(expression.orelse)
    if isinstance(expression, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in expression.values]
        return ["".join(parts)]
    return []


@cache
def recorded() -> list[tuple[str, str]]:
    found = []
    for path, tree in sources():
        recorders = recorders_of(tree)
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            what = said_by(call, recorders)
            if what is not None:
                found += [(f"{path.relative_to(ROOT)}:{call.lineno}", pattern) for pattern in whats(what)]
    return found


def test_whatever_is_recorded_has_a_sentence():
    events = set(all_events())
    silent = [(where, what) for where, what in recorded() if not any(re.fullmatch(what, event) for event in events)]
    assert not silent, "declare these in the room's events.py"


def test_the_reading_of_the_source_finds_what_there_is_to_find():
    found = {what for _, what in recorded()}
    assert {r"register\.held", r"register\.proposal_\w+", r"register\.replay_differs"} <= found
    assert len(found) > 10


@pytest.mark.parametrize("event", ["register.promoted", "register."])
def test_a_name_that_no_room_declares_would_be_found(event):
    assert event not in all_events()
