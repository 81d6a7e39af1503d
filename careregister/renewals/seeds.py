"""The demo's renewals: people of the demo's register whose time has come, told through the ordinary actions.

Told backwards from the day of loading: some open, one of them with checks that ran out, two with a registrar, one whose new
insurance and certificate somebody has to look at, one who asked for more time and one who has it, one
in the grace of whom every e-mail came back, two before a lapse, and one who wants to come back. They sign in with a code, at the
address that staff see on the page of their renewal; one of the open ones has nothing to change and nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import Refused
from careregister.checks import actions as checks
from careregister.checks import jobs as checks_jobs
from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE
from careregister.letters.models import Letter
from careregister.letters.states import HANDED_OVER, RETURNED, WRITTEN
from careregister.membership.seeds.accounts import let_in
from careregister.people.models import Account
from careregister.people.queries import email_of
from careregister.people.seeds import DEMO
from careregister.register.models import Registrant, StandingSpan
from careregister.register.seeds.cast import Cast
from careregister.register.states import LAPSED, REGISTERED
from careregister.training import actions as training

from . import actions, jobs, ladder, questions
from .fees import PAID, fee_of
from .models import Renewal

OWN = Because("own_wish")
LOOKED = Because("looked_at")
FRESH = ("moving_and_assisting", "safeguarding_adults", "infection_prevention_and_control", "basic_life_support")
NO_TO_ALL = {one.code: questions.NO for one in questions.QUESTIONS}


@transaction.atomic
def load() -> int:
    """Write them, after the register's seeds; how many were written. Safe to run twice: then none."""
    if Renewal.objects.exists():
        return 0
    today, registrar = clock.today(), Cast.gathered().staff["registrar"][0]
    opened = [_Telling(one) for one in _ending(today + timedelta(days=38), today + timedelta(days=56), 4)]
    for telling in opened:
        telling.climb()
    _nothing_to_add(opened)
    opened[-1].ran_out()
    begun = [_Telling(one) for one in _ending(today + timedelta(days=30), today + timedelta(days=37), 3)]
    for number, telling in enumerate(begun):
        telling.climb()
        if number < len(_ADVERSE):
            telling.fill(**_ADVERSE[number])
        else:
            telling.ran_out()
            telling.fill(evidence=_NEW_ONES)
        telling.send(True)
    asks, has = (_Telling(one) for one in _ending(today + timedelta(days=8), today + timedelta(days=18), 2))
    asks.climb()
    asks.asks("illness", 90, "I am having an operation in January, and cannot sit at a computer for long.")
    has.climb(leave=10)
    has.asks("parental_leave", 200, "The baby came early.", ago=9)
    with has.ago(8):
        until = today + timedelta(days=200)
        actions.agree_deferral(has.renewal_id, until, by=registrar, because=Because("agreed", "Congratulations!"))
    for one in _ending(today - timedelta(days=20), today - timedelta(days=4), 1):
        _Telling(one).climb(fails=True)
    for one in _ending(today - timedelta(days=110), today - timedelta(days=31), 2):
        _Telling(one).climb()
    _comes_back()
    _give_accounts()
    return Renewal.objects.count()


_ADVERSE = (
    {"declarations": {**NO_TO_ALL, "health_affects": "yes", "health_words": "My hearing is worse. I use an aid now."}},
    {"declarations": {**NO_TO_ALL, "investigated": "yes"}},
)


_NEW_ONES = {
    CRIMINAL_RECORD: "I am with a new employer since May, and they have seen a new one. You can ask them.",
    INSURANCE: "Northgate Mutual, policy 4471 203, until the end of next October.",
}


class _Telling:
    """One renewal, from its opening on."""

    def __init__(self, registrant: Registrant) -> None:
        self.registrant, self.today = registrant, clock.today()
        self.until = _span(registrant).registered_until
        account = uuid5(DEMO, f"renewal-account:{registrant.number_id}")
        self.by = Actor(kind=Kind.PERSON, person_id=registrant.person_id, account_id=account)
        self.renewal_id: UUID

    @contextmanager
    def on(self, day: date, hour: int = 9) -> Iterator[None]:
        with clock.at(datetime.combine(day, time(hour, 5), tzinfo=UTC)):
            yield

    def ago(self, days: int) -> Any:
        return self.on(self.today - timedelta(days=days), 14)

    def climb(self, *, fails: bool = False, leave: int = 1) -> None:
        """Every notice until `leave` days ago; with `fails`, each e-mail comes back."""
        opens = self.until - timedelta(days=60)
        with self.on(opens):
            self.renewal_id = actions.open_renewal(self.registrant.pk, by=CLOCK, because=jobs.TIME)
        for rung in ladder.rungs(opens):
            day = rung.due_on(self.until)
            if day <= self.today - timedelta(days=leave):
                with self.on(day):
                    actions.remind(self.renewal_id, by=CLOCK, because=jobs.TIME)
                    self._post(RETURNED if fails else HANDED_OVER, "5.1.1" if fails else "")

    def fill(self, **parts: dict[str, Any]) -> None:
        said: dict[str, dict[str, Any]] = {
            questions.DETAILS: {"agreed": True},
            questions.DECLARATIONS: NO_TO_ALL,
            **parts,
        }
        with self.ago(3):
            for part, data in said.items():
                actions.save(self.renewal_id, part, data, seen=0, by=self.by)

    def ran_out(self) -> None:
        """A criminal record check and insurance that were accepted last year, and ran out nine days ago."""
        officer = Cast.gathered().staff["checks_officer"][0]
        with self.ago(360):
            for kind in (CRIMINAL_RECORD, INSURANCE):
                cause = uuid5(DEMO, f"renewal-check:{self.registrant.number_id}")
                check = checks.open_check(
                    self.registrant.person_id, kind, application_id=cause, by=officer, because=LOOKED
                )
                checks.accept(check, expires_on=self.today - timedelta(days=9), by=officer, because=LOOKED)
        with self.ago(8):
            checks_jobs.expire_due()

    def send(self, whole: bool) -> None:
        """Send it; what else is asked of this person is said as well."""
        if not whole:
            return
        with self.ago(2):
            words = "I did the courses at work, and never wrote them down here."
            more: dict[str, dict[str, Any]] = {questions.CODE: {"agreed": True}, questions.CPD: {"words": words}}
            for part, data in more.items():
                actions.save(self.renewal_id, part, data, seen=0, by=self.by)
            actions.send(self.renewal_id, by=self.by, because=OWN)
            self._post(HANDED_OVER)

    def asks(self, reason: str, days: int, words: str, ago: int = 2) -> None:
        with self.ago(ago):
            until = self.today + timedelta(days=days)
            actions.ask_deferral(self.renewal_id, reason, until, by=self.by, because=Because("own_wish", words))

    def _post(self, status: str, outcome: str = "") -> None:
        """What was written about it by now was handed over, or came back."""
        moment = clock.now()
        waiting = Letter.objects.filter(cause_id=self.renewal_id, status=WRITTEN)
        waiting.update(status=status, outcome=outcome, settled_at=moment, begun_at=moment, attempts=1)


def _nothing_to_add(several: list[_Telling]) -> None:
    """The first of them who has paid has also learnt all that is asked."""
    telling = next((one for one in several if fee_of(one.by.person_id) == PAID), None)  # type: ignore[arg-type]
    if telling is None or telling.by.person_id is None:
        return
    person, day = telling.by.person_id, telling.today - timedelta(days=40)
    with telling.ago(39):
        for number, what in enumerate(("Dementia workshop, first day", "Dementia workshop, second day")):
            said = training.Said(what, day, 480, "supervisor", changed="I give people more time to answer.")
            ticket = uuid5(DEMO, f"renewal-learning:{telling.registrant.number_id}:{number}")
            training.log(person, said, ticket=ticket, plan_id=None, by=telling.by, because=OWN)
        for topic in FRESH:
            training.claim(
                person, topic=topic, title="", provider="Northgate Skills", finished_on=day, by=telling.by, because=OWN
            )


def _give_accounts() -> None:
    """Whoever is told of here can sign in, if we have an address of theirs."""
    for row in Renewal.objects.select_related("registrant").order_by("registrant__number"):
        person, number = row.registrant.person_id, row.registrant.number_id
        email = email_of(person)
        if email and not Account.objects.filter(Q(person=person) | Q(email=email)).exists():
            let_in(uuid5(DEMO, f"renewal-account:{number}"), person, email, clock.now())


def _comes_back() -> None:
    """Somebody who lapsed asks to come back."""
    lapsed = StandingSpan.objects.filter(base=LAPSED, known__upper_inf=True, valid__upper_inf=True)
    for span in lapsed.select_related("registrant").order_by("registrant__number")[:1]:
        telling = _Telling(span.registrant)
        try:
            with telling.ago(4):
                telling.renewal_id = actions.begin_restoring(telling.by.person_id, by=telling.by, because=OWN)  # type: ignore[arg-type]
        except Refused:
            return
        telling.fill()
        telling.send(True)


def _ending(first: date, last: date, most: int) -> list[Registrant]:
    """Registrants of whom nothing else is told and whose last day lies in this time, the same every time."""
    spans = StandingSpan.objects.filter(
        base=REGISTERED, known__upper_inf=True, valid__upper_inf=True, registered_until__range=(first, last)
    )
    free = spans.filter(registrant__holds=None, registrant__restriction_spans=None, registrant__renewals=None)
    rows = free.select_related("registrant").order_by("registrant__number")
    return [row.registrant for row in rows[:most]]


def _span(registrant: Registrant) -> StandingSpan:
    return StandingSpan.objects.get(registrant=registrant, known__upper_inf=True, valid__upper_inf=True)
