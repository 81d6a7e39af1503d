"""The demonstration: invented people, real homes. Safe to run twice."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from careregister.applications import seeds as applications
from careregister.base import clock
from careregister.base.progress import Progress
from careregister.membership import seeds as membership
from careregister.organisations import seeds as organisations
from careregister.people import seeds as people
from careregister.register import seeds as register
from careregister.register.models import StandingSpan
from careregister.register.states import PAUSED, REGISTERED
from careregister.renewals import seeds as renewals
from careregister.training import seeds as training


class Command(BaseCommand):
    help = "Load the demonstration: staff, 56 homes and 3,000 invented registrants. Only in demo mode."
    requires_system_checks = ()  # it needs no pages

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("This loads invented people. It runs in demo mode only: CAREREGISTER_DEMO=1."))
        with (
            _without_collecting(),
            transaction.atomic(),
            Progress(_("Demo"), register.SIZE, cast(TextIO, self.stderr._out)) as progress,
        ):
            staff = people.demo_staff()
            homes = organisations.load()
            registrants = register.load(progress=progress.step)
            if not registrants:
                progress.step(register.SIZE)
            files = applications.load()
            members = membership.load(_on_the_register())  # with accounts to sign in with
            training.load()
            renewals.load()
        counts = {"staff": staff, "homes": homes, "registrants": registrants, "files": files, "members": members}
        self.stdout.write(
            _(
                "Demo: %(staff)d new members of staff, %(registrants)d new registrants, %(files)d new applications, %(members)d new members, %(homes)d homes."
            )
            % counts
        )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Tens of thousands of rows in the making are all wanted: to look for garbage among them again and again takes a
    third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _on_the_register() -> list[UUID]:
    """Whoever is registered or paused now, by number."""
    now = StandingSpan.objects.filter(known__upper_inf=True, valid__contains=clock.now(), base__in=(REGISTERED, PAUSED))
    return list(now.order_by("registrant__number").values_list("registrant__person_id", flat=True))
