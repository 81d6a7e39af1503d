"""How a person is reached, what helps them, and the codes that prove an address is theirs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from careregister.base import clock, sealing
from careregister.base.ids import new_id

from .persons import Person

EMAIL, PHONE, ADDRESS, FORMER_ADDRESS = "email", "phone", "address", "former_address"
CONTACT_KINDS = (EMAIL, PHONE, ADDRESS, FORMER_ADDRESS)


class Contact(models.Model):
    """An e-mail address, telephone number or postal address, sealed; found again by a blind index of its plain form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.TextField()
    sealed = models.BinaryField()
    blind = models.BinaryField(db_index=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=CONTACT_KINDS), name="contact_kind"),)

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


class Adjustment(models.Model):
    """Something that makes it easier for a person to deal with us, asked for once and kept everywhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="adjustments")
    code = models.TextField()
    sealed_words = models.BinaryField()
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "code"), condition=Q(until=None), name="adjustment_once"),
        )

    @classmethod
    def sealed_for(cls, person: Person, code: str, words: str) -> Adjustment:
        """An unsaved adjustment, its words sealed for its own row."""
        adjustment = cls(person=person, code=code)
        adjustment.sealed_words = sealing.seal(words.strip(), adjustment.place)
        return adjustment

    @property
    def place(self) -> str:
        return f"people_adjustment.sealed_words:{self.id}"

    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed_words), self.place)


class SignInCode(models.Model):
    """A code and a link sent to one address, to join or to sign in. Works once, for a short time, a few guesses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    sealed_address = models.BinaryField()
    code = models.BinaryField()  # keyed digests: what was sent lies only in the letter
    link = models.BinaryField()
    opens = models.BooleanField()  # an account is opened when there is none
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(db_index=True)
    guesses = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=(EMAIL, PHONE)), name="sign_in_code_kind"),)

    @property
    def place(self) -> str:
        return f"people_signincode.sealed_address:{self.id}"

    def address(self) -> str:
        return sealing.unseal(bytes(self.sealed_address), self.place)
