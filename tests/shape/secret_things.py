"""One application in which each thing that somebody might like to know stands once, in words that stand nowhere else."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from careregister.applications import actions
from careregister.applications.models import Application, Match
from careregister.applications.states import WORKERS
from careregister.applications.tests import world as applications
from careregister.base import clock
from careregister.base.actors import Actor
from careregister.checks import actions as checks
from careregister.checks.models import Ask, Certificate, StatusCheck
from careregister.checks.tests import asking
from careregister.evidence import actions as evidence
from careregister.evidence.purposes import PURPOSES
from careregister.evidence.tests import papers
from careregister.people.models import EMAIL, Contact, Person
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import client_for

WHY = applications.BECAUSE
SAID: dict[str, tuple[str, ...]] = {
    "name": ("Quenby Vanterpool",),
    "former_name": ("Quenby Oldmarsh",),
    "birth": ("4 May 1991", "1991-05-04", "04/05/1991"),
    "address": ("77 Zebra Street",),
    "health": ("An ear that went deaf",),
    "character": ("A caution in Hull",),
    "declared": ("They said yes to",),
    "certificate": ("001234567890", "0012 3456 7890", "Ovington"),
    "code": ("NON_BLANK", "The certificate showed something"),
    "reference": ("Kind to everybody but cats",),
    "employers_word": ("Overseer of kennels",),
    "match": ("Beatrix Quillfeather",),
    "note": ("Rang them about the kennels",),
    "question": ("Which Wednesday was that",),
}


@dataclass
class Secrets:
    """`asks`: by kind. `documents`: by purpose, all of the applicant."""

    application_id: UUID
    reference: str
    by: Actor
    account: Any
    asks: dict[str, UUID]
    documents: dict[str, UUID]
    tokens: dict[str, str]
    clients: dict[str, Client] = field(default_factory=dict)

    def staff(self, role: str) -> Client:
        """Signed in; who works on applications has said that they do not know the person."""
        if role not in self.clients:
            account = people.account(role, name="Somebody of Staff")
            if role in WORKERS:
                actor = people.actor_for(account)
                actions.declare_interest(self.application_id, conflict=False, by=actor, because=WHY)
            self.clients[role] = client_for(account)
        return self.clients[role]


def made() -> Secrets:
    account = people.account(name="Not Yet Said")
    assert account.person is not None
    Person.objects.filter(pk=account.person.pk).update(names_open=True)
    by = people.owner_of(account)
    Contact.sealed_for(account.person, EMAIL, account.email).save()
    about = applications.ANSWERS["about_you"] | {
        "legal_name": "Quenby Vanterpool", "family_name": "Vanterpool", "known_as": "",
        "other_names": "Quenby Oldmarsh", "date_of_birth": "1991-05-04", "address": "77 Zebra Street\nSale",
    }  # fmt: skip
    told = applications.ANSWERS["health_and_character"] | {
        "health_affects": "yes", "health_words": SAID["health"][0], "unspent": "yes",
        "character_words": SAID["character"][0],
    }  # fmt: skip
    application_id, _by = applications.draft(by, about_you=about, health_and_character=told)
    actions.send(application_id, by=by, because=WHY)
    applications.met_nobody(application_id)
    registrar = applications.ready(application_id)
    actions.take_up(application_id, by=registrar, because=WHY)
    actions.note(application_id, by=registrar, because=_words("note"))
    actions.ask(application_id, by=registrar, because=_words("question"))
    _match(application_id)
    rows = {row.kind: row for row in Ask.objects.filter(cause_id=application_id).order_by("address_blind")}
    tokens = {kind: asking.tokens(row.pk)[0] for kind, row in rows.items()}
    others = Ask.objects.filter(cause_id=application_id).exclude(pk__in=[row.pk for row in rows.values()])
    tokens["waiting"] = asking.tokens(others.get().pk)[0]
    _answered(tokens)
    _certificate(application_id, by)
    return Secrets(
        application_id=application_id,
        reference=Application.objects.get(pk=application_id).reference,
        by=by,
        account=account,
        asks={kind: row.pk for kind, row in rows.items()},
        documents={purpose: _document(by, purpose) for purpose in PURPOSES},
        tokens=tokens,
    )


def shown(answer: Any) -> set[str]:
    """Which of the things stand in this answer."""
    text = answer.content.decode() if "text" in answer["Content-Type"] or "json" in answer["Content-Type"] else ""
    return {thing for thing, marks in SAID.items() if any(mark in text for mark in marks)}


def _words(thing: str) -> Any:
    return type(WHY)(WHY.code, SAID[thing][0])


def _match(application_id: UUID) -> None:
    other = people.person(SAID["match"][0])
    said = {"weight": 9, "probability": 0.9, "reasons": [], "model_edition": "test", "found_at": clock.now()}
    Match.objects.create(application_id=application_id, other=other, **said)


def _answered(tokens: dict[str, str]) -> None:
    reference = asking.REFERENCE | {"conduct": SAID["reference"][0], "confidential": "yes"}
    checks.answer(tokens["reference"], reference, by=asking.HOLDER, because=WHY)
    word = asking.EMPLOYER | {"job": SAID["employers_word"][0]}
    checks.answer(tokens["employer_dbs"], word, by=asking.HOLDER, because=WHY)


def _certificate(application_id: UUID, by: Actor) -> None:
    assert by.person_id is not None
    given = checks.give_certificate(
        by.person_id,
        mode="employer",
        number=SAID["certificate"][1],
        surname=SAID["certificate"][2],
        issued_on=clock.today(),
        level="enhanced",
        workforce="adult",
        application_id=application_id,
        by=by,
        because=WHY,
    )
    StatusCheck.objects.create(
        certificate=Certificate.objects.get(pk=given),
        due_on=clock.today(),
        code="NON_BLANK_NO_NEW_INFO",
        answered_at=clock.now(),
    )


def _document(by: Actor, purpose: str) -> UUID:
    """`reference`: given in confidence, by somebody else."""
    giver = people.actor("registrar") if PURPOSES[purpose].withheld else by
    assert by.person_id is not None
    return evidence.receive(by.person_id, purpose, [papers.file(papers.picture())], by=giver, because=papers.WHY)
