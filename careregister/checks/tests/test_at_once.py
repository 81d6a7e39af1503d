"""Two nights at once: each certificate is asked about once, each visit is used once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import httpx
from dateutil.relativedelta import relativedelta
from django.db import connection

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, jobs
from careregister.checks.models import Check, IdentityScores, StatusCheck
from careregister.checks.tests.test_identity import begun
from careregister.checks.tests.world import BECAUSE, certificate, opened, themselves, worker
from careregister.outside import lines
from careregister.outside.tests.test_identity import shown
from careregister.people.tests.world import actor


def at_once(does: Callable[[], object], times: int) -> list[object]:
    """What each of so many connections got from `does`, a refusal's reason included."""
    gate = Barrier(times)

    def one() -> object:
        try:
            gate.wait()
            return does()
        except NotAllowed as refused:
            return refused.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return [done.result() for done in [pool.submit(one) for _ in range(times)]]


def test_each_certificate_is_asked_about_once(own_database: str, update_service: str):
    officer, numbers = actor("checks_officer"), []
    for place in range(3):
        person = worker()
        check = Check.objects.get(pk=opened(person, "criminal_record"))
        numbers.append(f"1{place}77665544{place}3")
        given = certificate(person, check.application_id, number=numbers[-1])
        jobs.ask_update_service(str(actions.ask_update_service(given, by=officer, because=BECAUSE)))
        actions.accept(check.pk, by=officer, because=BECAUSE)
    with clock.at(clock.now() + relativedelta(months=6) + timedelta(days=1)):
        answered = at_once(lambda: jobs.recheck_due(wait=lambda _seconds: None), 3)
    assert sum(int(str(one)) for one in answered) == 3
    log = httpx.get(update_service.removesuffix("/crsc/api/status") + "/asked", verify=lines.trusted()).json()
    for number in numbers:
        assert sum(one["number"] == number for one in log) == 2  # the first time, and the night's
    assert StatusCheck.objects.count() == 6


def test_a_visit_is_used_by_one(own_database: str, provider: str):
    person = worker()
    _check, visit = begun(person)
    brought = shown(visit)

    def come_back() -> str:
        return actions.finish_provider(
            brought["state"], brought["code"], by=themselves(person), because=BECAUSE
        ).outcome

    outcomes = at_once(come_back, 3)
    assert sorted(map(str, outcomes)) == ["identity_state_used", "identity_state_used", "passed"]
    assert IdentityScores.objects.count() == 1
