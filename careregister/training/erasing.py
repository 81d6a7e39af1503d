"""What goes when the time of an application that came to nothing is over."""

from uuid import UUID

from .models import Audit, AuditStep, Award, CountedFor, Learning, Plan


def erase_of_person(person_id: UUID) -> None:
    """Everything somebody said they learnt. The caller keeps the rule."""
    CountedFor.objects.filter(person=person_id).delete()
    AuditStep.objects.filter(audit__person=person_id).delete()
    Audit.objects.filter(person=person_id).delete()
    Plan.objects.filter(person=person_id).delete()
    Learning.objects.filter(person=person_id).delete()
    Award.objects.filter(person=person_id).delete()
