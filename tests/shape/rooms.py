"""The rooms in their order, read from the one place that has it: the layers in pyproject.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "careregister"


def floors() -> dict[str, int]:
    """How high each room stands: 0 is the ground."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in contracts["contracts"] if one["containers"] == ["careregister"])
    return {room.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def room_of(model: type[models.Model]) -> str | None:
    """The room a table belongs to; None for a library's. A table between two others belongs to the one that asks."""
    maker: Any = model._meta.auto_created
    found = re.match(r"careregister\.(\w+)", (maker or model).__module__)
    return found.group(1) if found else None


def our_models() -> list[tuple[str, type[models.Model]]]:
    """Every table of ours with its room."""
    every = [(room_of(model), model) for model in apps.get_models(include_auto_created=True)]
    return [(room, model) for room, model in every if room]


def rooms() -> list[Path]:
    """The folders of the rooms below the fronts."""
    upper = {"web", "api", "project"}
    return sorted(path.parent for path in PRODUCT.glob("*/__init__.py") if path.parent.name not in upper)


def sources(*patterns: str) -> list[Path]:
    """Python files of the product without its migrations."""
    found = {path for pattern in patterns or ("**/*.py",) for path in PRODUCT.glob(pattern)}
    return sorted(path for path in found if "migrations" not in path.parts)
