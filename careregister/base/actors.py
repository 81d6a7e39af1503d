"""Who does a thing, and because of what. Both travel with every change and are kept in history as plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    PERSON = "person"  # somebody acting on their own record
    STAFF = "staff"
    LINK = "link"  # whoever holds a one-time link
    PROVIDER = "provider"  # an outside service calling back
    IMPORT = "import"
    CLOCK = "clock"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Actor:
    """`roles` is everything the actor may act as today; `role` the one they act in (empty: not a role of staff)."""

    kind: Kind
    person_id: UUID | None = None
    account_id: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    role: str = ""
    reference: str = ""  # which import, link or provider

    def acting_as(self, allowed: frozenset[str]) -> str:
        """The role among `allowed` that this actor holds; the one acted in first; empty when there is none."""
        if self.role in allowed and self.role in self.roles:
            return self.role
        return min(self.roles & allowed, default="")


CLOCK = Actor(kind=Kind.CLOCK)
ANONYMOUS = Actor(kind=Kind.ANONYMOUS)


def importing(reference: str) -> Actor:
    """The actor of an import: no invented registrar, only the import's own name."""
    return Actor(kind=Kind.IMPORT, reference=reference)


@dataclass(frozen=True, slots=True)
class Because:
    """A reason: a code that can be counted, and words where policy asks for them."""

    code: str
    words: str = ""
