"""Status tables as data: one row for each lawful step.

Buttons, guards, the database's check constraints, the printed diagrams and the refusal tests are all derived from the
same rows, so that none of them can drift from the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import CheckConstraint, Q

NOTHING = ""  # the state of something that does not exist yet


@dataclass(frozen=True, slots=True)
class Who:
    """Who may take a step: any of `roles` (or one of the `kinds` of actor that have no role), and, where two are
    needed, a proposer with any of `second`. `authorities` are the grounds on which it may be taken."""

    roles: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()

    @property
    def needs_two(self) -> bool:
        return bool(self.second)


@dataclass(frozen=True, slots=True)
class Step:
    """One row. `after` of None leaves the state as it was."""

    action: str
    before: tuple[str, ...]
    after: str | None
    who: Who = field(default_factory=Who)

    def result(self, state: str) -> str:
        return state if self.after is None else self.after


class StatusTable:
    """`states` and the lawful `steps` between them. An action has one row."""

    def __init__(self, name: str, states: Sequence[str], steps: Iterable[Step]) -> None:
        self.name = name
        self.states = tuple(states)
        self.steps = {step.action: step for step in steps}
        known = {*states, NOTHING}
        for step in self.steps.values():
            unknown = ({*step.before} | ({step.after} if step.after is not None else set())) - known
            if unknown:
                raise ValueError(f"{name}: {step.action} names unknown states {sorted(unknown)}")

    def step(self, action: str) -> Step:
        """The row for `action`; KeyError if the table has none."""
        return self.steps[action]

    def lawful(self, action: str, state: str) -> bool:
        return action in self.steps and state in self.steps[action].before

    def open_from(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps.values() if state in step.before)

    def constraint(self, column: str, name: str, **also: object) -> CheckConstraint:
        """The check constraint that keeps `column` to the table's states."""
        return CheckConstraint(condition=Q(**{f"{column}__in": self.states}, **also), name=name)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, the same text every time."""
        lines = ["stateDiagram-v2"]
        for step in self.steps.values():
            for before in step.before:
                after = step.result(before)
                lines.append(f"    {_node(before)} --> {_node(after)}: {step.action.replace('_', ' ')}")
        return "\n".join(lines) + "\n"


def _node(state: str) -> str:
    return state or "[*]"
