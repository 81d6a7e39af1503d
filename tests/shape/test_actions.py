"""Who, when and why travel with every change."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.shape.rooms import PRODUCT, rooms, sources

# Not an action although it lies among them, with the reason.
EXEMPT: dict[str, str] = {}


def public_actions() -> Iterator[tuple[str, Callable]]:
    folders = {room.name for room in rooms()}
    for path in sources("*/actions.py", "*/actions/*.py"):
        if path.relative_to(PRODUCT).parts[0] in folders:
            module = import_module(_dotted(path))
            for name, thing in vars(module).items():
                if not name.startswith("_") and inspect.isfunction(thing) and thing.__module__ == module.__name__:
                    yield f"{module.__name__}.{name}", thing


def _dotted(path: Path) -> str:
    parts = path.relative_to(PRODUCT.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


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
