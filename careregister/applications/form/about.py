"""Sections about the person, and what the public may see of them."""

from django.utils.translation import gettext_lazy as _

from .definition import (
    AGREE,
    BIRTH,
    CHOICE,
    DATE,
    FILES,
    MONTH,
    NAME,
    PHONE,
    POSTCODE,
    TEXT,
    WORDS,
    YES_NO,
    Field,
    Page,
    Section,
    When,
    alone,
)

ABOUT_YOU = Section(
    code="about_you",
    title=_("Your name, birthday and address"),
    says=_("So that we know you are you, and can tell you from others with the same name."),
    pages=(
        Page(
            "name",
            _("What is your name?"),
            (
                Field(
                    "legal_name",
                    NAME,
                    _("Your full name, as on your passport or other papers"),
                    longest=120,
                    autocomplete="name",
                ),
                Field(
                    "family_name",
                    NAME,
                    _("Family name"),
                    _("The part of your name you share with your family, if there is one."),
                    required=False,
                    longest=80,
                    autocomplete="family-name",
                ),
                Field(
                    "known_as",
                    NAME,
                    _("The name people at work call you"),
                    _("If it is different, like Bose for Adebose."),
                    required=False,
                    longest=80,
                ),
            ),
        ),
        Page(
            "other_names",
            _("Other names"),
            (
                Field("had_other_names", YES_NO, _("Have you ever had another name?")),
                Field(
                    "other_names",
                    WORDS,
                    _("Your other names"),
                    _("One on each line. We keep them private unless you tell us otherwise."),
                    longest=600,
                    when=When("had_other_names", ("yes",)),
                ),
            ),
            says=_("Like one from before you married."),
        ),
        Page(
            "born",
            _("When were you born?"),
            (
                Field(
                    "date_of_birth",
                    DATE,
                    _("Date of birth"),
                    _("For example 27 3 1987"),
                    autocomplete="bday",
                    days=BIRTH,
                ),
            ),
        ),
        Page(
            "address",
            _("Where do you live?"),
            (
                Field(
                    "address",
                    WORDS,
                    _("Your address, without the postcode"),
                    longest=300,
                    autocomplete="street-address",
                ),
                Field("postcode", POSTCODE, _("Postcode"), longest=10, autocomplete="postal-code"),
                Field(
                    "phone",
                    PHONE,
                    _("Phone number"),
                    _("Only if we may call or text you about this application."),
                    required=False,
                    longest=30,
                    autocomplete="tel",
                ),
                Field("moved", YES_NO, _("Have you lived anywhere else in the last five years?")),
                Field(
                    "earlier_addresses",
                    WORDS,
                    _("Where you lived before"),
                    _("One address on each line, with the postcode if you know it."),
                    longest=1200,
                    when=When("moved", ("yes",)),
                ),
            ),
        ),
        alone(
            "education",
            Field(
                "left_education",
                MONTH,
                _("When did you leave full-time education?"),
                _("For example 7 2004. About right is good enough."),
            ),
            says=_("School, college or university. We ask about your work from then on."),
        ),
    ),
)

CODE = Section(
    code="code",
    title=_("The code of conduct"),
    says=_("What you promise, and what people may expect of you."),
    pages=(
        Page(
            "code",
            _("Do you accept the code and the rules?"),
            (
                Field("accept_code", AGREE, _("I have read the code of conduct and will keep to it")),
                Field(
                    "accept_rules",
                    AGREE,
                    _("I accept the rules of the register, and that it may look into concerns about my work"),
                ),
                Field("true", AGREE, _("What I have told you is true, as far as I know")),
            ),
        ),
    ),
)

PHOTO = Section(
    code="photo",
    title=_("Your photo"),
    says=_("For your digital card. You choose whether anybody else sees it."),
    optional=True,
    pages=(
        Page(
            "photo",
            _("Add a photo of your face"),
            (
                Field(
                    "photo",
                    FILES,
                    _("Photo"),
                    _("Like a passport photo. One taken with your phone is fine."),
                    required=False,
                    purpose="photo",
                ),
                Field("show_photo", YES_NO, _("May your photo be shown on your public entry?"), required=False),
            ),
        ),
    ),
)

PUBLIC = Section(
    code="public",
    title=_("What the public may see"),
    says=_("Your entry shows your name, number, standing and level. The rest is your choice."),
    needs=("about_you",),
    pages=(
        alone(
            "safe",
            Field(
                "at_risk",
                YES_NO,
                _("Is there anybody who must not find you?"),
                _("Then nobody finds you by name. Whoever has your number can still check you."),
            ),
        ),
        Page(
            "shown",
            _("What may your entry show?"),
            (
                Field(
                    "name_shown",
                    CHOICE,
                    _("Name on your entry"),
                    choices=(("legal", _("My full legal name")), ("known_as", _("The name people call me at work"))),
                ),
                Field(
                    "town",
                    TEXT,
                    _("Town"),
                    _("Leave it empty if you do not want to show where you work."),
                    required=False,
                    longest=60,
                ),
                Field("county", TEXT, _("County"), required=False, longest=60),
                Field(
                    "former_findable",
                    YES_NO,
                    _("May people who know an earlier name of yours find you by it?"),
                    _("We never show the earlier name."),
                    required=False,
                ),
            ),
        ),
    ),
)

PAYING = Section(
    code="paying",
    title=_("How you would like to pay"),
    says=_("Nothing is taken now. You pay only once you are admitted."),
    pages=(
        alone(
            "paying",
            Field(
                "how",
                CHOICE,
                _("How would you like to pay?"),
                _("You can change it later."),
                choices=(
                    ("yearly", _("Once a year")),
                    ("monthly", _("Every month")),
                    ("employer", _("My employer pays for me")),
                    ("hardship", _("I cannot afford it now: tell me about help with the fee")),
                ),
            ),
        ),
    ),
)
