"""Believable places for the demo and for tests: 56 real care homes, as the regulator published them; and an employer that
does not exist."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from careregister.base.actors import Because, importing
from careregister.history.actions import record
from careregister.people.seeds import DEMO

from . import actions, directory, states
from .models import Employer, EmployerUser

FILE = Path(__file__).parent / "seed_data" / "cqc_directory_trafford.csv"


def load() -> int:
    """Take the 56 homes in, as any edition is taken in. Safe to run twice. Returns how many are listed."""
    found = directory.read(FILE.read_bytes())
    assert found.produced_on is not None, "the demo's file says when it was produced"
    by, because = importing(f"cqc {found.produced_on}"), Because("directory_edition")
    return actions.import_directory(found, found.produced_on, by=by, because=because).listed


def demo_employer(name: str, people: Mapping[UUID, list[str]], at: datetime) -> UUID:
    """An employer that was confirmed, and who acts for it: account to roles."""
    by, because = importing("demo"), Because("joined")
    employer = Employer.objects.create(
        pk=uuid5(DEMO, f"employer:{name}"), name=name, state=states.CONFIRMED, opened_at=at
    )
    record("organisations.employer_opened", employer, by=by, because=because, at=at)
    for account, roles in people.items():
        user = EmployerUser.objects.create(employer=employer, account_id=account, roles=sorted(roles), since=at)
        refs = {"employer": employer.pk, "roles": user.roles}
        person = user.account.person_id
        record("organisations.user_added", user, by=by, because=because, person_id=person, refs=refs, at=at)
    return employer.pk
