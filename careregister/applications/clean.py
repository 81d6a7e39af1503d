"""Whether a file is clean: what one registrar may admit on alone, and what not even two go without."""

from __future__ import annotations

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.base.together import in_a_look
from careregister.checks.models import Check
from careregister.checks.states import CLOSED, PASSED

from . import criteria, said_before, states
from .form.definition import CHARACTER, HEALTH, asked_fields, asked_pages
from .form.sections import SECTIONS
from .models import Application


def unclean(application: Application) -> list[str]:
    """What stands between this file and an admission by one: `check:identity`, `declared:unspent`, `match`, `earlier`.
    Empty: nothing."""
    return in_a_look(("unclean", application.pk), lambda: _unclean(application))


def _unclean(application: Application) -> list[str]:
    found = [f"check:{kind}" for kind in _not_passed(application)]
    found += [f"declared:{code}" for code in declared(application)]
    if application.matches.exclude(state=states.DIFFERENT).exists():
        found.append("match")
    if any(weighs(one) for one in earlier(application)):
        found.append("earlier")
    return found


def check(application: Application) -> None:
    """NotAllowed not_clean, with the `parts` that are not."""
    if parts := unclean(application):
        raise NotAllowed("not_clean", parts=parts)


def check_for_two(application: Application) -> None:
    """What the rules never go without (`always` in `admission.checks`), whoever decides. NotAllowed not_clean."""
    always = {row["check"] for row in criteria.checks(application) if row.get("always")}
    if parts := [f"check:{kind}" for kind in _not_passed(application) if kind in always]:
        raise NotAllowed("not_clean", parts=parts)


def declared(application: Application) -> list[str]:
    """The questions about health and character that were answered yes, by field code: never what was said. A yes that
    was changed into a no after sending is still one: two look at it."""
    answers = {row.code: row.data for row in application.sections.all()}
    found = [
        field.code
        for section in SECTIONS
        if section.items is None
        for said in (answers.get(section.code, {}), *said_before.versions(answers.get(section.code, {})))
        for page in asked_pages(section, said)
        for field in asked_fields(page, said)
        if field.closed in (HEALTH, CHARACTER) and said.get(field.code) == "yes"
    ]
    return list(dict.fromkeys(found))


def earlier(application: Application) -> list[Application]:
    """What the same person sent before, the latest first, as long as it is kept."""
    sent = Application.objects.filter(person=application.person_id, sent_at__isnull=False)
    others = sent.exclude(pk=application.pk).order_by("-sent_at")
    return in_a_look(("earlier", application.pk), lambda: list(others))


def weighs(before: Application) -> bool:
    """Whether an earlier application keeps one registrar from deciding alone: refused, led back, or withdrawn when the
    person had been told why we might refuse, or when we may have met them. Nobody begins anew to be rid of that."""
    if before.state in (*states.REFUSAL_STANDS, states.LED_BACK):
        return True
    unheard = before.requests.filter(hearing=True).exists() or before.matches.exclude(state=states.DIFFERENT).exists()
    return before.state == states.WITHDRAWN and (unheard or bool(declared(before)))


def wanted_checks(application: Application) -> list[str]:
    """The kinds of check that this application needs by its rules, given its answers."""
    answers = {row.code: row.data for row in application.sections.all()}
    return [row["check"] for row in criteria.checks(application) if _asked_for(row.get("when"), answers)]


def _not_passed(application: Application) -> list[str]:
    """Wanted or opened checks that have not passed, or no longer hold today. Training may be not passed: then it earns
    no tier, which is no reason against anybody."""
    today = clock.today()
    rows = {row.kind: row for row in Check.objects.filter(application_id=application.pk).exclude(state=CLOSED)}
    done = {
        kind
        for kind, row in rows.items()
        if row.state == PASSED and (row.expires_on is None or row.expires_on >= today)
    }
    forgiven = {row["check"] for row in criteria.checks(application) if row.get("may_fail")}
    done |= {kind for kind, row in rows.items() if kind in forgiven and row.decided_at is not None}
    needed = dict.fromkeys([*wanted_checks(application), *rows])
    return [kind for kind in needed if kind not in done]


def _asked_for(when: dict | None, answers: dict[str, dict]) -> bool:
    if when is None:
        return True
    given = answers.get(when["section"], {}).get(when["field"])
    return given in when["answers"] if not isinstance(given, list) else bool({*given} & {*when["answers"]})
