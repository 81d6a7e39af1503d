"""What fronts read of renewals: plain values, walled by who asks."""

from .file import RenewalFile, RenewalLine, file, of_person
from .forecast import Ahead, Behind, behind, forecast
from .lists import ChaseRow, DeferralRow, LookRow, ReferredRow, deferrals, referred, to_chase, to_look_at, waiting
from .notices import NoticeShown, RungShown, ladder_of
from .own import Mine, MyDeferral, MyPart, MyRenewal, deferral_limits, mine, said_in, shown_part, work_contact
from .papers import EvidenceFile, EvidenceShown, PapersRow, evidence_of, my_papers, papers_waiting

__all__ = [
    "Ahead",
    "Behind",
    "ChaseRow",
    "DeferralRow",
    "EvidenceFile",
    "EvidenceShown",
    "LookRow",
    "Mine",
    "MyDeferral",
    "MyPart",
    "MyRenewal",
    "NoticeShown",
    "PapersRow",
    "ReferredRow",
    "RenewalFile",
    "RenewalLine",
    "RungShown",
    "behind",
    "deferral_limits",
    "deferrals",
    "evidence_of",
    "file",
    "forecast",
    "ladder_of",
    "mine",
    "my_papers",
    "of_person",
    "papers_waiting",
    "referred",
    "said_in",
    "shown_part",
    "to_chase",
    "to_look_at",
    "waiting",
    "work_contact",
]
