"""What the room gives out to the person it is about."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from careregister.base.parts import GONE, MADE, SECRET, STAFF, Show, Table, about, nothing

from .models import Account, Adjustment, Contact, FactorReset, Person, PersonName, RoleGrant
from .roles import ROLES

TABLES = (
    Table(
        "people.Person",
        _("About you"),
        lambda person: Person.objects.filter(pk=person),
        {
            "date_of_birth": Show(_("Date of birth")),
            "at_risk": Show(_("Found by no name in public search, for your safety")),
            "created_at": Show(_("First known to us")),
        },
    ),
    Table(
        "people.PersonName",
        _("Names"),
        about(PersonName, "since"),
        {
            "kind": Show(_("Kind of name")),
            "full": Show(_("Name")),
            "family": Show(_("Family name")),
            "findable": Show(_("You can be found by it")),
            "since": Show(_("Since")),
            "until": Show(_("Until")),
        },
        {"folded": MADE, "tokens": MADE},
    ),
    Table(
        "people.Contact",
        _("How we reach you"),
        about(Contact, "since"),
        {
            "kind": Show(_("Kind")),
            "sealed": Show(_("Address or number"), lambda row: row.opened()),
            "since": Show(_("Since")),
            "until": Show(_("Until")),
        },
        {"blind": MADE},
    ),
    Table(
        "people.Adjustment",
        _("What helps you"),
        about(Adjustment, "since"),
        {
            "code": Show(_("What")),
            "sealed_words": Show(_("In your words"), lambda row: row.words()),
            "since": Show(_("Since")),
            "until": Show(_("Until")),
        },
    ),
    Table(
        "people.Account",
        _("How you sign in"),
        about(Account, "created_at"),
        {
            "email": Show(_("E-mail address")),
            "phone": Show(_("Mobile number")),
            "last_login": Show(_("Last signed in")),
            "created_at": Show(_("Opened")),
        },
        {"password": SECRET},
    ),
    Table(
        "people.SignInCode",
        _("Codes for signing in"),
        nothing,
        {},
        {"sealed_address": GONE, "code": SECRET, "link": SECRET},
    ),
    Table(
        "people.RoleGrant",
        _("Your work here"),
        about(RoleGrant, "held"),
        {"role": Show(_("Role"), lambda row: ROLES[row.role].name), "held": Show(_("From, until"))},
        {"granted_by": STAFF},
    ),
    Table(
        "people.FactorReset",
        _("Sign-in keys that were taken away"),
        about(FactorReset, "asked_at"),
        {"asked_at": Show(_("Asked")), "ended_at": Show(_("Ended")), "outcome": Show(_("Outcome"))},
        {"asked_by": STAFF, "ended_by": STAFF},
    ),
    Table(
        "account.EmailAddress",
        _("E-mail addresses that sign in"),
        about(EmailAddress, through="user__person_id"),
        {"email": Show(_("E-mail address")), "verified": Show(_("Confirmed"))},
    ),
    Table(
        "mfa.Authenticator",
        _("Passkeys, apps and recovery codes"),
        about(Authenticator, through="user__person_id"),
        {
            "type": Show(_("Kind")),
            "created_at": Show(_("Set up")),
            "last_used_at": Show(_("Last used")),
        },
        {"data": SECRET},
    ),
    Table(
        "usersessions.UserSession",
        _("Where you are signed in"),
        about(UserSession, through="user__person_id"),
        {
            "ip": Show(_("Internet address")),
            "user_agent": Show(_("Browser")),
            "created_at": Show(_("Signed in")),
            "last_seen_at": Show(_("Last used")),
        },
    ),
    Table("sessions.Session", _("Sessions"), nothing, {}, {"session_data": SECRET}),
)
