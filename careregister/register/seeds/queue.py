"""What waits for staff in the demo: proposals, holds and corrections, each through the ordinary actions on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from careregister.base import clock
from careregister.base.actors import Because
from careregister.people.models import Person

from .. import states
from ..actions import correct, place_hold, propose
from ..drafts import Authority, Details
from ..models import Registrant
from ..seed_names import TODAY as ANCHOR
from .cast import Cast

_CASE, _APPLICATION, _ERROR = (Authority(kind) for kind in (states.CASE, states.APPLICATION, states.ERROR))


def fill(cast: Cast, plain: list[Registrant], restricted: Registrant, applicant: Person) -> None:
    """`plain` are registered people, a dozen or more, without restrictions; `applicant` is not a registrant yet."""
    tasks = [
        *_holds(cast, plain[:4]),
        *_corrections(cast, plain[4:6]),
        *_proposals(cast, plain[6:], restricted, applicant),
    ]
    for days_before, task in sorted(tasks, key=lambda pair: -pair[0]):
        with clock.at(datetime.combine(ANCHOR - timedelta(days=days_before), time(11, 20), tzinfo=UTC)):
            task()


Tasks = list[tuple[int, Callable[[], object]]]


def _holds(cast: Cast, registrants: list[Registrant]) -> Tasks:
    manager = cast.staff["case_manager"][0]
    return [
        (40 + place, lambda held=held: place_hold(held, by=manager, because=Because("concern_open")))  # type: ignore[misc]
        for place, held in enumerate(registrants)
    ]


def _corrections(cast: Cast, registrants: list[Registrant]) -> Tasks:
    """The tier was conferred a day late, and its date mended by two."""
    head, registrar = cast.staff["head_of_registration"][0], cast.staff["registrar"][1]
    because = Because("wrong_day", "The certificate is dated a day earlier than it was entered.")

    def mend(registrant: Registrant) -> None:
        act = registrant.acts.filter(action="confer_tier").latest("recorded_at")
        later = act.effective_from + timedelta(days=1)
        correct(
            act,
            Details(effective_from=later, evidence="The certificate"),
            by=head,
            because=because,
            proposed_by=registrar,
        )

    return [(12 + place, lambda one=one: mend(one)) for place, one in enumerate(registrants)]  # type: ignore[misc]


def _proposals(cast: Cast, plain: list[Registrant], restricted: Registrant, applicant: Person) -> Tasks:
    manager, examiner, registrar = cast.staff["case_manager"], cast.staff["case_examiner"], cast.staff["registrar"]
    until = {"impose_interim_suspension": 500, "impose_conditions": 700, "agree_warning": 900, "impose_suspension": 300}

    def details(action: str) -> Details:
        if action not in until:
            return Details()
        review = ANCHOR + timedelta(days=170) if action.startswith("impose_interim") else None
        return Details(until=ANCHOR + timedelta(days=until[action]), review_by=review)

    def put(
        subject: Registrant, action: str, by: object, authority: Authority, because: Because
    ) -> Callable[[], object]:
        return lambda: propose(subject, action, details(action), by=by, because=because, authority=authority)  # type: ignore[arg-type]

    live = restricted.restriction_spans.filter(known__upper_inf=True).latest("valid")
    return [
        (9, put(plain[0], "impose_interim_suspension", manager[0], _CASE,
                Because("risk_to_public", "A family reports bruises; the police were told."))),
        (7, put(plain[1], "impose_conditions", manager[1], _CASE,
                Because("panel_decided", "The panel asks for supervision when medicines are given."))),
        (6, put(plain[2], "agree_warning", examiner[0], _CASE,
                Because("consented", "The registrant agrees to a warning for lateness of records."))),
        (5, put(plain[3], "remove_by_decision", manager[2], _CASE,
                Because("panel_decided", "The panel decided on removal; the time to appeal has passed."))),
        (4, put(plain[4], "withdraw_as_our_error", registrar[0], _ERROR,
                Because("entered_twice", "The same person seems to be entered under an earlier name."))),
        (3, lambda: propose(
            restricted, "lift_restriction", Details(restriction=live.restriction), by=manager[0],
            because=Because("conditions_met", "The supervisor confirms that all was done."), authority=_CASE)),
        (2, lambda: propose(
            applicant, "admit_on_review", Details(until=date(2027, 10, 29), tier=states.INTERMEDIATE), by=registrar[1],
            because=Because("file_looked_at_by_two", "Trained in Manila; the course compares with ours."),
            authority=_APPLICATION)),
        (1, put(plain[5], "impose_suspension", manager[1], _CASE,
                Because("panel_decided", "The panel suspends for ten months."))),
    ]  # fmt: skip
