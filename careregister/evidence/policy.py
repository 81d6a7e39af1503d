"""Who may bring, look at and destroy a document."""

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .models import Document
from .purposes import PURPOSES, Purpose

READERS = frozenset[str]().union(*(one.readers for one in PURPOSES.values()))
KEEPERS = frozenset({"checks_officer", "head_of_registration"})
_BRINGERS = {Kind.LINK, Kind.PROVIDER}  # a one-time link, or a service, that an action above us proved


def may_receive(by: Actor, person_id: object, purpose: Purpose) -> None:
    """A person their own, staff what they may read, a link or a service what it was made for. Raises NotAllowed."""
    if by.kind in _BRINGERS or (by.person_id is not None and by.person_id == person_id):
        return
    _reader(by, purpose, None)


def may_look(by: Actor, document: Document, narrowed: frozenset[str] | None) -> str:
    """The role they look in; empty for the owner. Raises NotAllowed.

    The owner sees their own, but not what others gave in confidence about them. `narrowed`: only these of the
    purpose's roles, where a caller knows a reason.
    """
    if _owns(by, document):
        if PURPOSES[document.purpose].withheld and document.by_person != by.person_id:
            raise NotAllowed("not_your_document")
        return ""
    if by.kind != Kind.STAFF:
        raise NotAllowed("not_your_document")
    return _reader(by, PURPOSES[document.purpose], narrowed)


def may_destroy(by: Actor, document: Document) -> None:
    """The clock, whoever keeps the rules, or its owner while nothing rests on it yet. Raises NotAllowed."""
    if by.kind == Kind.CLOCK:
        return
    if _owns(by, document):
        if document.lodged_at is not None:
            raise NotAllowed("document_lodged")
        return
    if by.kind != Kind.STAFF:
        raise NotAllowed("not_your_document")
    if not by.acting_as(KEEPERS & PURPOSES[document.purpose].readers):
        raise NotAllowed("wrong_role")


def may_keep(by: Actor) -> None:
    """Whoever is known: the action above us has proved the rest. Raises NotAllowed."""
    if by.kind == Kind.ANONYMOUS:
        raise NotAllowed("not_your_document")


def _owns(by: Actor, document: Document) -> bool:
    return by.kind in {Kind.PERSON, Kind.STAFF} and by.person_id is not None and by.person_id == document.person_id


def _reader(by: Actor, purpose: Purpose, narrowed: frozenset[str] | None) -> str:
    readers = purpose.readers if narrowed is None else purpose.readers & narrowed
    role = by.acting_as(readers) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role" if by.kind == Kind.STAFF else "not_your_document")
    return role
