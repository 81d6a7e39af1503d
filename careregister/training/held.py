"""What the room holds about people."""

from careregister.base.held import Held

_KEEP = "while registered and six years after; an application that came to nothing: with the application"
_ERASE = "deleted with the application, or with the entry's own end"

_WITH = "some learning is with others"
_UNDO = "what was taken out by mistake can be put back"


def _said(what: str, why: str) -> Held:
    return Held(what=what, why=why, keep=_KEEP, export="as written", erase=_ERASE)


def _staff(what: str) -> Held:
    return Held(what=what, why="who answers for it", keep=_KEEP, export="as a role", erase="kept: an id without a name")


HELD = {
    "training.Award.person": _said("Who learnt it", "a person's training is found together"),
    "training.Award.topic": _said("What a course was about", "the refresh clock and the tier are counted from it"),
    "training.Award.title": _said("The name of a course or qualification", "what the certificate says"),
    "training.Award.provider": _said("Who taught it", "it can be asked whether that is so"),
    "training.Award.finished_on": _said("When it was finished", "the refresh clock runs from that day"),
    "training.Award.assurance": _said("How sure we are of it", "nothing is shown as surer than it is"),
    "training.Award.documents": _said("Which documents prove it", "the proof is found again"),
    "training.Award.claimed_at": _said("When it was told to us", "the order of things"),
    "training.Award.assured_at": _said("When we became so sure of it", "the order of things"),
    "training.Learning.person": _said("Whose log it is", "a person's log is found together"),
    "training.Learning.learnt_on": _said("When it was learnt", "it counts for the year of that day"),
    "training.Learning.day_known": _said("Whether the day is known, or the month only", "said as it was told"),
    "training.Learning.minutes": _said("How long it took", "the year's minutes are counted"),
    "training.Learning.with_whom": _said("Whether alone, with a colleague, a supervisor or a group", _WITH),
    "training.Learning.topic": _said("What it was about", "it is not counted beside a course on the same"),
    "training.Learning.sealed": Held(
        what="What was learnt, and what it changed at work, in the person's own words, sealed",
        why="their own record; read by a reviewer only when their year was drawn and they gave it",
        keep=_KEEP,
        export="opened",
        erase=_ERASE,
    ),
    "training.Learning.reflected": _said("Whether it says what changed", "how often is counted"),
    "training.Learning.documents": _said("Which documents show it", "the proof is found again"),
    "training.Learning.state": _said("Whether it stands in the log", _UNDO),
    "training.Learning.logged_at": _said("When it was written", "the order of things"),
    "training.Learning.changed_at": _said("When it was last changed", "the order of things"),
    "training.Learning.removed_at": _said("When it was taken out", _UNDO),
    "training.Plan.person": _said("Whose plan it is", "a person's plans are found together"),
    "training.Plan.by_day": _said("By when", "the plan's own day"),
    "training.Plan.topic": _said("What it is about", "the plan's own words"),
    "training.Plan.sealed": Held(
        what="What somebody means to learn, sealed", why="their own record", keep=_KEEP, export="opened", erase=_ERASE
    ),
    "training.Plan.state": _said("Whether it is planned, done or dropped", "the list of what is planned"),
    "training.Plan.became": _said("What it became in the log", "a plan that was done is not done again"),
    "training.Plan.made_at": _said("When it was planned", "the order of things"),
    "training.Plan.ended_at": _said("When it was done or dropped", "the order of things"),
    **{
        f"training.CountedFor.{name}": _said(what, "nothing counts twice")
        for name, what in {
            "person": "Whose year it counted for",
            "learning": "What of the log counted",
            "award": "Which course counted",
            "requirement": "For which requirement",
            "year_since": "From when the year ran",
            "year_until": "Until when the year ran",
            "amount": "How much it counted",
        }.items()
    },
    "training.DrawList.numbers": Held(
        what="The registration numbers on a list that lots were drawn from",
        why="anybody who may see the list can draw again and find the same",
        keep="six years after the draw",
        export="left out: it says of everybody registered alike that they were",
        erase="kept: numbers without names",
    ),
    **{
        f"training.Audit.{name}": _said(what, "a random audit is fair, and seen to be")
        for name, what in {
            "person": "Who was drawn by lot",
            "number": "Their registration number",
            "year_since": "From when the audited year ran",
            "year_until": "Until when the audited year ran",
            "state": "How the audit stands",
            "outcome": "What came of it",
            "drawn_at": "When it was drawn",
            "asked_at": "When we asked",
            "answer_by": "Until when an answer was waited for",
            "given_at": "When it was answered",
            "not_met_at": "When two found that the rules were not met",
            "ended_at": "When it ended",
        }.items()
    },
    **{
        f"training.Audit.{name}": _staff(what)
        for name, what in {
            "first_reader": "Who read first",
            "second_reader": "Who read second",
            "appeal_reader": "Who read on appeal",
        }.items()
    },
    "training.AuditStep.audit": _said("To which audit a step belongs", "an audit is read as a whole"),
    "training.AuditStep.action": _said("What was done", "the order of things"),
    "training.AuditStep.at": _said("When", "the order of things"),
    "training.AuditStep.by_kind": _staff("Whether the person, staff or the clock did it"),
    "training.AuditStep.by_person": _staff("Who did it"),
    "training.AuditStep.by_role": _staff("In which role"),
    "training.AuditStep.because": _said("Because of what", "the order of things"),
    "training.AuditStep.sealed": Held(
        what="What the person or a reviewer wrote, sealed",
        why="the decision, and what may be appealed against",
        keep=_KEEP,
        export="opened; what one reader found only after a second one agreed",
        erase=_ERASE,
    ),
    "training.AuditStep.documents": _said("Which documents came with it", "the proof is found again"),
}

NOT_PERSONAL = {
    "training.Award": ("id",),
    "training.Learning": ("id", "ticket", "version"),
    "training.Plan": ("id",),
    "training.CountedFor": ("id", "at"),
    "training.Draw": (
        "id", "ends_from", "ends_until", "drawn_at", "seed", "seed_from", "share", "size", "count", "list_digest",
        "threshold",
    ),
    "training.DrawList": ("draw",),
    "training.Audit": ("id", "draw", "steps_taken", "reminded_for"),
    "training.AuditStep": ("id",),
}  # fmt: skip
