"""Whatever the register refuses is said in plain words, and whatever it does reads as a sentence."""

import re
from pathlib import Path

import pytest

from careregister.base import clock
from careregister.register import phrases, reasons, states
from careregister.register.events import EVENTS
from careregister.web.parts.reasons import WORDS

REGISTER = Path(__file__).parents[4] / "register"
REFUSED = re.compile(r'(?:NotAllowed|Unlawful)\(\s*"([a-z_]+)"')


def test_every_refusal_of_the_register_has_its_words():
    sources = [path for path in REGISTER.rglob("*.py") if not {"tests", "importing", "management"} & set(path.parts)]
    found = {code for path in sources for code in REFUSED.findall(path.read_text(encoding="utf-8"))}
    assert found
    assert sorted(found - WORDS.keys()) == []


def test_every_step_has_its_words():
    assert states.STEPS.keys() <= phrases.VERBS.keys()
    assert states.STEPS.keys() <= phrases.SENTENCES.keys()
    assert set(states.RESTRICTION_KINDS) == phrases.RESTRICTION_NAMES.keys()


def test_every_event_of_the_register_reads_as_a_sentence():
    assert EVENTS.keys() - phrases.EVENT_SENTENCES.keys() <= {"register.imported"}


@pytest.mark.parametrize("reason", reasons.REASONS, ids=lambda reason: reason.code)
def test_a_reason_reads_the_same_whoever_gave_it(reason):
    """It follows "because" in a sentence about two people, and is chosen from a list: "they" or "I" would be anybody."""
    assert not re.search(r"\b(I|me|my|myself|we|us|our|you|your|they|them|their)\b", str(reason.clause))


@pytest.mark.parametrize("action", sorted(states.STEPS))
def test_every_step_has_a_reason_to_give(action):
    if states.STEPS[action].who.roles:
        assert reasons.offered(action, clock.today()), action
