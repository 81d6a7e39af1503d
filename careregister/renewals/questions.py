"""What a renewal asks in words: the year's declarations. What is known, or did not change, is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE
from careregister.evidence import purposes

from . import states

DETAILS, DECLARATIONS, CODE, EVIDENCE, CPD = "details", "declarations", "code", "evidence", "cpd"
PARTS = (DETAILS, DECLARATIONS, CODE, EVIDENCE, CPD)
YES, NO = "yes", "no"
HEALTH_WORDS, CHARACTER_WORDS = "health_words", "character_words"
LONGEST = 2000
PAPERS = {
    CRIMINAL_RECORD: purposes.CERTIFICATE,
    INSURANCE: purposes.INSURANCE,
}  # what papers of each kind are given for

PART_NAMES: dict[str, Promise] = {
    DETAILS: _("How we reach you"),
    DECLARATIONS: _("Your declarations for this year"),
    CODE: _("The code of conduct"),
    EVIDENCE: _("What went out of date"),
    CPD: _("What you learnt this year"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A yes or no. `adverse`: why a registrar looks, where it was answered with yes."""

    code: str
    words: Promise
    hint: Promise | str
    adverse: str


QUESTIONS = (
    Question(
        "health_affects",
        _("Is there anything about your health that makes it unsafe for you to do care work, even with support?"),
        _(
            "A disability or an illness is not a reason to refuse. We ask only about safety, and employers do not see it."
        ),
        states.HEALTH,
    ),
    Question(
        "dismissed",
        _("Since you last told us, were you dismissed because somebody was harmed or put at risk?"),
        "",
        states.CHARACTER,
    ),
    Question(
        "investigated",
        _("Is an employer, council, regulator or the police looking into your work now?"),
        "",
        states.CHARACTER,
    ),
    Question(
        "refused_elsewhere",
        _("Since you last told us, did another professional register refuse or remove you?"),
        "",
        states.CHARACTER,
    ),
    Question(
        "convicted",
        _("Since you last told us, were you convicted or cautioned for anything?"),
        _("Not for anything spent or protected. Do not write what it was."),
        states.CHARACTER,
    ),
)


def papers_of(kind: str) -> str:
    """Under which name the ids of a kind's papers stand among the answers."""
    return f"{kind}_papers"


def complete(part: str, said: Mapping[str, Any], wanted: tuple[str, ...] = ()) -> bool:
    """Whether a part says all it is asked. `wanted`: of evidence, the kinds that went out of date."""
    if part == DECLARATIONS:
        answered = all(said.get(one.code) in (YES, NO) for one in QUESTIONS)
        return answered and (said.get("health_affects") == NO or bool(said.get(HEALTH_WORDS, "").strip()))
    if part == EVIDENCE:
        return all(said.get(kind, "").strip() or said.get(papers_of(kind)) for kind in wanted)
    if part == CPD:
        return bool(said.get("words", "").strip())
    return said.get("agreed") is True


def adverse(said: Mapping[str, Any]) -> set[str]:
    """Why a registrar looks at these declarations; nothing for who said no to all."""
    return {one.adverse for one in QUESTIONS if said.get(one.code) == YES}
