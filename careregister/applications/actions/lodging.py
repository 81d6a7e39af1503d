"""Answers become rows of the rooms below: names, contacts, jobs, certificates, courses. Lodged again, nothing doubles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from careregister.base.actors import Actor, Because, Kind
from careregister.checks import actions as checks
from careregister.checks import queries as checked
from careregister.evidence import actions as evidence
from careregister.people import actions as people
from careregister.people.locks import lock_person
from careregister.training import actions as training
from careregister.training import queries as courses

from .. import asked_others
from ..form.definition import FILES
from ..form.sections import SECTIONS
from ..models import Application

ABOUT, EMPLOYMENT, GAPS = "about_you", "employment", "gaps"
Answers = Mapping[str, Mapping[str, Any]]


def lodge(
    application: Application,
    sections: Collection[str],
    *,
    by: Actor,
    because: Because,
    before: Answers | None = None,
) -> None:
    """Put what these sections say where later work finds it. `by` is the applicant, or who holds a link of theirs.

    `before`: what was lodged of them the last time, so that who is named no more is asked no more.
    """
    by = applicant(application, by)
    answers = {row.code: row.data for row in application.sections.all()}
    how: dict[str, Any] = {"by": by, "because": because}
    changed = set(sections)
    if documents := _documents(answers, changed):
        evidence.lodge(documents, **how)
    if ABOUT in changed:
        _names(application.person_id, answers.get(ABOUT, {}), how)
        _contacts(application.person_id, answers.get(ABOUT, {}), how)
    if changed & {ABOUT, EMPLOYMENT, GAPS}:
        _work(application, answers, how)
    if changed & {"training", "care_certificate"}:
        _courses(application.person_id, answers, how)
    if "criminal_record" in changed:
        _criminal_record(application, answers, how)
    if askings := [one for one in asked_others.ASKINGS.values() if one.section in changed]:
        _ask(application, askings, before or {}, answers, how)


def lodge_papers(application: Application, papers: Iterable[UUID], *, by: Actor, because: Because) -> None:
    """What came with an answer, a reply or an appeal: from now on its owner cannot take it back. NotAllowed
    not_your_document, document_destroyed."""
    if given := set(papers):
        evidence.lodge(given, by=applicant(application, by), because=Because(because.code))


def applicant(application: Application, by: Actor) -> Actor:
    """The applicant as such: they wrote it, whoever pressed the last button, and whatever else they are here."""
    if by.kind == Kind.PERSON:
        return by
    account = by.account_id if by.person_id == application.person_id else None
    return Actor(kind=Kind.PERSON, person_id=application.person_id, account_id=account)


def _documents(answers: Answers, changed: Collection[str]) -> set[UUID]:
    """What the answers rest on: from now on their owner cannot take it back."""
    return {
        UUID(one)
        for section in SECTIONS
        if section.code in changed
        for given in (answers.get(section.code, {}), *answers.get(section.code, {}).get("items", []))
        for page in section.pages
        for field in page.fields
        if field.kind == FILES
        for one in given.get(field.code) or []
    }


def _names(person_id: UUID, said: Mapping[str, Any], how: dict[str, Any]) -> None:
    if not lock_person(person_id).names_open:
        return  # staff, say: their names are kept by a registrar, who sees what was written here
    people.state_names(
        person_id,
        legal=said["legal_name"],
        family=said.get("family_name", ""),
        known_as=said.get("known_as", ""),
        former=tuple(_lines(said.get("other_names", ""))) if said.get("had_other_names") == "yes" else (),
        **how,
    )
    people.state_birth(person_id, date.fromisoformat(said["date_of_birth"]), **how)


def _contacts(person_id: UUID, said: Mapping[str, Any], how: dict[str, Any]) -> None:
    address = "\n".join(filter(None, (said.get("address", "").strip(), said.get("postcode", "").strip())))
    if address:
        people.keep_contact(person_id, "address", address, **how)
    if said.get("phone"):
        people.keep_contact(person_id, "phone", said["phone"], **how)
    if said.get("moved") == "yes":
        for line in _lines(said.get("earlier_addresses", "")):
            people.keep_contact(person_id, "former_address", line, **how)


def _work(application: Application, answers: Answers, how: dict[str, Any]) -> None:
    checks.lodge_history(
        application.person_id,
        left_education=answers.get(ABOUT, {}).get("left_education", ""),
        spells=list(answers.get(EMPLOYMENT, {}).get("items", [])),
        gaps=list(answers.get(GAPS, {}).get("items", [])),
        application_id=application.pk,
        **how,
    )


def _courses(person_id: UUID, answers: Answers, how: dict[str, Any]) -> None:
    for item in answers.get("training", {}).get("items", []):
        _claim(person_id, item["course"], item.get("title", ""), item, how)
    certificate = answers.get("care_certificate", {})
    if certificate.get("have") == "whole":
        _claim(person_id, "care_certificate", "", certificate, how)
    elif certificate.get("have") == "some":
        known = {one.code for one in courses.standards()}
        for code in certificate.get("standards", []):
            if code in known:
                _claim(person_id, code, "", certificate, how)


def _claim(person_id: UUID, topic: str, title: str, said: Mapping[str, Any], how: dict[str, Any]) -> None:
    training.claim(
        person_id,
        topic=topic,
        title=title,
        provider=said["provider"],
        finished_on=date.fromisoformat(said["finished_on"]),
        documents=[UUID(one) for one in said.get("proof", [])],
        **how,
    )


def _criminal_record(application: Application, answers: Answers, how: dict[str, Any]) -> None:
    said = answers.get("criminal_record", {})
    if said.get("mode") == "update_service":
        checks.give_certificate(
            application.person_id,
            # Until the register may ask the Update Service itself, an umbrella body does.
            mode="update_service" if checked.update_service_is_open() else "umbrella",
            number=said["number"],
            surname=said["surname"],
            issued_on=date.fromisoformat(said["issued_on"]),
            level=said["level"],
            workforce=said["workforce"],
            application_id=application.pk,
            **how,
        )


def _ask(
    application: Application,
    askings: Iterable[asked_others.Asking],
    before: Answers,
    answers: Answers,
    how: dict[str, Any],
) -> None:
    over, namings = [], []
    for asking in askings:
        was = asked_others.named(asking, before.get(asking.section, {}))
        now = asked_others.named(asking, answers.get(asking.section, {}))
        if asking.when[0] and not now:  # another way was chosen than asking anybody
            over.append(asking.kind)
            continue
        stay = {address for address, name in now if (address, name) in was}
        gone = [address for address, name in was if (address, name) not in now and address not in stay]
        namings.append(checks.Naming(asking.kind, gone, [one for who, one in now.items() if who not in was]))
    if over:
        checks.withdraw_asks(application.pk, kinds=over, **how)
    if any(one.gone or one.named for one in namings):
        checks.name_others(application.person_id, application.pk, namings, **how)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
