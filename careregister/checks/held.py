"""What the room holds about people."""

from careregister.base.held import Held

_KEEP = "as long as the application it belongs to"
_VALUE = "kept: an id without words"


def _held(what: str, why: str, *, keep: str = _KEEP, export: str = "as written", erase: str = "deleted") -> Held:
    return Held(what=what, why=why, keep=keep, export=export, erase=erase)


HELD = {
    "checks.Check.person": _held("Whose check it is", "a person's checks are found together", erase=_VALUE),
    "checks.Check.kind": _held("Which check", "registration rests on checks"),
    "checks.Check.state": _held("How the check stands", "registration rests on checks"),
    "checks.Check.method": _held("How it was looked at", "the decision can be followed"),
    "checks.Check.decided_at": _held("When it was decided", "the decision can be followed"),
    "checks.Check.decided_person": _held("Who decided it", "a decision has an author", erase=_VALUE),
    "checks.Check.decided_account": _held("With which account", "a decision has an author", erase=_VALUE),
    "checks.Check.decided_role": _held("In which role", "a decision has an author"),
    "checks.Check.expires_on": _held("Until when it counts", "what is too old is looked at again"),
    "checks.CheckDocument.document_id": _held("Which evidence was looked at", "the decision can be followed"),
    "checks.CheckStep.by_person": _held("Who took a step", "a decision has an author", erase=_VALUE),
    "checks.CheckStep.by_account": _held("With which account", "a decision has an author", erase=_VALUE),
    "checks.IdentityScores.route": _held("How identity was shown", "the level can be followed"),
    "checks.IdentityScores.profile": _held("The profile reached", "how sure we are who somebody is"),
    "checks.IdentityScores.level": _held("The level of confidence", "how sure we are who somebody is"),
    "checks.IdentityScores.strength": _held("Score of the evidence", "the profile can be followed"),
    "checks.IdentityScores.validity": _held("Score of its genuineness", "the profile can be followed"),
    "checks.IdentityScores.activity": _held("Score of activity over time", "the profile can be followed"),
    "checks.IdentityScores.fraud": _held("Score of the fraud check", "the profile can be followed"),
    "checks.IdentityScores.verification": _held("Score of face or presence", "the profile can be followed"),
    "checks.IdentityScores.more_evidence": _held("Scores of further evidence", "the profile can be followed"),
    "checks.IdentityScores.provider": _held("Which identity service", "the level can be followed"),
    "checks.IdentityScores.evidence_kinds": _held("Kinds of evidence, no numbers", "the level can be followed"),
    "checks.IdentityScores.name_agrees": _held("Whether the name was the one given", "nobody is taken for another"),
    "checks.IdentityScores.birth_agrees": _held("Whether the birth date was", "nobody is taken for another"),
    "checks.IdentityScores.by_person": _held("Who scored it", "a decision has an author", erase=_VALUE),
    "checks.IdentityScores.by_account": _held("With which account", "a decision has an author", erase=_VALUE),
    "checks.ProviderVisit.kept": _held(
        "What binds a visit to the identity service to us, sealed",
        "nobody can answer in another's place",
        keep="until the visit ends, an hour at most",
        export="left out: a secret between two machines",
    ),
    "checks.Certificate.person": _held("Whose certificate", "found together", erase=_VALUE),
    "checks.Certificate.mode": _held("Who sees the certificate", "each way has its own legal basis"),
    "checks.Certificate.number": _held("Its number, sealed", "the Update Service is asked by it", export="opened"),
    "checks.Certificate.surname": _held("The surname printed on it, sealed", "the same", export="opened"),
    "checks.Certificate.issued_on": _held("Its date", "an old one does not count"),
    "checks.Certificate.level": _held("Its level", "entitlement goes by level"),
    "checks.Certificate.workforce": _held("Its workforce", "entitlement goes by workforce"),
    "checks.StatusCheck.due_on": _held("The day it was due", "asked once for each due date"),
    "checks.StatusCheck.asked_person": _held("The officer who asked", "the service shows it to you", erase=_VALUE),
    "checks.StatusCheck.code": _held(
        "Whether the certificate is current, in the Update Service's own code; never what it says",
        "work with people in care; readable by the checks officer alone",
        export="opened to the person",
    ),
    "checks.StatusCheck.answered_at": _held("When the service answered", "a current answer is dated"),
    "checks.StatusCheck.looked_person": _held("Who took up the answer", "a decision has an author", erase=_VALUE),
    "checks.StatusCheck.looked_account": _held("With which account", "a decision has an author", erase=_VALUE),
    "checks.Attestation.seen_on": _held("When the employer saw the original", "a look is dated"),
    "checks.Attestation.issued_on": _held("The certificate's date", "an old one does not count"),
    "checks.Attestation.level": _held("Its level", "entitlement goes by level"),
    "checks.Attestation.workforce": _held("Its workforce", "entitlement goes by workforce"),
    "checks.Attestation.content_with_it": _held(
        "Whether the employer lets the person work with people in care",
        "work with people in care; readable by the checks officer alone",
    ),
}

NOT_PERSONAL = {
    "checks.Check": ("id", "application_id", "opened_at"),
    "checks.CheckDocument": ("id", "of_check", "at", "destroyed_at"),
    "checks.CheckStep": ("id", "of_check", "step", "before", "after", "by_kind", "by_role", "at"),
    "checks.IdentityScores": ("id", "of_check", "edition", "by_role", "at"),
    "checks.ProviderVisit": (
        "id",
        "of_check",
        "state_digest",
        "return_to",
        "began_at",
        "ends_at",
        "used_at",
        "outcome",
    ),
    "checks.Certificate": ("id", "application_id", "given_at", "replaced_at"),
    "checks.StatusCheck": ("id", "certificate", "asked_role", "attempts", "begun_at", "trouble", "looked_at"),
    "checks.Attestation": ("id", "of_check", "ask_id", "at"),
}
