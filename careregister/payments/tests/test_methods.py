"""A card or a Direct Debit: given by its payer on the provider's page, one at a time, ended at any time."""

from urllib.parse import parse_qs, urlsplit

import pytest

from careregister.base.actors import CLOCK
from careregister.base.refusals import NotAllowed
from careregister.history.queries import of_subject
from careregister.payments import actions, jobs, queries
from careregister.payments.models import Attempt, Method
from careregister.payments.tests import world
from careregister.payments.tests.world import BECAUSE, PLACES

pytestmark = pytest.mark.django_db


def visit(cards, payer_id, by, number) -> str:
    url = actions.begin_method(payer_id, "card", **PLACES, by=by, because=BECAUSE)
    return parse_qs(urlsplit(cards.give(url, number)).query).get("s", [""])[0]


def test_nobody_gives_or_ends_anothers_way_to_pay(cards):
    payer_id, by = world.payer()
    _, other = world.payer()
    method_id = world.method(cards, payer_id, by)
    with pytest.raises(NotAllowed, match="not_your_money"):
        actions.begin_method(payer_id, "card", **PLACES, by=other, because=BECAUSE)
    with pytest.raises(NotAllowed, match="not_your_money"):
        actions.end_method(method_id, by=other, because=BECAUSE)
    with pytest.raises(NotAllowed, match="not_your_money"):
        actions.begin_method(payer_id, "card", **PLACES, by=world.officer(), because=BECAUSE)
    with pytest.raises(NotAllowed, match="unknown_kind"):
        actions.begin_method(payer_id, "cheque", **PLACES, by=by, because=BECAUSE)


def test_the_address_of_anothers_visit_is_worth_nothing(cards):
    payer_id, by = world.payer()
    session = visit(cards, payer_id, by, cards.VISA)
    thief_id, thief = world.payer()
    for whose, who in ((thief_id, thief), (payer_id, thief)):
        with pytest.raises(NotAllowed):
            actions.finish_method(whose, session, by=who, because=BECAUSE)
    with pytest.raises(NotAllowed, match="setup_unknown"):
        actions.finish_method(payer_id, "", by=by, because=BECAUSE)
    assert not Method.objects.exists()


def test_a_visit_keeps_one_method_however_often_it_is_finished(cards):
    payer_id, by = world.payer()
    session = visit(cards, payer_id, by, cards.VISA)
    kept = {actions.finish_method(payer_id, session, by=by, because=BECAUSE) for _ in range(3)}
    assert len(kept) == 1
    world.hear(cards)
    (shown,) = queries.methods(payer_id)
    assert (shown.kind, shown.last4, shown.brand_or_bank, shown.state) == ("card", "4242", "visa", "ready")


def test_whoever_closed_the_page_after_giving_it_has_it_all_the_same(cards):
    payer_id, by = world.payer()
    visit(cards, payer_id, by, cards.VISA)
    world.hear(cards)
    assert queries.method_now(payer_id) is not None


def test_a_new_one_takes_the_place_of_the_one_before_and_the_provider_hears_of_it(cards):
    payer_id, by = world.payer()
    first = world.method(cards, payer_id, by)
    second = world.method(cards, payer_id, by)
    assert [one.id for one in queries.methods(payer_id)] == [second, first]
    jobs.let_all_go()
    assert Method.objects.get(pk=first).let_go_at is not None
    gone = [one for one in cards.things("payment_method") if one["customer"] is None]
    assert [one["id"] for one in gone] == [Method.objects.get(pk=first).provider_id]


def test_one_that_was_ended_is_never_charged_again(cards):
    payer_id, by = world.payer()
    method_id = world.method(cards, payer_id, by)
    invoice_id = world.owing(payer_id)
    attempt_id = actions.collect(payer_id, [invoice_id], by=by, because=BECAUSE)
    actions.end_method(method_id, by=by, because=BECAUSE)
    assert actions.send(attempt_id, by=CLOCK, because=BECAUSE) == "withdrawn"
    assert actions.collect_due(by=CLOCK, because=BECAUSE) == 0
    with pytest.raises(NotAllowed, match="no_way_to_pay"):
        actions.collect(payer_id, [invoice_id], by=by, because=BECAUSE)
    with pytest.raises(NotAllowed, match="method_is_ended"):
        actions.end_method(method_id, by=by, because=BECAUSE)
    assert cards.things("charge") == []


def test_a_mandate_that_the_payer_cancels_at_their_bank_ends_the_method(cards):
    payer_id, by = world.payer()
    method_id = world.method(cards, payer_id, by, cards.DEBIT)
    cards.end_mandate(Method.objects.get(pk=method_id).provider_id)
    world.hear(cards)
    assert queries.method_now(payer_id) is None
    assert Method.objects.get(pk=method_id).ended_because == "mandate_inactive"


def test_a_debit_that_nobody_authorised_is_not_tried_again(cards):
    _, _, _, attempt_id = world.paying(cards, cards.DEBIT_NOT_AUTHORISED)
    cards.advance(days=6)
    world.hear(cards)
    attempt = Attempt.objects.get(pk=attempt_id)
    assert (attempt.state, attempt.code, attempt.retry_on) == ("failed", "debit_not_authorized", None)


def test_a_bank_that_wants_to_ask_its_customer_is_not_asked_again_behind_their_back(cards):
    _, _, _, attempt_id = world.paying(cards, cards.ASKS_ALWAYS)
    attempt = Attempt.objects.get(pk=attempt_id)
    assert (attempt.state, attempt.code, attempt.retry_on) == ("failed", "authentication_required", None)


def test_staff_who_look_at_a_payer_leave_a_line():
    payer_id, by = world.payer()
    for who in (world.people.actor("registrar"), world.payer()[1]):
        with pytest.raises(NotAllowed):
            actions.look(payer_id, by=who, because=BECAUSE)
    actions.look(payer_id, by=by, because=BECAUSE)
    actions.look(payer_id, by=world.officer(), because=BECAUSE)
    lines = [one for one in of_subject("payments.payer", payer_id) if one.what == "payments.looked_at"]
    assert [one.by_role for one in lines] == ["finance_officer"]
    assert [one.person_id for one in lines] == [by.person_id]
