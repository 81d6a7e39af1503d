"""Where sessions are kept: Django's own table, read by a statement written by hand. Every page of whoever is signed in
begins with it, and to have it put together took longer than to ask it. They end by the one clock."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection

from careregister.base import clock

_READ = "select session_data from django_session where session_key = %s and expire_date > %s"


class SessionStore(db.SessionStore):
    # The name is part of what sessions are signed with.
    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, clock.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def get_expiry_date(self, **given: Any) -> datetime:
        return super().get_expiry_date(**{"modification": clock.now(), **given})

    @classmethod
    def clear_expired(cls) -> None:
        cls.get_model_class().objects.filter(expire_date__lt=clock.now()).delete()
