"""The demo's applications: invented people in every state of an application, the same every time but for the days.

They are told backwards from the day of loading, so that the demo is as fresh next year. `answers` is what they write,
`telling` one application through the ordinary actions, `stories` what became of them.
"""

from django.db import transaction

from careregister.people.models import Person
from careregister.register.seed_names import Dice, people
from careregister.register.seeds.cast import Cast

from .stories import STORIES
from .telling import Telling

SEED = 20261122

__all__ = ["STORIES", "load"]


@transaction.atomic
def load() -> int:
    """Write them, after `people.seeds.demo_staff`; how many were written. Safe to run twice: then none."""
    cast, dice = Cast.gathered(), Dice(SEED)
    grown_up = [one for one in people(2 * len(STORIES), SEED) if one.date_of_birth.year < 2004]
    tellings = [
        Telling(who, turn, ago, cast, dice)
        for turn, (who, (ago, _story)) in enumerate(zip(grown_up, STORIES, strict=False), start=1)
    ]
    if Person.objects.filter(pk=tellings[0].person_id).exists():
        return 0
    for telling, (_ago, story) in zip(tellings, STORIES, strict=True):
        story(telling)
    return len(tellings)
