"""The open figures of each day, as first counted."""

from __future__ import annotations

from django.db import models


class OpenFigures(models.Model):
    """What open data says all day. Codes and rounded counts, never a person; whoever counts first that day writes it."""

    day = models.DateField(primary_key=True)  # as at its start, in London
    figures = models.JSONField()

    def __str__(self) -> str:
        return self.day.isoformat()
