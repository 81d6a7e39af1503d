"""Who decided what in the demo: its staff, an older register's list, the clock, and the registrants themselves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from careregister.base.actors import CLOCK, Actor, Kind, importing
from careregister.people.models import Account
from careregister.people.seeds import demo_accounts

from .. import states

OLD_REGISTER = importing("NACAS members' list 2024")
_FIRST_CHOICE = ("registrar", "head_of_registration", "panel_member", "case_manager", "case_examiner")


@dataclass(frozen=True, slots=True)
class Cast:
    """The demo's staff as actors, by role."""

    staff: dict[str, tuple[Actor, ...]]

    @classmethod
    def gathered(cls) -> Cast:
        """From the accounts that `people.seeds.demo_staff` wrote."""
        persons = dict(Account.objects.values_list("pk", "person"))
        staff: dict[str, tuple[Actor, ...]] = {}
        for account in demo_accounts():
            actor = Actor(
                kind=Kind.STAFF,
                person_id=persons[account.account_id],
                account_id=account.account_id,
                roles=frozenset({account.role}),
                role=account.role,
            )
            staff[account.role] = (*staff.get(account.role, ()), actor)
        return cls(staff)

    def decider(self, action: str, turn: int, person: UUID) -> Actor:
        """Who decides this step, by turns; the registrant or the clock where the table leaves it to them."""
        who = states.STEPS[action].who
        if Kind.PERSON.value in who.kinds:
            return Actor(kind=Kind.PERSON, person_id=person)
        if Kind.CLOCK.value in who.kinds:
            return CLOCK
        return self.one(who.roles, turn)

    def proposer(self, action: str, turn: int) -> Actor | None:
        """Another than the decider of the same turn."""
        who = states.STEPS[action].who
        return self.one(who.second, turn + 1) if who.needs_two else None

    def one(self, roles: frozenset[str], turn: int) -> Actor:
        role = next(role for role in _FIRST_CHOICE if role in roles)
        return self.staff[role][turn % len(self.staff[role])]
