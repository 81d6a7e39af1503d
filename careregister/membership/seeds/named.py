"""The members whom docs/demo.md names. They sign in with a code; the letters of the demonstration show it."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from careregister.people.seeds import DEMO

EMPLOYER = "Meadow Lane Homecare"
OWNER, PAYER = ("Harriet Lowe", "Lowe"), ("Desmond Achebe", "Achebe")


@dataclass(frozen=True, slots=True)
class Named:
    """`number`: on the register. `fate`: as in `shares.Story`. `email`: with which they sign in."""

    number: str
    plan: str
    fate: str
    email: str

    @property
    def person(self) -> UUID:
        return uuid5(DEMO, f"person:{self.number}")

    @property
    def account(self) -> UUID:
        return uuid5(DEMO, f"member-account:{self.number}")


NAMED = (
    Named("CR204815375", "yearly", "", "renee.okonkwo@example.org"),
    Named("CR463829511", "monthly", "", "katarzyna.nowak@example.org"),
    Named("CR327689042", "monthly", "past_due", "sunita.gurung@example.org"),
    Named("CR157283601", "monthly", "asks", "thomas.begley@example.org"),
    Named("CR318746055", "monthly", "let_off", "tina.dela.cruz@example.org"),
    Named("CR795410289", "register_yearly", "", "sarah.whitcombe@example.org"),
    Named("CR826401976", "monthly", "cancelled", "owen.prosser@example.org"),
    Named("CR276059812", "monthly", "paused", "mary.ann.oneill@example.org"),
    Named("CR617309240", "monthly", "covered", "grace.mensah@example.org"),
)
# In their own words, for those who ask not to pay.
HARDSHIP = (
    "My hours were cut to two shifts a week in October and I am behind with the rent.",
    "I am off sick after an operation and get statutory sick pay only, until February.",
    "My mother has died and I took unpaid leave. I will be back at work in the new year.",
    "I care for my son at home since the summer and cannot take shifts.",
    "I was not paid for my last month by an agency that closed. I am waiting for the claim.",
)
