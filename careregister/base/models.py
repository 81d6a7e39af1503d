from django.db import models


class Counter(models.Model):
    """How often something was tried in one window of time. Holds a keyed digest, never an address."""

    pk = models.CompositePrimaryKey("name", "key", "window_number")
    name = models.TextField()
    key = models.BinaryField()
    window_number = models.BigIntegerField()
    used = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)
