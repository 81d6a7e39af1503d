"""What a referee said, beside what the applicant said. Pure: differences are flags for a person to look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from careregister.base import names

from .history_of_work import number

NO_SUCH_JOB, STARTED, ENDED, STILL, REASON = "no_such_job", "started", "ended", "still", "reason"
NOT_AGAIN, SAFETY, NOT_THEM, RELATED = "not_again", "safety", "not_them", "related"
SAID = {
    NO_SUCH_JOB: _("The applicant told us of no job there"),
    STARTED: _("They give another month for the start"),
    ENDED: _("They give another month for the end"),
    STILL: _("They do not agree on whether the job goes on"),
    REASON: _("They give another reason why the job ended"),
    NOT_AGAIN: _("They would not employ the applicant again"),
    SAFETY: _("They know of something about safety"),
    NOT_THEM: _("They do not know the applicant by this name, or never met"),
    RELATED: _("They are related to the applicant, or live with them"),
}
_COMMON = frozenset(
    {"the", "and", "of", "ltd", "limited", "plc", "llp", "uk", "care", "home", "homes", "house", "services", "service"}
    | {"group", "agency", "residential", "nursing", "healthcare", "support", "homecare", "community"}
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the applicant told it; months as "2019-03", `ended` empty while it lasts."""

    employer: str
    place: str
    started: str
    ended: str
    reason: str


def flags(
    answers: Mapping[str, Any], about: Mapping[str, Any], jobs: Iterable[Job], may_differ: int
) -> tuple[str, ...]:
    """Codes of what differs or worries, in the order of SAID. `may_differ`: months by which dates may, unnoticed."""
    found = set()
    if answers.get("again") == "no":
        found.add(NOT_AGAIN)
    if answers.get("safety") == "yes":
        found.add(SAFETY)
    if answers.get("is_them") == "no":
        found.add(NOT_THEM)
    if answers.get("related") == "yes":
        found.add(RELATED)
    if "started" in answers and answers.get("relation") in {"manager", "senior"}:
        there = [job for job in jobs if is_there(job, about)]
        if there:
            # Several jobs at one place: the one that fits best is the one that was meant.
            found |= min((_differs(answers, job, may_differ) for job in there), key=len)
        else:
            found.add(NO_SUCH_JOB)
    return tuple(code for code in SAID if code in found)


def _differs(answers: Mapping[str, Any], job: Job, may_differ: int) -> set[str]:
    found = set()
    if _apart(answers.get("started", ""), job.started) > may_differ:
        found.add(STARTED)
    goes_on = answers.get("still") == "yes"
    if goes_on != (not job.ended):
        found.add(STILL)
    elif not goes_on:
        if _apart(answers.get("ended", ""), job.ended) > may_differ:
            found.add(ENDED)
        if answers.get("reason") not in {"not_known", job.reason}:
            found.add(REASON)
    return found


def _apart(one: str, other: str) -> int:
    first, second = number(one), number(other)
    return 0 if first is None or second is None else abs(first - second)


def is_there(job: Job, about: Mapping[str, Any]) -> bool:
    """Whether a job was at the organisation that somebody was asked about: the same place, or a telling word shared."""
    if job.place and job.place == about.get("place"):
        return True
    here, there = (set(names.fold(text).split()) for text in (job.employer, str(about.get("organisation", ""))))
    telling = (here & there) - _COMMON
    return bool(telling) or (bool(here) and here == there)
