"""One application of the demo, told day by day through the ordinary actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid5

from careregister.base import clock, names
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.checks import actions as checks
from careregister.checks.models import Ask, Check
from careregister.history.actions import record
from careregister.letters.models import Letter
from careregister.people.models import Account, Person
from careregister.people.seeds import DEMO
from careregister.register.seed_names import Dice, InventedPerson
from careregister.register.seeds.cast import Cast

from .. import actions
from ..linkage.compared import COMPARED
from ..models import Application
from .answers import answers

OWN = Because("own_wish")
LOOKED = Because("looked_at")
_LETTERS = "BCDFGHJKMNPQRTVWXY"
_REFERENCE: dict[str, str] = {
    "relation": "manager",
    "role": "Care assistant",
    "started": "2024-02",
    "still": "yes",
    "conduct": "Gentle and patient. Residents ask for them by name.",
    "again": "yes",
    "safety": "no",
    "confidential": "no",
    "true": "yes",
}


class Telling:
    """`ago`: days before today on which it was sent. Staff are the demo's own; `turn` says who is who."""

    def __init__(self, who: InventedPerson, turn: int, ago: int, cast: Cast, dice: Dice) -> None:
        self.who, self.turn, self.ago, self.cast, self.dice = who, turn, ago, cast, dice
        self.today: date = clock.today()
        self.person_id = uuid5(DEMO, f"applicant:{turn}")
        self.by = Actor(kind=Kind.PERSON, person_id=self.person_id, account_id=uuid5(DEMO, f"applicant-account:{turn}"))
        registrars = (*cast.staff["registrar"], *cast.staff["head_of_registration"])
        self.registrars = tuple(registrars[(turn + more) % len(registrars)] for more in range(len(registrars)))
        officers = cast.staff["checks_officer"]
        self.officer = officers[turn % len(officers)]

    @contextmanager
    def after(self, days: float) -> Iterator[None]:
        """Stand so many days after it was sent."""
        start = datetime.combine(self.today - timedelta(days=self.ago), time(9, 10), tzinfo=UTC)
        with clock.at(start + timedelta(days=days, minutes=7 * self.turn)):
            yield

    def begin(self, only: tuple[str, ...] = (), **changed: Any) -> None:
        """Write the form on the days before it is sent; `only` some of its sections."""
        with self.after(-3):
            person = Person.objects.create(pk=self.person_id, names_open=True)
            email = f"{'.'.join(names.fold(self.who.full).split())[:40]}.{self.turn}@example.org"
            account = Account(pk=self.by.account_id, person=person, email=email)
            account.set_unusable_password()
            account.save()
            self.id = actions.begin(self.person_id, by=self.by, because=OWN)
            Application.objects.filter(pk=self.id).update(reference=self._reference())
            said = answers(self.who, self.dice, clock.today()) | changed
            kept = {code: data for code, data in said.items() if not only or code in only}
            actions.save_all(self.id, kept, by=self.by)

    def send(self) -> None:
        with self.after(0):
            actions.send(self.id, by=self.by, because=OWN)

    def take_up(self, days: float = 1) -> None:
        with self.after(days):
            # As the job says it; what is only sent is compared by the worker when the demo runs.
            application = Application.objects.get(pk=self.id)
            refs = {"found": 0}
            record(COMPARED, application, person_id=self.person_id, by=CLOCK, because=Because("compared"), refs=refs)
            self.no_interest(self.registrars[0])
            actions.take_up(self.id, by=self.registrars[0], because=LOOKED)

    def no_interest(self, *staff: Actor) -> None:
        for one in staff:
            actions.declare_interest(self.id, conflict=False, by=one, because=Because("do_not_know_them"))

    def referees_answer(self, days: float, most: int = 2) -> None:
        with self.after(days):
            for ask in Ask.objects.filter(cause_id=self.id, kind="reference").order_by("asked_at", "pk")[:most]:
                self._answer(ask, _REFERENCE)

    def employer_answers(self, days: float) -> None:
        with self.after(days):
            said = {
                "job": "Registered manager",
                "seen": "yes",
                "seen_on": (clock.today() - timedelta(days=200)).isoformat(),
                "issued_on": (clock.today() - timedelta(days=260)).isoformat(),
                "level": "enhanced_barred",
                "workforce": "adult",
                "content": "yes",
                "true": "yes",
            }
            for ask in Ask.objects.filter(cause_id=self.id, kind="employer_dbs"):
                self._answer(ask, said)

    def pass_checks(self, days: float, *but: str) -> None:
        """Everything that was opened is accepted, but for these: by the checks officer, health and character by a registrar."""
        with self.after(days):
            waiting = Check.objects.filter(application_id=self.id, state__in=("open", "waiting")).exclude(kind__in=but)
            for check in waiting.order_by("opened_at", "kind"):
                by = self.registrars[0] if check.kind == "character" else self.officer
                checks.accept(check.pk, by=by, because=LOOKED)

    def note(self, days: float, words: str, by: Actor | None = None) -> None:
        with self.after(days):
            actions.note(self.id, by=by or self.registrars[0], because=Because("note", words))

    def _answer(self, ask: Ask, said: dict[str, str]) -> None:
        letter = Letter.objects.filter(cause_id=ask.pk).order_by("written_at").first()
        found = re.search(r"/asked/([^/\s]+)/", letter.words.opened("body")) if letter else None
        if found:
            checks.answer(found.group(1), said, by=Actor(kind=Kind.LINK), because=Because("asked"))

    def _reference(self) -> str:
        def letters(count: int) -> str:
            return "".join(self.dice.one_of(_LETTERS) for _ in range(count))

        return f"{letters(4)}-{letters(4)}"
