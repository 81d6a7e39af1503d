"""What goes when the time of an application that came to nothing is over."""

from uuid import UUID

from .models import Award


def erase_of_person(person_id: UUID) -> None:
    """Everything somebody said they learnt. The caller keeps the rule."""
    Award.objects.filter(person=person_id).delete()
