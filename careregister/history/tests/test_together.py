"""Several actions as one: the same lines in the same order, none of what was taken back, and fewer statements."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import in_a_look, look, once, part, together
from careregister.history.actions import record, record_many
from careregister.history.models import Entry

pytestmark = pytest.mark.django_db

WHY = Because("for_the_test", "Said in words.")


def told() -> list[str]:
    return [what.removeprefix("test.") for what in Entry.objects.order_by("sequence").values_list("what", flat=True)]


def tell(*events: str) -> None:
    for event in events:
        record(f"test.{event}", Entry(pk=uuid4()), by=CLOCK, because=WHY)


@part
def refuse() -> None:
    tell("refused")
    raise NotAllowed("for_the_test")


def test_a_refusal_leaves_nothing_of_the_whole():
    @together
    def whole() -> None:
        tell("first")
        refuse()

    with pytest.raises(NotAllowed):
        whole()
    tell("afterwards")
    assert told() == ["afterwards"]


def test_what_a_savepoint_took_back_was_not_told():
    @together
    def whole() -> None:
        tell("first")
        with pytest.raises(NotAllowed), transaction.atomic():
            refuse()
        with transaction.atomic():
            tell("second")
        tell("third")

    whole()
    assert told() == ["first", "second", "third"]


def test_what_a_savepoint_took_back_is_looked_for_again():
    found: list[int] = []

    def look() -> int:
        found.append(len(found))
        return found[-1]

    def look_and_refuse() -> None:
        once("it", look)
        raise NotAllowed("for_the_test")

    @together
    def whole() -> list[int]:
        with pytest.raises(NotAllowed), transaction.atomic():
            look_and_refuse()
        return [once("it", look), once("it", look)]

    assert whole() == [1, 1]
    assert [once("it", look), once("it", look)] == [2, 3]


def test_many_lines_are_one_statement_in_their_order_with_their_words():
    @together
    def inner() -> None:
        tell("third", "fourth")

    @together
    def whole() -> None:
        tell("first", "second")
        inner()
        assert record_many([]) == []
        tell("fifth")

    with CaptureQueriesContext(connection) as said:
        whole()
    assert told() == ["first", "second", "third", "fourth", "fifth"]
    assert {entry.words.text for entry in Entry.objects.all()} == {"Said in words."}
    assert [one["sql"].split()[0] for one in said] == ["SAVEPOINT", "with", "RELEASE"]


def test_whoever_swallows_a_refusal_within_ends_the_whole():
    @together
    def whole() -> None:
        with pytest.raises(NotAllowed):
            refuse()
        tell("afterwards")

    with pytest.raises(transaction.TransactionManagementError):
        whole()
    assert told() == []


def test_a_look_asks_once_and_an_action_within_it_asks_anew():
    asked: list[str] = []

    def ask() -> int:
        asked.append("it")
        return len(asked)

    @together
    def act() -> list[int]:
        tell("acted")
        return [in_a_look("it", ask), in_a_look("it", ask)]

    @look
    def whole() -> list[int]:
        tell("looked")
        seen = [in_a_look("it", ask), in_a_look("it", ask), *act()]
        assert told() == ["looked", "acted"]  # neither waits for the end of the look
        return [*seen, in_a_look("it", ask), once("it", ask)]

    assert whole() == [1, 1, 2, 3, 1, 4]
    assert in_a_look("it", ask) == 5
