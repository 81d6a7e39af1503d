"""Thousands of letters at once are the same letters as one by one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.history.models import Entry
from careregister.letters import actions, texts
from careregister.letters.models import EMAIL, SMS, Letter, Words
from careregister.letters.texts import BadContext
from careregister.people.tests import world

pytestmark = pytest.mark.django_db
WHY = Because("for_the_test")
NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
KIND = "letters.sign_in_notice"
SAID = {"day": "4 March 2027", "time": "14:05", "device": "Firefox"}
NOT_THE_SAME = {"id", "message_id", "letter", "to", "subject", "body", "sequence", "subject_id"}


def plain(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields} | dict.fromkeys(
        NOT_THE_SAME
    )


@pytest.mark.parametrize(("channel", "to"), [(EMAIL, "ada@example.org"), (SMS, "+447700900123")])
def test_one_of_many_is_the_same_letter_as_one_alone(channel, to):
    ada, grace = world.person("Ada"), world.person("Grace")
    with clock.at(NOON):
        alone = actions.write(
            KIND, to=to, context=SAID, channel=channel, person_id=ada.pk, cause=grace, by=CLOCK, because=WHY
        )
        cause = (grace._meta.label_lower, grace.pk)
        (many,) = actions.write_many([actions.ToWrite(KIND, to, SAID, ada.pk, cause, channel)], by=CLOCK, because=WHY)
    assert plain(Letter.objects.get(pk=alone)) == plain(Letter.objects.get(pk=many))
    one, other = Words.objects.get(pk=alone), Words.objects.get(pk=many)
    assert [one.opened(part) for part in ("to", "subject", "body")] == [
        other.opened(part) for part in ("to", "subject", "body")
    ]
    assert plain(Entry.objects.get(subject_id=alone)) == plain(Entry.objects.get(subject_id=many))


def test_a_word_too_few_and_none_is_written():
    with pytest.raises(BadContext):
        actions.write_many(
            [actions.ToWrite(KIND, "a@example.org", SAID), actions.ToWrite(KIND, "b@example.org", {})],
            by=CLOCK,
            because=WHY,
        )
    assert not Letter.objects.exists()


def test_a_text_that_an_editor_changed_is_the_one_that_many_get(monkeypatch):
    changed = texts.Text("Signed in on {{ day }}", "At {{ time }} with {{ device }}.", 7)
    monkeypatch.setattr(texts, "current", lambda kind, language="": changed)
    (many,) = actions.write_many([actions.ToWrite(KIND, "a@example.org", SAID)], by=CLOCK, because=WHY)
    assert Words.objects.get(pk=many).opened("body") == "At 14:05 with Firefox.\n"
    assert Letter.objects.get(pk=many).text_version == 7
