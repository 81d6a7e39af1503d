"""What a person asks of their own entry."""

from collections.abc import Iterable
from uuid import UUID

from ..models import Registrant


def number_of(person_id: UUID) -> str:
    """The registration number of a person who is or was registered; empty for one who never was."""
    return Registrant.objects.filter(person=person_id).values_list("number_id", flat=True).first() or ""


def numbers_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The same for a whole list, by person. One query."""
    return dict(Registrant.objects.filter(person__in=set(person_ids)).values_list("person_id", "number_id"))
