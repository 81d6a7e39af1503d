"""Who may decide a check, and who may know what."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .kinds import CHARACTER, CRIMINAL_RECORD
from .models import Check
from .states import CHECK, OFFICERS

CHECKS_OFFICER = frozenset({"checks_officer"})
CERTIFICATE_DECIDERS = CHECKS_OFFICER | {"head_of_registration"}
REGISTRARS = OFFICERS - CHECKS_OFFICER
READERS = OFFICERS | {"auditor"}
# Who may know what a check rests on decides it: health and character are no business of a checks officer.
_DECIDERS = {CRIMINAL_RECORD: CERTIFICATE_DECIDERS, CHARACTER: REGISTRARS}


def may_open(by: Actor, person_id: UUID) -> str:
    """The person when they apply, an officer, or the clock. NotAllowed `own_record`, `wrong_role`."""
    if by.kind == Kind.CLOCK or (by.kind == Kind.PERSON and by.person_id == person_id):
        return ""
    return _officer(by, person_id, OFFICERS)


def may_close(by: Actor, person_id: UUID) -> str:
    """Whoever ends the application: the person who withdraws, an officer, the clock."""
    return may_open(by, person_id)


def may_decide(by: Actor, check: Check) -> str:
    """An officer, about somebody else; of a criminal record only a checks officer or the head of registration, of health
    and character only registrars."""
    return _officer(by, check.person_id, _DECIDERS.get(check.kind, OFFICERS))


def may_ask_update_service(by: Actor, person_id: UUID) -> str:
    """A checks officer, whose own name the service is told and shows to the certificate's holder."""
    return _officer(by, person_id, CHECKS_OFFICER)


def may_give_certificate(by: Actor, person_id: UUID) -> str:
    """The person themselves, or a checks officer who was told: nobody else of staff meets a certificate."""
    if by.kind == Kind.STAFF:
        return _officer(by, person_id, CHECKS_OFFICER)
    return may_open(by, person_id)


def may_visit_provider(by: Actor, person_id: UUID) -> None:
    """Only the person themselves shows who they are. NotAllowed `persons_choice`."""
    if by.person_id != person_id:
        raise NotAllowed("persons_choice")


def may_bring_answer(by: Actor) -> None:
    """Whoever holds the employer's link, or an officer to whom the employer said it. NotAllowed `wrong_role`."""
    if by.kind not in {Kind.LINK, Kind.CLOCK} and not (by.kind == Kind.STAFF and by.acting_as(OFFICERS)):
        raise NotAllowed("wrong_role")


def may_read(asker: Actor, person_id: UUID) -> None:
    """The person, or staff who register or oversee. NotAllowed `wrong_role`."""
    own = asker.person_id == person_id and asker.kind in {Kind.PERSON, Kind.STAFF}
    if not own and not (asker.kind == Kind.STAFF and asker.acting_as(READERS)):
        raise NotAllowed("wrong_role")


def knows_certificates(asker: Actor, person_id: UUID) -> bool:
    """Whether the asker may know what came of a criminal record check: a checks officer, and not of their own."""
    return asker.kind == Kind.STAFF and asker.person_id != person_id and bool(asker.acting_as(CHECKS_OFFICER))


def check_step(check: Check, step: str) -> None:
    """NotAllowed `check_is_<state>` where the table has no such step. Of a criminal record the reason tells nothing."""
    if not CHECK.lawful(step, check.state):
        raise NotAllowed("check_cannot" if check.kind == CRIMINAL_RECORD else f"check_is_{check.state}")


def _officer(by: Actor, person_id: UUID, allowed: frozenset[str]) -> str:
    if by.person_id == person_id:
        raise NotAllowed("own_record")
    role = by.acting_as(allowed) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    return role
