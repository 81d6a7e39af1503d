"""Draw lots again from the lists that were kept, and compare with who was asked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from careregister.training import lots
from careregister.training.models import Draw


class Command(BaseCommand):
    help = (
        "Draw again: whether list, seed and share of each draw give its digest, its threshold and the people audited."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for draw in Draw.objects.select_related("listed").order_by("drawn_at", "ends_from"):
            found = lots.draw(filter(None, draw.listed.numbers.split("\n")), draw.seed, draw.share)
            audited = set(draw.audits.values_list("number", flat=True))
            same = (found.digest, found.threshold, found.size) == (draw.list_digest, draw.threshold, draw.size)
            agrees = same and set(found.drawn) == audited
            wrong += not agrees
            words = _("the same") if agrees else _("NOT the same")
            told = {"since": draw.ends_from, "until": draw.ends_until, "count": draw.count, "size": draw.size}
            line = _("%(since)s to %(until)s: %(count)d of %(size)d, %(words)s") % {**told, "words": words}
            self.stdout.write(line)
        if wrong:
            raise CommandError(_("%(count)d draws do not come out as they are kept.") % {"count": wrong})
