"""History as sentences: the words each room declares in its `events.py`."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise


@cache
def all_events() -> dict[str, Promise | str]:
    """Every declared event and what it reads as, from the `events.py` of each installed room."""
    events: dict[str, Promise | str] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("careregister.") and find_spec(f"{config.name}.events"):
            events |= import_module(f"{config.name}.events").EVENTS
    return events


def sentence(what: str) -> str:
    """What an event reads as; KeyError for one that no room declares."""
    return str(all_events()[what])
