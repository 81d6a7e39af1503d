"""The documents that are drawn from code: states, who may take which step, what is held about people, what is written
to history. `bin/manage print_docs` makes them; the tests make them again and compare."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.conf import settings

from careregister.base.held import Held
from careregister.base.statuses import StatusTable, Who
from careregister.history.sentences import all_events
from careregister.people.roles import ROLES
from careregister.privacy import schedule

from .grants import append_only

FOLDER = settings.CHECKOUT / "docs/printed"
_HEAD = "<!-- Printed from the code by `bin/manage print_docs`. Change the code, not this page. -->\n\n"


def documents() -> dict[str, str]:
    """File name to text, the same every time."""
    makers: dict[str, Callable[[], str]] = {
        "states.md": states,
        "permissions.md": permissions,
        "data-map.md": data_map,
        "events.md": events,
        "append-only.md": append_only_tables,
        "retention.md": schedule.printed,
    }
    return {name: _HEAD + make() for name, make in makers.items()}


def states() -> str:
    text = "# States\n\nEvery status table, drawn from its rows.\n"
    for table in _tables():
        text += f"\n## {table.name.capitalize()}\n\n```mermaid\n{table.diagram()}```\n\n"
        text += _grid(
            ("step", "from", "to"),
            (
                (
                    step.action.replace("_", " "),
                    ", ".join(_state(one) for one in step.before),
                    _state(step.after) if step.after is not None else "the same",
                )
                for step in table.steps.values()
            ),
        )
    return text


def permissions() -> str:
    text = (
        "# Who may take which step\n\n"
        "Drawn from the status tables of the register. Where a second person is named, one proposes and the other "
        "decides; proposer, decider and the person it is about are three different people.\n\n"
    )
    register = import_module("careregister.register.states")
    rows: list[tuple[str, ...]] = []
    for table in register.TABLES:
        for action, step in table.steps.items():
            said = action.replace("_", " ")
            if action in register.ON_A_RESTRICTION:
                rows.append((f"{said}, imposed by a panel", *_who(register.who_takes(action, register.OF_A_PANEL[0]))))
                said += ", agreed with examiners"
            rows.append((said, *_who(step.who)))
    rows.append(("correct or void an act", *_who(register.CORRECTS)))
    text += _grid(("step", "decided by", "proposed by", "on the authority of"), rows)
    text += "\n## What each role reads of a registrant's record\n\n" + _sections()
    text += "\n## Roles of staff\n\n" + _grid(
        ("role", "stands with"),
        (
            (str(role.name), {"judges": "those who decide", "represents": "members", "neither": "neither"}[role.side])
            for role in ROLES.values()
        ),
    )
    return text + "\nNobody holds roles of both those who decide and those who stand with members.\n"


def _sections() -> str:
    table = import_module("careregister.register.sections").SECTIONS
    parts = sorted({part for seen in table.values() for part in seen})
    return _grid(
        ("role", *(part.replace("_", " ") for part in parts)),
        ((str(ROLES[role].name), *("yes" if part in seen else "-" for part in parts)) for role, seen in table.items()),
    )


def data_map() -> str:
    text = "# What is held about people\n\nEvery stored field about a person, from each room's `held.py`.\n"
    modules = _modules("held")
    for room, module in modules:
        text += f"\n## {room}\n\n" + _held((name.partition(".")[2], held) for name, held in module.HELD.items())
    text += "\n## Tables of libraries\n\n"
    return text + _held(row for _room, module in modules for row in getattr(module, "LIBRARIES", {}).items())


def events() -> str:
    return "# What is written to history\n\n" + _grid(
        ("event", "reads as"), ((f"`{name}`", str(words)) for name, words in sorted(all_events().items()))
    )


def append_only_tables() -> str:
    lines = "".join(f"- `{table}`\n" for table in append_only())
    return f"# Tables that are only ever added to\n\nThe serving login may insert and read, nothing else.\n\n{lines}"


def _held(rows: Iterable[tuple[str, Held]]) -> str:
    return _grid(
        ("field", "what", "why", "how long", "exported", "erased"),
        ((f"`{name}`", held.what, held.why, held.keep, held.export, held.erase) for name, held in rows),
    )


def _tables() -> Iterable[StatusTable]:
    for _room, module in _modules("states"):
        for value in vars(module).values():
            if isinstance(value, StatusTable):
                yield value


def _modules(name: str) -> list[tuple[str, ModuleType]]:
    return [
        (config.label, import_module(f"{config.name}.{name}"))
        for config in apps.get_app_configs()
        if config.name.startswith("careregister.") and find_spec(f"{config.name}.{name}")
    ]


def _who(who: Who) -> tuple[str, str, str]:
    kinds = {"person": "the person themselves", "clock": "the clock"}
    deciders = [*(str(ROLES[role].name) for role in sorted(who.roles)), *(kinds[kind] for kind in sorted(who.kinds))]
    return (
        ", ".join(deciders),
        ", ".join(str(ROLES[role].name) for role in sorted(who.second)) or "-",
        ", ".join(sorted(who.authorities)),
    )


def _state(state: str) -> str:
    return state.replace("_", " ") or "(nothing yet)"


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
