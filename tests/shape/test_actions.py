"""Who, when and why travel with every change."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from tests.shape.rooms import PRODUCT, rooms, sources

# Not asked, with the reason.
EXEMPT = {
    "careregister.history.actions.record_many": "each of its lines has its own `by` and `because`",
}
INSIDE_OF_ACTIONS = re.compile(r"from careregister\.(\w+)\.actions\.(\w+) import")


def public_actions() -> Iterator[tuple[str, Callable]]:
    """What a room lets others call: the functions of `actions.py`, or those that `actions/__init__.py` lists."""
    for room in rooms():
        if (room / "actions.py").exists() or (room / "actions").exists():
            module = import_module(f"careregister.{room.name}.actions")
            listed = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
            for name in listed:
                thing = getattr(module, name)
                if inspect.isfunction(thing) and thing.__module__.startswith(module.__name__):
                    yield f"{module.__name__}.{name}", thing


@pytest.mark.parametrize("name", ["by", "because"])
def test_every_action_asks_who_and_why(name: str):
    wrong = []
    for action, function in public_actions():
        parameter = inspect.signature(function).parameters.get(name)
        compulsory = parameter and parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
        if not compulsory and action not in EXEMPT:
            wrong.append(action)
    assert not wrong, f"`{name}=` is keyword-only and compulsory in every public action: {wrong}"


def test_no_exemption_outlives_its_action():
    assert EXEMPT.keys() <= {action for action, _ in public_actions()}


def test_nobody_reaches_inside_a_rooms_actions():
    wrong = []
    for path in sources():
        here = path.relative_to(PRODUCT).parts[0]
        for room, module in INSIDE_OF_ACTIONS.findall(path.read_text(encoding="utf-8")):
            if room != here and "tests" not in path.parts:
                wrong.append(f"{path.relative_to(PRODUCT)} imports {room}.actions.{module}")
    assert not wrong, f"call what actions/__init__.py lists: {wrong}"
