"""What goes when nothing of a person is needed any more. The rows of ids stay: other rows point at them."""

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from .models import Account, Adjustment, Contact, Person, PersonName


@transaction.atomic
def erase_person(person_id: UUID) -> None:
    """Names, date of birth, addresses, wishes, and how they sign in. The caller keeps the rule. Safe to say again."""
    person = Person.objects.select_for_update().get(pk=person_id)
    for model in (PersonName, Contact, Adjustment):
        model.objects.filter(person=person).delete()
    person.date_of_birth = None
    person.save(update_fields=["date_of_birth"])
    for account in Account.objects.select_for_update().filter(person=person):
        EmailAddress.objects.filter(user=account).delete()
        Authenticator.objects.filter(user=account).delete()
        account.email, account.phone = f"erased-{account.pk}@invalid", ""
        account.is_active = False
        account.last_login = None
        account.session_round += 1
        account.set_unusable_password()
        account.save()
