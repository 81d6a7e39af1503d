"""What the room holds about a person: the data map is printed from here, and a field that is missing fails a test."""

from careregister.base.held import Held

_LONG = "as long as the register"
_WORDS = "while the entry may be published, then six years"


def _decision(what: str, why: str = "the register is its decisions") -> Held:
    return Held(what=what, why=why, keep=_LONG, export="as written", erase="kept: codes, dates and ids without words")


def _who(what: str) -> Held:
    return Held(
        what=what,
        why="accountability",
        keep=_LONG,
        export="as the role they acted in",
        erase="kept: an id without words",
    )


def _derived(what: str) -> Held:
    return Held(
        what=what,
        why="answers how somebody stood on any day, as we knew it on any day",
        keep=_LONG,
        export="as written",
        erase="kept: derived from the decisions",
    )


def _chosen(what: str) -> Held:
    return Held(
        what=what,
        why="the person chose to show it on their entry",
        keep="until the person chooses otherwise, in the decision for as long as its words",
        export="as written",
        erase="emptied by the privacy login",
    )


HELD = {
    "register.Registrant.number": Held(
        what="The registration number", why="names an entry for life", keep=_LONG, export="as written",
        erase="kept: a number is never used again",
    ),
    "register.Registrant.first_registered": _derived("The first day on the register"),
    "register.Number.number": Held(
        what="Every number ever issued, and numbers of older registers", why="no number is ever used twice", keep=_LONG,
        export="as written", erase="kept: a number is never used again",
    ),
    "register.Act.subject_person": _who("Whom a decision is about"),
    "register.Act.action": _decision("What was decided"),
    "register.Act.effective_from": _decision("From when it takes effect"),
    "register.Act.recorded_at": _decision("When it was recorded"),
    "register.Act.until": _decision("The last day of a registration or a restriction"),
    "register.Act.review_by": _decision("By when a restriction is reviewed"),
    "register.Act.publish_until": _decision("Until when a restriction is shown"),
    "register.Act.tier": _decision("The tier that was conferred"),
    "register.Act.reason": _decision("The reason, as a code"),
    "register.Act.authority": _decision("On what ground it was decided"),
    "register.Act.authority_ref": _decision("The application, renewal or case it rests on, as an id"),
    "register.Act.decided_person": _who("Who decided"),
    "register.Act.decided_account": _who("The account that decided"),
    "register.Act.proposed_person": _who("Who proposed it"),
    "register.Act.proposed_account": _who("The account that proposed it"),
    "register.ActWords.explanation": Held(
        what="The reason in words", why="fairness: a decision says why", keep=_WORDS, export="as written",
        erase="emptied by the privacy login",
    ),
    "register.ActWords.evidence": Held(
        what="What was seen, named and never copied", why="shows what a decision rests on", keep=_WORDS,
        export="as written", erase="emptied by the privacy login",
    ),
    "register.ActWords.facts": _chosen("Name, town and county as the person chose them"),
    "register.StandingSpan.base": _derived("The standing over a time"),
    "register.StandingSpan.registered_until": _derived("The day until which somebody is registered"),
    "register.RestrictionSpan.kind": _derived("The kind of a restriction over a time"),
    "register.RestrictionSpan.last_day": _derived("The last day of a restriction"),
    "register.RestrictionSpan.review_by": _derived("By when a restriction is reviewed"),
    "register.RestrictionSpan.publish_until": _derived("Until when a restriction is shown"),
    "register.TierSpan.tier": _derived("The tier over a time"),
    "register.PublicFacts.name_shown": _chosen("Which name the entry shows"),
    "register.PublicFacts.town": _chosen("The town the entry shows"),
    "register.PublicFacts.county": _chosen("The county the entry shows"),
    "register.Hold.reason": Held(
        what="Why somebody is held, as a code", why="nobody leaves while a concern is open", keep="six years after it ended",
        export="as written, once the concern is closed", erase="kept: a code without words",
    ),
    "register.Hold.reference": Held(
        what="What placed the hold, as an id", why="whoever placed it can find it again", keep="six years after it ended",
        export="left out: an id of another room", erase="kept: an id without words",
    ),
    "register.Proposal.subject_person": _who("Whom a proposal is about"),
    "register.Proposal.action": _decision("What was proposed"),
    "register.Proposal.details": Held(
        what="Days, tier, facts and evidence as proposed", why="the second person decides exactly this", keep=_WORDS,
        export="as written", erase="emptied once it is decided",
    ),
    "register.Proposal.reason": _decision("The reason, as a code"),
    "register.Proposal.words": Held(
        what="The reason in words", why="the second person reads why", keep=_WORDS, export="as written",
        erase="emptied once it is decided",
    ),
    "register.Proposal.authority_ref": _decision("The case it rests on, as an id"),
    "register.Proposal.proposed_person": _who("Who proposed it"),
    "register.Proposal.proposed_account": _who("The account that proposed it"),
    "register.Proposal.closed_person": _who("Who decided about the proposal"),
    "register.Proposal.closed_account": _who("The account that decided about the proposal"),
    "register.Proposal.closed_words": Held(
        what="What was said when it was decided", why="fairness: a no says why", keep=_WORDS, export="as written",
        erase="emptied once it is decided",
    ),
    "register.CheckHash.digest": Held(
        what="A slow hash of number and name", why="lets an employer check privately, without telling us whom",
        keep="while the entry is findable by name", export="left out: made from number and name", erase="deleted",
    ),
    "register.CheckHash.made_of": Held(
        what="A quick hash of the name", why="tells when the slow hash no longer fits the name",
        keep="while the entry is findable by name", export="left out: made from the name", erase="deleted",
    ),
}  # fmt: skip

NOT_PERSONAL = {
    "register.Registrant": ("id", "person", "acts_written", "last_recorded_at"),
    "register.Number": ("alias_of", "issued_at"),
    "register.Act": (
        "id", "registrant", "restriction", "replaces", "decided_kind", "decided_role", "decided_reference",
        "proposed_role", "proposed_at",
    ),
    "register.ActWords": ("act",),
    "register.StandingSpan": ("id", "registrant", "act", "valid", "known"),
    "register.RestrictionSpan": ("id", "registrant", "act", "valid", "known", "restriction"),
    "register.TierSpan": ("id", "registrant", "act", "valid", "known"),
    "register.PublicFacts": ("registrant", "act"),
    "register.Hold": ("id", "registrant", "placed_at", "released_at"),
    "register.Proposal": (
        "id", "registrant", "corrects", "authority", "state", "proposed_role", "proposed_at", "closed_role", "closed_at",
        "act",
    ),
    "register.CheckHash": ("registrant",),
    "register.OpenFigures": ("day", "figures"),
}  # fmt: skip
