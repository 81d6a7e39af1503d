"""The demo's members: believable, the same every time, lawful in every row, and quickly laid out."""

from datetime import date
from itertools import accumulate

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from careregister.base import clock, copying
from careregister.base.ids import new_id
from careregister.membership import jobs, queries, seeds, states
from careregister.membership.derive import derive
from careregister.membership.facts import facts_of_many
from careregister.membership.models import Subscription
from careregister.organisations import queries as organisations
from careregister.payments import comparing, ledger
from careregister.payments.models import Attempt, Invoice, Movement
from careregister.people.models import Person
from careregister.people.seeds import demo_staff
from careregister.people.tests import world as people

from . import world

TODAY = date(2026, 11, 22)


@pytest.fixture
def loaded(db):
    """As many people as the demo has registrants, with those whom it names."""
    with clock.at(world.moment(TODAY)):
        demo_staff()
        persons = [one.person for one in seeds.NAMED] + [new_id() for _one in range(2900)]
        copying.insert(Person(id=person, created_at=clock.now()) for person in persons)
        with CaptureQueriesContext(connection) as asked:
            count = seeds.load(persons)
        yield persons, count, len(asked)


def test_the_demos_members_are_believable_lawful_and_laid_out_in_few_statements(loaded, subtests):
    """Laid out once, and looked at by all of these: they only read, but for the last."""
    with subtests.test("most of three thousand are members in few statements"):
        most_of_three_thousand_are_members_in_few_statements(*loaded)
    for promise in (
        every_state_is_what_follows_from_the_ledger,
        the_ledger_and_the_providers_list_agree_to_the_penny,
        the_provider_never_pays_out_more_than_it_has_received,
        one_employer_pays_for_twelve,
        what_was_paid_can_be_given_back,
        the_named_are_what_the_documents_say,
        the_first_night_changes_only_what_time_changes,
    ):
        with subtests.test(promise.__name__.replace("_", " ")):
            promise()


def most_of_three_thousand_are_members_in_few_statements(persons, count, statements):
    assert 0.75 < count / len(persons) < 0.9
    assert statements < 80
    assert seeds.load(persons) == 0
    by_state = dict(Subscription.objects.values_list("state").annotate(Count("pk")))
    assert by_state.keys() == {"active", "past_due", "paused", "ended"}
    assert 20 < by_state["past_due"] < 60


def every_state_is_what_follows_from_the_ledger():
    rows = list(Subscription.objects.all())
    facts = facts_of_many(rows, TODAY)
    assert [row.pk for row in rows if row.state != derive(facts[row.pk], TODAY).state] == []


def the_ledger_and_the_providers_list_agree_to_the_penny():
    until = clock.now()
    assert comparing.differences(until) == []
    assert comparing.out_of_step(until) == []
    balances = ledger.balances()
    assert sum(balances.values()) == 0
    assert balances["bank"] > 1_000_000
    fees = sum(Movement.objects.values_list("fee_pence", flat=True))
    assert balances["fees"] == fees > 0


def the_provider_never_pays_out_more_than_it_has_received():
    moved = Movement.objects.order_by("at", "-pence").values_list("pence", "fee_pence", "kind")
    held = list(accumulate(pence - fee for pence, fee, _kind in moved))
    assert min(held) >= 0
    assert [kind for _pence, _fee, kind in moved].count("payout") > 10
    assert ledger.balances()["held"] == held[-1] > 0


def one_employer_pays_for_twelve():
    (account,) = people.Account.objects.filter(email="harriet.lowe@example.org")
    (employer,) = organisations.employers_of(account.pk)
    asker = people.owner_of(account)
    assert (employer.name, employer.may_pay) == (seeds.EMPLOYER, True)
    assert len(queries.covered(employer.id, asker)) == 12
    assert queries.employer_money(employer.id, asker).monthly_pence == 3600
    assert [one.state for one in queries.worker_invitations_of(employer.id, asker)] == ["waiting"]


def what_was_paid_can_be_given_back():
    """The pretend provider knows a payment by what its name says: by whom, in which way, how much."""
    for one in Attempt.objects.filter(state="succeeded").select_related("method"):
        way = one.method.provider_id.removeprefix("pm_demo_")
        assert one.charge == f"pi_demo_{way}_{one.pence}_{one.pk.hex}"


def the_named_are_what_the_documents_say():
    shown = {one.email: queries.mine(one.person) for one in seeds.NAMED}
    assert all(shown.values())
    told = {email: mine.state for email, mine in shown.items() if mine}
    assert told["renee.okonkwo@example.org"] == states.ACTIVE
    assert told["sunita.gurung@example.org"] == states.PAST_DUE
    assert told["mary.ann.oneill@example.org"] == states.PAUSED
    thomas, tina = shown["thomas.begley@example.org"], shown["tina.dela.cruz@example.org"]
    waivers = [mine.waiver.state for mine in (thomas, tina) if mine and mine.waiver]
    assert waivers == ["waiting", "granted"]
    assert len(queries.waiver_queue(people.actor("membership_officer"))) == 5


def the_first_night_changes_only_what_time_changes():
    before = dict(Subscription.objects.values_list("pk", "state"))
    open_before = Invoice.objects.filter(state="open").count()
    jobs.night()
    after = dict(Subscription.objects.values_list("pk", "state"))
    assert sum(before[pk] != state for pk, state in after.items()) <= 3
    assert Invoice.objects.filter(state="open").count() - open_before < 60
