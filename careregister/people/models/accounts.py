"""How somebody signs in, and what staff may act as."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from careregister.base import clock
from careregister.base.ids import new_id
from careregister.people.roles import ALONE, JUDGES, NEITHER, REPRESENTS, ROLES

from .persons import Person

DONE, WITHDRAWN = "done", "withdrawn"


class AccountManager(BaseUserManager["Account"]):
    """What django-allauth asks of a manager. Staff accounts are made by `people.actions.staff`."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Signs in. A person may have more than one (a private one and a staff one), so decisions compare persons."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(blank=True)  # empty: signs in by telephone
    phone = models.TextField(blank=True, default="", db_default="")  # +44…, as people.phones writes it
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    # Part of what a session is bound to: one more, and every session of the account has ended.
    session_round = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_given_once"),
            models.UniqueConstraint(fields=("phone",), condition=~Q(phone=""), name="account_phone_once"),
            models.CheckConstraint(condition=~Q(email="", phone=""), name="account_reached"),
            models.UniqueConstraint(fields=("id", "person"), name="account_of_person"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        bound_to = f"{self.password}:{self.session_round}"
        return salted_hmac("people.Account.session", bound_to, secret=secret, algorithm="sha256").hexdigest()


_ROLE_THAT_GOES_ALONE = Case(
    When(role__in=sorted(ALONE), then=F("role")), default=Value(""), output_field=models.TextField()
)


class RoleGrant(models.Model):
    """A role held by a staff account over a time. `person` is the account's: a role is a human's, whatever they sign
    in with (a migration binds the two by a foreign key of both columns)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_grants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.TextField()
    side = models.TextField()
    held = DateTimeRangeField()
    granted_by: models.UUIDField[UUID | None, UUID | None] = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=tuple(ROLES)), name="role_known"),
            models.CheckConstraint(
                condition=Q(*(Q(role=role.code, side=role.side) for role in ROLES.values()), _connector=Q.OR),
                name="role_side",
            ),
            models.CheckConstraint(condition=Q(side__in=(JUDGES, REPRESENTS, NEITHER)), name="role_side_known"),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("person")), name="role_not_given_to_oneself"
            ),
            ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    (F("account"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (F("held"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="role_judges_or_represents",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (F("side"), RangeOperators.NOT_EQUAL),
                    (F("held"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(side=NEITHER),
            ),
            ExclusionConstraint(
                name="role_goes_alone",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (_ROLE_THAT_GOES_ALONE, RangeOperators.NOT_EQUAL),
                    (F("held"), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return self.role


class FactorReset(models.Model):
    """Taking away lost passkeys and codes: asked for by one administrator, done by another, neither of them its owner.

    `person` is the account's (bound by a foreign key of both columns); the others are persons as values."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="factor_resets")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="factor_resets")
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=clock.now)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(asked_by=F("person")), name="factor_reset_not_asked_by_owner"),
            models.CheckConstraint(
                condition=~Q(outcome=DONE) | (~Q(ended_by=F("asked_by")) & ~Q(ended_by=F("person"))),
                name="factor_reset_by_two",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_by=None, ended_at=None)
                | Q(outcome__in=(DONE, WITHDRAWN), ended_by__isnull=False, ended_at__isnull=False),
                name="factor_reset_ended_by_somebody",
            ),
            models.UniqueConstraint(fields=("account",), condition=Q(outcome=""), name="factor_reset_one_open"),
        )

    def __str__(self) -> str:
        return str(self.id)


def from_now_on(moment: Any) -> Func:
    """The range that begins at `moment` and has no end yet."""
    return Func(Value(moment), Value(None), function="tstzrange", output_field=DateTimeRangeField())
