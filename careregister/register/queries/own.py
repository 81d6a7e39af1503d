"""What a person asks of their own entry."""

from uuid import UUID

from ..models import Registrant


def number_of(person_id: UUID) -> str:
    """The registration number of a person who is or was registered; empty for one who never was."""
    return Registrant.objects.filter(person=person_id).values_list("number_id", flat=True).first() or ""
