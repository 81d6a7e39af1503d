"""What the room holds about people."""

from careregister.base.held import Held

_FILE = "six months after it was withdrawn or left lying, two years after a refusal; words of staff six years; see the schedule"
_KEPT = "kept: an id without words"


def _words(what: str, why: str) -> Held:
    return Held(what=what, why=why, keep=_FILE, export="as written", erase="emptied by the privacy login")


def _staff(what: str) -> Held:
    return Held(what=what, why="who answers for it", keep=_FILE, export="as a role", erase=_KEPT)


def _subject(what: str) -> Held:
    return Held(
        what=what, why="a person's applications are found together", keep=_FILE, export="as written", erase=_KEPT
    )


HELD = {
    "applications.Application.person": _subject("Whose application it is"),
    "applications.Application.reference": Held(
        what="The reference said on the telephone", why="finding a file", keep=_FILE, export="as written", erase=_KEPT
    ),
    "applications.Application.owner_account": _staff("Whose file it is"),
    "applications.Application.owner_person": _staff("Whose file it is"),
    "applications.Section.sealed": Held(
        what="What the person said in one section of the form, sealed",
        why="the decision, and what may be appealed against",
        keep=_FILE,
        export="opened",
        erase="deleted",
    ),
    "applications.InformationRequest.question": _words("A question to the person", "the decision"),
    "applications.InformationRequest.answer": _words("The person's answer", "the decision"),
    "applications.InformationRequest.token_digest": Held(
        what="A digest of the link that answers once",
        why="answering without signing in",
        keep="until it was answered or its time is over",
        export="left out: it signs in",
        erase="emptied",
    ),
    "applications.InformationRequest.asked_person": _staff("Who asked"),
    "applications.InformationRequest.asked_account": _staff("Who asked"),
    "applications.Note.words": _words("A note of staff", "what was considered"),
    "applications.Note.by_person": _staff("Who wrote it"),
    "applications.Interest.by_person": _staff("Who said whether they know the person"),
    "applications.Interest.words": _words("How somebody of staff knows the person", "no friend or rival decides"),
    "applications.Recommendation.subject_person": _subject("Whom a recommendation is about"),
    "applications.Recommendation.words": _words("What was recommended, in words", "the decision"),
    "applications.Recommendation.recommended_person": _staff("Who recommended"),
    "applications.Recommendation.recommended_account": _staff("Who recommended"),
    "applications.Recommendation.closed_person": _staff("Who closed it"),
    "applications.Recommendation.closed_account": _staff("Who closed it"),
    "applications.Recommendation.closed_words": _words("Why it was accepted or sent back", "the decision"),
    "applications.Decision.subject_person": _subject("Whom a decision is about"),
    "applications.Decision.decided_person": _staff("Who decided"),
    "applications.Decision.decided_account": _staff("Who decided"),
    "applications.Decision.recommended_person": _staff("Who recommended it"),
    "applications.Decision.recommended_account": _staff("Who recommended it"),
    "applications.DecisionWords.explanation": _words("The reasons of a decision in words", "it can be understood"),
    "applications.Appeal.words": _words("What the person says against a refusal", "the appeal"),
    "applications.SecondLook.first_person": _staff("Who admitted"),
    "applications.SecondLook.looked_person": _staff("Who looked again"),
    "applications.SecondLook.looked_account": _staff("Who looked again"),
    "applications.SecondLook.words": _words("What a second look found", "how well we decide"),
    "applications.Match.other": _subject("Somebody who may be the same person"),
    "applications.Match.reasons": Held(
        what="Which parts of two records are alike, without their values",
        why="nobody is on the register twice",
        keep=_FILE,
        export="as written",
        erase="emptied",
    ),
    "applications.Match.closed_person": _staff("Who decided whether they are the same"),
    "applications.Match.closed_account": _staff("Who decided whether they are the same"),
    "applications.Match.closed_words": _words("Why they are the same, or not", "the decision"),
}

NOT_PERSONAL = {
    "applications.Application": (
        "id",
        "state",
        "began_at",
        "sent_at",
        "ended_at",
        "criteria",
        "criteria_since",
        "steps_taken",
        "last_step_at",
        "reminded_at",
    ),
    "applications.Section": ("id", "application", "code", "version", "complete", "saved_at"),
    "applications.Passage": ("id", "application", "state", "since", "until"),
    "applications.InformationRequest": (
        "id",
        "application",
        "sections",
        "hearing",
        "reasons",
        "asked_at",
        "answer_by",
        "reminded_at",
        "answered_at",
        "closed_at",
    ),
    "applications.Note": ("id", "application", "by_role", "at"),
    "applications.Interest": ("id", "application", "conflict", "at"),
    "applications.Recommendation": (
        "id",
        "application",
        "outcome",
        "equivalence",
        "tier",
        "reasons",
        "state",
        "recommended_role",
        "recommended_at",
        "closed_role",
        "closed_at",
    ),
    "applications.Decision": (
        "id",
        "application",
        "outcome",
        "equivalence",
        "tier",
        "reasons",
        "criteria_since",
        "act",
        "decided_role",
        "decided_at",
    ),
    "applications.DecisionWords": ("decision",),
    "applications.Appeal": ("id", "application", "decision", "made_at"),
    "applications.SecondLook": ("id", "decision", "drawn_at", "draw", "looked_at", "agreed"),
    "applications.Match": (
        "id",
        "application",
        "weight",
        "probability",
        "model_edition",
        "found_at",
        "state",
        "closed_at",
    ),
}
