"""What fronts read of applications: the applicant's own, the queue, one file whole, how long things take."""

from .file import find, whole
from .openings import Opening, openings
from .own import Asked, MyApplication, MySection, SectionShown, mine, reading_for_answer, section_for, written
from .previews import letter_of, reminder_of_an_ask
from .queue import MINE, NOBODYS, Filters, QueuePage, QueueRow, queue, waiting_for
from .reading import ReadAnswer, ReadSection, choices_of, read_sections
from .righting import to_put_right
from .second_looks import LookRow, references, second_looks
from .shown import WholeApplication
from .similar import SimilarDecision, similar_decisions
from .times import ServiceStandards, service_standards, usual_days, usual_until_decided

__all__ = [
    "MINE",
    "NOBODYS",
    "Asked",
    "Filters",
    "LookRow",
    "MyApplication",
    "MySection",
    "Opening",
    "QueuePage",
    "QueueRow",
    "ReadAnswer",
    "ReadSection",
    "SectionShown",
    "ServiceStandards",
    "SimilarDecision",
    "WholeApplication",
    "choices_of",
    "find",
    "letter_of",
    "mine",
    "openings",
    "queue",
    "read_sections",
    "reading_for_answer",
    "references",
    "reminder_of_an_ask",
    "second_looks",
    "section_for",
    "service_standards",
    "similar_decisions",
    "to_put_right",
    "usual_days",
    "usual_until_decided",
    "waiting_for",
    "whole",
    "written",
]
