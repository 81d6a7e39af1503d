"""Who may take which step on the register: allowed, or the named reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta

from careregister.base import body, clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.base.statuses import Who
from careregister.people.models import KNOWN_AS, LEGAL

from . import reasons, states
from .drafts import Authority, Details
from .models import Act, Proposal, Registrant

HEAD = "head_of_registration"
READERS = frozenset({"registrar", HEAD, "checks_officer", "case_officer", "case_manager", "case_examiner", "auditor"})
KEEPERS = frozenset({"registrar", HEAD})
HOLDERS = KEEPERS | {"case_officer", "case_manager"}
# What `check_told` says of a date or a fact that no second person can make lawful.
BREAKS_A_RULE = frozenset({"longer_than_the_rule", "review_later_than_the_rule", "town_not_an_address"})
SEES_HISTORY = frozenset({"registrar", HEAD, "auditor"})


def who_for(action: str, *, correcting: bool, imposed: str = "") -> Who:
    """Who decides `action`; a correction of any act is decided as corrections are. `imposed`: see `imposed_by`."""
    return states.CORRECTS if correcting or action == states.VOID else states.who_takes(action, imposed)


def imposed_by(restrictions: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """By which step each of these restrictions was imposed. One query, or none."""
    wanted = {one for one in restrictions if one}
    if not wanted:
        return {}
    return dict(
        Act.objects.filter(restriction__in=wanted, action__in=states.IMPOSES).values_list("restriction", "action")
    )


def restriction_of(proposal: Proposal) -> UUID | None:
    return Details.from_json(proposal.details).restriction


def role_to_decide(by: Actor, who: Who, *, past: bool = False) -> str:
    """The role `by` decides in, empty for actors without one; NotAllowed when they may not. Where the date is past, the
    head of registration decides as such, whatever else they are."""
    if by.kind == Kind.STAFF and by.person_id is not None:
        if past and HEAD in by.roles & who.roles:
            return HEAD
        role = by.acting_as(who.roles)
        if role:
            return role
    elif by.kind in who.kinds or (by.kind == Kind.IMPORT and who.authorities & states.BROUGHT):
        return ""
    raise NotAllowed("wrong_role")


def may_take(
    by: Actor,
    registrant: Registrant,
    action: str,
    details: Details,
    *,
    authority: Authority,
    because: Because,
    proposed_by: Actor | None = None,
    correcting: Act | None = None,
) -> str:
    """The role in which `by` may decide this step on this registrant. The replay decides whether it is lawful."""
    imposed = imposed_by([details.restriction]).get(details.restriction, "")
    who = who_for(action, correcting=correcting is not None, imposed=imposed)
    past = _is_past(details, authority)
    role = role_to_decide(by, who, past=past)
    _check_authority(by, who, authority)
    _check_corrected(registrant, action, correcting)
    _check_persons(by, registrant.person_id, who, authority, proposed_by)
    if by.kind == Kind.PERSON:
        _check_own_wish(registrant, action, details)
    if not because.code:
        raise NotAllowed("reason_missing")
    if by.kind == Kind.STAFF and reasons.needs_words(because.code) and not because.words.strip():
        raise NotAllowed("words_missing")
    _check_past(past, role, details)
    check_told(registrant, action, details)
    if action in states.FORBIDDEN_WHILE_HELD and registrant.holds.filter(released_at=None).exists():
        raise NotAllowed("held")
    return role


def check_told(registrant: Registrant, action: str, details: Details) -> None:
    """NotAllowed when what is said of this step breaks a rule, whoever says it: asked before it is proposed too."""
    _check_said(action, details)
    _check_terms(registrant, action, details)


def check_length(until: date, begins: date, on: date) -> None:
    """NotAllowed when a registration of `begins`, or renewed at its last day `begins`, ends later than the rule
    `registration.length_months` in force on the day `on` lets it."""
    months = body.rule("registration.length_months", on)
    if until > begins + relativedelta(months=months):
        raise NotAllowed("longer_than_the_rule", months=months)


def brought(authority: str, corrects: Act | None) -> bool:
    """Whether this was decided elsewhere, or corrects what was: its length follows the rules of that register."""
    while corrects is not None and authority not in states.BROUGHT:
        authority, corrects = corrects.authority, corrects.replaces
    return authority in states.BROUGHT


def may_propose(by: Actor, subject_person: object, action: str, *, correcting: bool, imposed: str = "") -> str:
    """The role in which `by` may propose; NotAllowed when the step does not take two, or they may not. `imposed`: by
    which step the restriction was that it is about."""
    who = who_for(action, correcting=correcting, imposed=imposed)
    if not who.needs_two:
        raise NotAllowed("one_is_enough")
    if not who.roles:
        raise NotAllowed("clock_decides")
    role = _role_to_propose(by, who)
    if not role:
        raise NotAllowed("wrong_role")
    if by.person_id == subject_person:
        raise NotAllowed("about_oneself")
    return role


def may_take_back(by: Actor, proposal: Proposal) -> None:
    if by.person_id != proposal.proposed_person:
        raise NotAllowed("not_your_proposal")


def may_hold(by: Actor, registrant: Registrant) -> None:
    """Holds are placed by the rooms above (they act as the clock or as their staff), never by the public, and by
    nobody on themselves."""
    if by.kind in {Kind.ANONYMOUS, Kind.PERSON, Kind.LINK}:
        raise NotAllowed("wrong_role")
    if by.person_id == registrant.person_id:
        raise NotAllowed("about_oneself")
    if by.kind == Kind.STAFF and not by.acting_as(HOLDERS):
        raise NotAllowed("wrong_role")


def may_add_alias(by: Actor, registrant: Registrant) -> None:
    """Numbers of older registers come with an import, or are kept by those who keep the register."""
    if by.kind == Kind.IMPORT:
        return
    if by.kind != Kind.STAFF or not by.acting_as(KEEPERS):
        raise NotAllowed("wrong_role")
    if by.person_id == registrant.person_id:
        raise NotAllowed("about_oneself")


def may_read(by: Actor) -> None:
    """Registrants' own pages in the staff front."""
    if by.kind != Kind.STAFF or not by.roles & READERS:
        raise NotAllowed("wrong_role")


def _check_authority(by: Actor, who: Who, authority: Authority) -> None:
    if authority.kind not in who.authorities:
        raise NotAllowed("wrong_authority", authority=authority.kind)
    if (authority.kind in states.BROUGHT) != (by.kind == Kind.IMPORT):
        raise NotAllowed("wrong_authority", authority=authority.kind)


def _check_persons(by: Actor, subject: object, who: Who, authority: Authority, proposed_by: Actor | None) -> None:
    if by.kind == Kind.STAFF and by.person_id == subject:
        raise NotAllowed("about_oneself")
    if by.kind == Kind.PERSON and by.person_id != subject:
        raise NotAllowed("not_your_entry")
    if proposed_by is not None:
        if proposed_by.person_id in {by.person_id, subject}:
            raise NotAllowed("three_different_persons")
        if who.needs_two and not _role_to_propose(proposed_by, who):
            raise NotAllowed("second_person_wrong_role")
    elif who.needs_two and authority.kind not in states.BROUGHT:
        raise NotAllowed("second_person_missing")


def _role_to_propose(by: Actor, who: Who) -> str:
    return by.acting_as(who.second) if by.kind == Kind.STAFF and by.person_id is not None else ""


def _check_corrected(registrant: Registrant, action: str, correcting: Act | None) -> None:
    if correcting is None and action == states.VOID:
        raise NotAllowed("nothing_to_correct")
    if correcting is not None and correcting.registrant_id != registrant.pk:
        raise NotAllowed("not_an_act_of_this_entry")


def _check_own_wish(registrant: Registrant, action: str, details: Details) -> None:
    """A registrant pauses and resumes as of now, and resumes by themselves only while nothing went out of date."""
    if details.effective_from is not None and details.effective_from > clock.end_of_day(clock.today()):
        raise NotAllowed("not_in_advance")
    if action != "resume":
        return
    moment = details.effective_from or clock.now()
    still = registrant.standing_spans.filter(known__upper_inf=True, valid__contains=moment)
    if not still.filter(registered_until__gte=clock.london_day(moment)).exists():
        raise NotAllowed("resume_needs_a_look")


def _is_past(details: Details, authority: Authority) -> bool:
    """Dated before today, by ourselves: what was decided elsewhere keeps the date it had there."""
    start = details.effective_from
    return start is not None and authority.kind not in states.BROUGHT and start < clock.start_of_day(clock.today())


def _check_past(past: bool, role: str, details: Details) -> None:
    if not past:
        return
    if role != HEAD:
        raise NotAllowed("past_date_needs_head")
    if not details.evidence.strip():
        raise NotAllowed("past_date_needs_evidence")


def _check_said(action: str, details: Details) -> None:
    """What the step needs was said, and nothing that belongs to another step."""
    if (details.tier != "") != (action == "confer_tier") or details.tier not in ("", *states.TIERS):
        raise NotAllowed("tier_missing" if action == "confer_tier" else "tier_not_here")
    if (details.facts is not None) != (action == "amend_facts"):
        raise NotAllowed("facts_not_here" if details.facts else "facts_missing")
    if details.facts and details.facts.name_shown not in (LEGAL, KNOWN_AS):
        raise NotAllowed("facts_missing")
    if details.facts and any(letter.isdigit() for letter in details.facts.town + details.facts.county):
        raise NotAllowed("town_not_an_address")
    if details.restriction is not None and action not in states.RESTRICTION.steps:
        raise NotAllowed("restriction_not_here")
    ahead = details.effective_from is not None and details.effective_from > clock.end_of_day(clock.today())
    # Whether somebody is held or restricted is known on the day only; and facts are shown as soon as they are written.
    if ahead and action in {"amend_facts", *states.FORBIDDEN_WHILE_HELD}:
        raise NotAllowed("not_in_advance")


def _check_terms(registrant: Registrant, action: str, details: Details) -> None:
    """How long a restriction may last, and how soon an interim one is reviewed, are dated rules of the body."""
    kind = states.IMPOSES.get(action) or _kind_of(registrant, details.restriction)
    if kind is None:
        return
    starts = clock.london_day(details.effective_from or clock.now())
    longest = body.rule("restriction.longest_months", starts)[kind]
    if details.until is not None and details.until > starts + relativedelta(months=longest):
        raise NotAllowed("longer_than_the_rule", months=longest)
    if kind in states.INTERIM and details.review_by is not None:
        soonest = body.rule("restriction.review_within_months", starts)[kind]
        if details.review_by > starts + relativedelta(months=soonest):
            raise NotAllowed("review_later_than_the_rule", months=soonest)


def _kind_of(registrant: Registrant, restriction: UUID | None) -> str | None:
    if restriction is None:
        return None
    return registrant.restriction_spans.filter(restriction=restriction).values_list("kind", flat=True).first()
