"""Sections that keep people safe: identity, criminal record, health and character, insurance."""

from django.utils.translation import gettext_lazy as _

from .definition import (
    AGREE,
    AHEAD,
    CHARACTER,
    CHOICE,
    DATE,
    EMAIL,
    FILES,
    HEALTH,
    MANY,
    NAME,
    PLACE,
    TEXT,
    WORDS,
    YES_NO,
    Field,
    Page,
    Section,
    When,
    alone,
)

_BY_PAPERS = When("route", ("video", "in_person"))
_UPDATE_SERVICE = When("mode", ("update_service",))
_EMPLOYER = When("mode", ("employer",))

IDENTITY = Section(
    code="identity",
    title=_("Proof of who you are"),
    says=_("Everybody on the register has shown who they are."),
    pages=(
        alone(
            "route",
            Field(
                "route",
                CHOICE,
                _("How would you like to prove who you are?"),
                choices=(
                    ("online", _("Online, with a certified identity service. The quickest")),
                    ("video", _("Send photos of papers, then a short video call with us")),
                    ("in_person", _("Bring papers to us")),
                    ("vouched", _("No passport or licence: somebody I know vouches for me")),
                ),
            ),
        ),
        Page(
            "papers",
            _("Photos of your papers"),
            (
                Field(
                    "kinds",
                    MANY,
                    _("Which papers do you have?"),
                    choices=(
                        ("passport", _("Passport, of any country")),
                        ("driving_licence", _("Photo driving licence")),
                        ("residence_card", _("Residence card or eVisa letter")),
                        ("national_card", _("National identity card")),
                        ("birth_certificate", _("Birth or adoption certificate")),
                        ("bank_letter", _("Bank statement or letter")),
                        ("council_letter", _("Council tax or benefits letter")),
                    ),
                ),
                Field(
                    "papers",
                    FILES,
                    _("Photos or scans"),
                    _("Take them with your phone. Every corner should be in the picture."),
                    purpose="identity",
                ),
            ),
            says=_("We use papers only to see who you are. We do not ask about immigration."),
            when=_BY_PAPERS,
        ),
        Page(
            "voucher",
            _("Who can vouch for you?"),
            (
                Field("voucher_name", NAME, _("Their name"), longest=120),
                Field("voucher_job", TEXT, _("Their job"), _("For example doctor, teacher, nurse, social worker.")),
                Field("voucher_email", EMAIL, _("Their work e-mail address")),
                Field(
                    "other_papers",
                    FILES,
                    _("Any paper with your name on it"),
                    required=False,
                    purpose="identity",
                ),
            ),
            says=_("Somebody in a trusted job who has known you for two years and is not family."),
            when=When("route", ("vouched",)),
        ),
    ),
)

CRIMINAL_RECORD = Section(
    code="criminal_record",
    title=_("Criminal record check (DBS)"),
    says=_("A criminal record does not by itself keep you off the register."),
    pages=(
        alone(
            "mode",
            Field(
                "mode",
                CHOICE,
                _("How can your DBS check be seen?"),
                choices=(
                    ("update_service", _("My certificate is on the DBS Update Service")),
                    ("employer", _("My employer has seen it and will say so")),
                    ("umbrella", _("I need a new check")),
                ),
            ),
        ),
        Page(
            "certificate",
            _("Your certificate"),
            (
                Field("number", TEXT, _("Certificate number"), _("12 numbers, at the top right."), longest=20),
                Field("issued_on", DATE, _("Date on the certificate")),
                Field("surname", NAME, _("Surname as printed on it"), longest=80),
                Field(
                    "level",
                    CHOICE,
                    _("Kind of check"),
                    choices=(("enhanced", _("Enhanced")), ("enhanced_barred", _("Enhanced with barred lists"))),
                ),
                Field(
                    "workforce",
                    CHOICE,
                    _("Workforce"),
                    _("Printed beside “Position applied for”."),
                    choices=(
                        ("adult", _("Adult workforce")),
                        ("child", _("Child workforce")),
                        ("both", _("Child and adult workforce")),
                        ("other", _("Other workforce")),
                    ),
                ),
                Field("consent", AGREE, _("You may ask the Update Service about this certificate, now and later")),
            ),
            says=_("We never ask what is written on it, and keep no copy."),
            when=_UPDATE_SERVICE,
        ),
        Page(
            "employer",
            _("Who at your work has seen it?"),
            (
                Field("attester_name", NAME, _("Name of your manager"), longest=120),
                Field("attester_place", PLACE, _("Where they work"), required=False),
                Field("attester_organisation", TEXT, _("Name of the organisation")),
                Field("attester_email", EMAIL, _("Their work e-mail address")),
            ),
            when=_EMPLOYER,
        ),
    ),
)

HEALTH_AND_CHARACTER = Section(
    code="health_and_character",
    title=_("Health and character"),
    says=_("A few yes or no questions. Most people answer no to all. What you say of your health stays with us."),
    pages=(
        Page(
            "health",
            _("Your health"),
            (
                Field(
                    "health_affects",
                    YES_NO,
                    _(
                        "Is there anything about your health that makes it unsafe for you to do care work, even with support?"
                    ),
                    closed=HEALTH,
                ),
                Field(
                    "health_words",
                    WORDS,
                    _("What should we know, and what support would help?"),
                    _("Employers do not see this."),
                    longest=2000,
                    when=When("health_affects", ("yes",)),
                    closed=HEALTH,
                ),
            ),
            says=_("A disability or an illness is not a reason to be refused. We ask only about safety."),
        ),
        Page(
            "character",
            _("Your work so far"),
            (
                Field(
                    "dismissed",
                    YES_NO,
                    _("Were you ever dismissed because somebody was harmed or put at risk?"),
                    closed=CHARACTER,
                ),
                Field(
                    "investigated",
                    YES_NO,
                    _("Is an employer, council, regulator or the police looking into your work now?"),
                    closed=CHARACTER,
                ),
                Field(
                    "refused_elsewhere",
                    YES_NO,
                    _("Has another professional register ever refused or removed you?"),
                    closed=CHARACTER,
                ),
                Field(
                    "unspent",
                    YES_NO,
                    _("Do you have an unspent conviction or caution?"),
                    _("Not spent or protected ones. Do not write what it was."),
                    closed=CHARACTER,
                ),
                Field(
                    "character_words",
                    WORDS,
                    _("If you said yes: what should we know?"),
                    _("Or wait: we ring you before we decide."),
                    required=False,
                    longest=2000,
                    closed=CHARACTER,
                ),
            ),
            says=_("A yes does not refuse you. Somebody talks to you first."),
        ),
    ),
)

INSURANCE = Section(
    code="insurance",
    title=_("Insurance, if you work for yourself"),
    says=_("Only for people who are self-employed."),
    pages=(
        alone("self_employed", Field("self_employed", YES_NO, _("Are you self-employed as a care worker?"))),
        Page(
            "policy",
            _("Your insurance"),
            (
                Field("insurer", TEXT, _("Name of the insurer")),
                Field("insured_until", DATE, _("Date the insurance ends"), days=AHEAD),
                Field("policy", FILES, _("Photo or copy of the policy"), purpose="insurance"),
            ),
            when=When("self_employed", ("yes",)),
        ),
    ),
)
