"""Whoever pays, and how. The provider holds the card or the mandate; we hold what it calls them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.models import Person

from ..states import BACS_DEBIT, ENDED, KINDS, METHOD, READY


class Payer(models.Model):
    """A person who pays for themselves, or an organisation that pays for others: one of the two. Nobody any more, once the
    time of the accounts is over (`erasing.py`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="payer")
    organisation_id = models.UUIDField(null=True, unique=True)
    customer = models.TextField(blank=True)  # what the provider calls them
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation_id=None)
                | Q(person=None, organisation_id__isnull=False)
                | Q(person=None, organisation_id=None, customer=""),
                name="payer_is_one",
            ),
            models.UniqueConstraint(fields=("customer",), condition=~Q(customer=""), name="payer_customer"),
        )


class Hold(models.Model):
    """Nothing is taken from this payer that they do not pay themselves, until the day `until`; without one, until it is
    removed."""

    payer = models.OneToOneField(Payer, on_delete=models.PROTECT, primary_key=True, related_name="hold")
    since = models.DateTimeField(default=clock.now)
    until = models.DateField(null=True)

    @classmethod
    def now(cls) -> models.QuerySet[Hold]:
        """Those that hold today."""
        return cls.objects.filter(Q(until=None) | Q(until__gt=clock.today()))


class Method(models.Model):
    """A card or a Direct Debit that may be charged. A payer has one at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="methods")
    provider_id = models.TextField(unique=True)
    kind = models.TextField()
    last4 = models.TextField(blank=True)
    expires = models.DateField(null=True)
    brand_or_bank = models.TextField(blank=True)
    mandate = models.TextField(blank=True)
    mandate_state = models.TextField(blank=True)
    state = models.TextField(default=READY)
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    let_go_at = models.DateTimeField(null=True)  # when the provider was told that it is not used any more

    class Meta:
        constraints = (
            METHOD.constraint("state", "method_state"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="method_kind"),
            models.CheckConstraint(condition=Q(last4__regex=r"^[0-9]{0,4}$"), name="method_last_four_at_most"),
            models.CheckConstraint(
                condition=Q(state=READY, ended_at=None, ended_because="", let_go_at=None)
                | (Q(state=ENDED, ended_at__isnull=False) & ~Q(ended_because="")),
                name="method_ended_when",
            ),
            models.CheckConstraint(condition=Q(kind=BACS_DEBIT) | Q(mandate=""), name="method_mandate_of_debits"),
            models.UniqueConstraint(fields=("payer",), condition=Q(state=READY), name="method_one_ready"),
        )
        indexes = (
            models.Index(fields=("mandate",), condition=~Q(mandate=""), name="method_by_mandate"),
            models.Index(fields=("ended_at",), condition=Q(state=ENDED, let_go_at=None), name="method_to_let_go"),
        )


class MethodSetup(models.Model):
    """A visit to the provider's page on which a payer gives a card or a mandate. It belongs to the payer who began it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="setups")
    kind = models.TextField()
    session = models.TextField(blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    method = models.ForeignKey(Method, on_delete=models.PROTECT, null=True, related_name="setups")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="setup_kind"),
            models.CheckConstraint(condition=Q(method=None) | Q(finished_at__isnull=False), name="setup_finished_when"),
            models.UniqueConstraint(fields=("session",), condition=~Q(session=""), name="setup_session"),
        )
