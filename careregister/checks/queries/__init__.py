"""What others read of checks: plain values, walled by who asks."""

from .asking import AskFacts, OpenAsk, asks_of, asks_over, ends_to_verify, open_ask, waiting_asks
from .certificates import CODE_WORDS, OfficerTask, officer_tasks, wants_correcting
from .checks import (
    STATE_WORDS,
    CheckFacts,
    StepTaken,
    check,
    checks_of_application,
    checks_of_person,
    decidable,
    may_decide,
    online_is_open,
    profile_codes,
    steps_of,
    to_decide,
    update_service_is_open,
)
from .employment import GapFacts, HistoryFacts, SpellFacts, history_of, spells_of
from .proving import ProofBeside, differs_online, online_name, proof_beside

__all__ = [
    "CODE_WORDS",
    "STATE_WORDS",
    "AskFacts",
    "CheckFacts",
    "GapFacts",
    "HistoryFacts",
    "OfficerTask",
    "OpenAsk",
    "ProofBeside",
    "SpellFacts",
    "StepTaken",
    "asks_of",
    "asks_over",
    "check",
    "checks_of_application",
    "checks_of_person",
    "decidable",
    "differs_online",
    "ends_to_verify",
    "history_of",
    "may_decide",
    "officer_tasks",
    "online_is_open",
    "online_name",
    "open_ask",
    "profile_codes",
    "proof_beside",
    "spells_of",
    "steps_of",
    "to_decide",
    "update_service_is_open",
    "waiting_asks",
    "wants_correcting",
]
