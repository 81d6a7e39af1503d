"""What an applicant is asked, in order. Pages, fields and words; how they are asked is the wizard's business."""

from django.utils.translation import gettext_lazy as _

from .about import ABOUT_YOU, CODE, PAYING, PHOTO, PUBLIC
from .definition import Section
from .safety import CRIMINAL_RECORD, HEALTH_AND_CHARACTER, IDENTITY, INSURANCE
from .work import CARE_CERTIFICATE, EMPLOYMENT, GAPS, REFERENCES, TRAINING

SECTIONS: tuple[Section, ...] = (
    ABOUT_YOU,
    IDENTITY,
    CRIMINAL_RECORD,
    EMPLOYMENT,
    GAPS,
    REFERENCES,
    CARE_CERTIFICATE,
    TRAINING,
    HEALTH_AND_CHARACTER,
    INSURANCE,
    CODE,
    PHOTO,
    PUBLIC,
    PAYING,
)

# The task list shows them under these headings.
GROUPS = (
    (_("You"), ("about_you", "identity", "photo")),
    (_("Your work"), ("employment", "gaps", "references", "care_certificate", "training")),
    (_("Keeping people safe"), ("criminal_record", "health_and_character", "insurance", "code")),
    (_("Your entry and your fee"), ("public", "paying")),
)

# Parts that ask about health or character.
CLOSED_SECTIONS = frozenset(one.code for one in SECTIONS for page in one.pages for field in page.fields if field.closed)


def section(code: str) -> Section:
    """KeyError when there is none."""
    return {section.code: section for section in SECTIONS}[code]
