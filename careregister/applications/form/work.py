"""Sections about work: jobs, gaps, referees, training."""

from django.utils.translation import gettext_lazy as _

from .definition import (
    CHOICE,
    DATE,
    EMAIL,
    FILES,
    MANY,
    MONTH,
    NAME,
    PHONE,
    PLACE,
    TEXT,
    WORDS,
    YES_NO,
    Field,
    Items,
    Page,
    Section,
    When,
    alone,
)

EMPLOYMENT = Section(
    code="employment",
    title=_("Where you have worked"),
    says=_("Every job since you left full-time education, care or not. Overlaps are fine."),
    items=Items(
        one=_("a job"),
        add=_("Add a job"),
        least=1,
        most=60,
        none=_("I have never had a job"),
        names=("role", "employer"),
    ),
    pages=(
        Page(
            "job",
            _("About the job"),
            (
                Field("role", TEXT, _("What were you?"), _("For example care assistant."), longest=120),
                Field("employer", TEXT, _("Who did you work for?"), longest=160),
                Field("place", PLACE, _("Find the care home or agency in the directory"), required=False),
                Field("care", YES_NO, _("Was it care or support work, or work with children?")),
                Field("started", MONTH, _("Month you started"), _("For example 3 2019")),
                Field("still", YES_NO, _("Do you still work there?")),
            ),
        ),
        Page(
            "ended",
            _("How the job ended"),
            (
                Field("ended", MONTH, _("Month you left"), after="started"),
                Field(
                    "reason",
                    CHOICE,
                    _("Why did it end?"),
                    choices=(
                        ("left", _("I left")),
                        ("contract_ended", _("The contract ended")),
                        ("redundant", _("I was made redundant")),
                        ("dismissed", _("I was dismissed")),
                        ("other", _("Something else")),
                    ),
                ),
                Field("reason_words", WORDS, _("Tell us more, if you like"), required=False, longest=600),
            ),
            when=When("still", ("no",)),
        ),
    ),
)

GAPS = Section(
    code="gaps",
    title=_("Time between jobs"),
    says=_("A short word for every month that is not covered by a job."),
    needs=("about_you", "employment"),
    items=Items(one=_("a gap"), add=_("Explain a gap"), none=_("There are no gaps"), names=("started", "ended")),
    pages=(
        Page(
            "gap",
            _("What were you doing?"),
            (
                Field("started", MONTH, _("From")),
                Field("ended", MONTH, _("To"), after="started"),
                Field(
                    "what",
                    CHOICE,
                    _("What were you doing?"),
                    choices=(
                        ("family", _("Looking after family or home")),
                        ("looking", _("Looking for work")),
                        ("studying", _("Studying")),
                        ("travelling", _("Travelling or moving country")),
                        ("unable", _("Not able to work")),
                        ("other", _("Something else")),
                    ),
                ),
                Field("words", WORDS, _("In a few words"), required=False, longest=400),
            ),
        ),
    ),
)

REFERENCES = Section(
    code="references",
    title=_("People who can speak for you"),
    says=_("Two people who know your work. We write to them once you have sent this."),
    items=Items(one=_("a person"), add=_("Add a person"), least=2, most=6, names=("name", "organisation")),
    pages=(
        Page(
            "referee",
            _("Who can speak for you?"),
            (
                Field("name", NAME, _("Their name"), longest=120),
                Field(
                    "relation",
                    CHOICE,
                    _("How do they know you?"),
                    choices=(
                        ("manager", _("They are or were my manager")),
                        ("senior", _("They are or were a senior colleague")),
                        ("teacher", _("They taught me")),
                        ("family_cared_for", _("I looked after them or their family")),
                        ("other", _("Another way, not family")),
                    ),
                ),
                Field("organisation", TEXT, _("Where did you work or learn together?"), longest=160),
                Field("place", PLACE, _("Find it in the care directory"), required=False),
                Field("email", EMAIL, _("Their e-mail address"), _("Their work address, if they have one.")),
                Field("phone", PHONE, _("Their phone number"), required=False, longest=30),
            ),
        ),
    ),
)

CARE_CERTIFICATE = Section(
    code="care_certificate",
    title=_("The Care Certificate"),
    says=_("Sixteen standards for everybody new to care. It is fine not to have it."),
    pages=(
        alone(
            "have",
            Field(
                "have",
                CHOICE,
                _("Do you have the Care Certificate?"),
                choices=(
                    ("whole", _("Yes, all of it")),
                    ("some", _("Some of the standards")),
                    ("none", _("No")),
                ),
            ),
        ),
        Page(
            "standards",
            _("Which standards have you done?"),
            (Field("standards", MANY, _("Standards")),),  # its choices: the edition's list, from the room training
            when=When("have", ("some",)),
        ),
        Page(
            "proof",
            _("Where and when?"),
            (
                Field("provider", TEXT, _("Who trained and assessed you?"), longest=160),
                Field("finished_on", DATE, _("Date of the last part")),
                Field("proof", FILES, _("Photo of the certificate"), required=False, purpose="training"),
            ),
            when=When("have", ("whole", "some")),
        ),
    ),
)

TRAINING = Section(
    code="training",
    title=_("Other training"),
    says=_("Courses of the last three years, and any qualification. Proof can follow later."),
    items=Items(
        one=_("a course"),
        add=_("Add a course"),
        most=40,
        none=_("I have no other training yet"),
        names=("course", "title"),
    ),
    pages=(
        Page(
            "course",
            _("About the course"),
            (
                Field("course", CHOICE, _("What was it about?")),  # its choices: from the room training
                Field("title", TEXT, _("Name of the course or qualification"), required=False, longest=160),
                Field("provider", TEXT, _("Who gave it?"), longest=160),
                Field("finished_on", DATE, _("Date you finished")),
                Field("proof", FILES, _("Photo of the certificate"), required=False, purpose="training"),
            ),
        ),
    ),
)
