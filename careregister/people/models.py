"""The human, how they sign in, and what staff may act as."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from careregister.base import clock, names, sealing
from careregister.base.ids import new_id

from .roles import ALONE, JUDGES, NEITHER, REPRESENTS, ROLES

LEGAL, KNOWN_AS, FORMER = "legal", "known_as", "former"
EMAIL, PHONE = "email", "phone"
DONE, WITHDRAWN = "done", "withdrawn"


class Person(models.Model):
    """One human, one record. Everything that can be said of them lies in rows of their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date_of_birth = models.DateField(null=True)
    # A person at risk matches no name in any public search; who set it, and why, is in history.
    at_risk = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.id)

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, None if no date of birth is known. Born on 29 February: a year older on 1 March."""
        if self.date_of_birth is None:
            return None
        born = self.date_of_birth
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class PersonName(models.Model):
    """A name as written, with an optional family part, and the folded form by which it is found."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.TextField()
    full = models.TextField()
    family = models.TextField(blank=True)
    folded = models.TextField(editable=False)
    tokens = ArrayField(models.TextField(), editable=False)
    # Only a former name can be made findable, and only by the person; a legal or known-as name is what search is for.
    findable = models.BooleanField(default=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=(LEGAL, KNOWN_AS, FORMER)), name="person_name_kind"),
            models.CheckConstraint(condition=~Q(full__regex=r"^\s*$"), name="person_name_said"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(kind=LEGAL, until=None), name="person_name_one_legal"
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(kind=KNOWN_AS, until=None), name="person_name_one_known_as"
            ),
        )
        indexes = (
            GinIndex(fields=("tokens",), name="person_name_tokens"),
            GinIndex(fields=("folded",), opclasses=("gin_trgm_ops",), name="person_name_near"),
        )

    def __str__(self) -> str:
        return self.full

    @classmethod
    def written(cls, *, full: str, **fields: Any) -> PersonName:
        """An unsaved name with the forms it is found by. Spaces are tidied; nothing else of it is changed."""
        tidy = " ".join(full.split())
        return cls(full=tidy, folded=names.fold(tidy), tokens=names.tokens(tidy), **fields)


class Contact(models.Model):
    """An e-mail address or telephone number, sealed; found again by a blind index of its plain form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.TextField()
    sealed = models.BinaryField()
    blind = models.BinaryField(db_index=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=(EMAIL, PHONE)), name="contact_kind"),)

    @classmethod
    def sealed_for(cls, person: Person, kind: str, text: str) -> Contact:
        """An unsaved contact of `person`, sealed for its own row."""
        contact = cls(person=person, kind=kind)
        contact.sealed = sealing.seal(text.strip(), contact.place)
        contact.blind = cls.blind_of(kind, text)
        return contact

    @staticmethod
    def blind_of(kind: str, text: str) -> bytes:
        return sealing.blind_index(text.strip().casefold(), f"contact:{kind}")

    @property
    def place(self) -> str:
        return f"people_contact.sealed:{self.id}"

    def opened(self) -> str:
        return sealing.unseal(bytes(self.sealed), self.place)


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
    email = models.EmailField()
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
            models.UniqueConstraint(Lower("email"), name="account_email_once"),
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
