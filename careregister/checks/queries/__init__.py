"""What others read of checks: plain values, walled by who asks."""

from .certificates import CODE_WORDS, OfficerTask, officer_tasks, wants_correcting
from .checks import (
    STATE_WORDS,
    CheckFacts,
    StepTaken,
    check,
    checks_of_application,
    checks_of_person,
    may_decide,
    online_is_open,
    profile_codes,
    steps_of,
    update_service_is_open,
)

__all__ = [
    "CODE_WORDS",
    "STATE_WORDS",
    "CheckFacts",
    "OfficerTask",
    "StepTaken",
    "check",
    "checks_of_application",
    "checks_of_person",
    "may_decide",
    "officer_tasks",
    "online_is_open",
    "profile_codes",
    "steps_of",
    "update_service_is_open",
    "wants_correcting",
]
