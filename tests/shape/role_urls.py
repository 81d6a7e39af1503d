"""The table of staff pages: which roles each is for. Everybody who is not named is refused, by GET and by POST.

A page of the staff front without a row here fails `test_roles_urls.py`. `right` is what a role that is named gets for a
GET of the sample: 200 for pages that exist for everybody, 404 where the sample is about nobody, 405 for POST alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from careregister.base.actors import Because
from careregister.evidence.tests import papers
from careregister.people.actions import ask_factor_reset
from careregister.people.roles import ROLES
from careregister.people.tests import world
from careregister.privacy import states as privacy
from careregister.privacy.actions import ask as ask_privacy

NOBODY = UUID("0b8f0f3a-5a0c-4f0e-9d59-3a6f5d1c2b10")

EVERYONE = frozenset(ROLES)
ADMINISTRATORS = frozenset({"administrator"})
REGISTRARS = frozenset({"registrar", "head_of_registration"})
CASES = frozenset({"case_officer", "case_manager"})
AUDITORS = frozenset({"auditor"})
FINDERS = REGISTRARS | CASES | AUDITORS | {"checks_officer", "case_examiner"}
LETTER_READERS = REGISTRARS | AUDITORS | {"checks_officer", "membership_officer"}
EDITORS = frozenset({"editor"})
READERS = FINDERS | {"panel_member"}
CERTIFICATES = frozenset({"checks_officer"})
WORKERS = REGISTRARS | CERTIFICATES
APPLICATIONS = WORKERS | AUDITORS
HEADS = frozenset({"head_of_registration"})
FINANCE = frozenset({"finance_officer"})
MONEY = FINANCE | AUDITORS
MEMBERSHIP = frozenset({"membership_officer"})
MEMBERS = MONEY | MEMBERSHIP
RENEWALS = REGISTRARS | AUDITORS | {"membership_officer"}


@dataclass(frozen=True, slots=True)
class Row:
    page: str
    roles: frozenset[str]
    right: int = 200
    sample: Callable[[], dict[str, Any]] = field(default=dict)


def an_account() -> dict[str, Any]:
    return {"account_id": world.account("editor", name="Ann Other").pk}


def a_suspended_account() -> dict[str, Any]:
    account = world.account("editor", name="Ann Other")
    account.is_active = False
    account.save()
    return {"account_id": account.pk}


def a_text() -> dict[str, Any]:
    return {"kind": "letters.sign_in_notice"}


def a_role() -> dict[str, Any]:
    return {**an_account(), "role": "editor"}


def a_reset() -> dict[str, Any]:
    because = Because("lost_device", "She rang from the office.")
    return {"reset_id": ask_factor_reset(world.account("editor"), by=world.administrator(), because=because).pk}


def a_paper() -> dict[str, Any]:
    return {"document_id": papers.given(), "number": 1}


def a_data_request() -> dict[str, Any]:
    owner = world.owner_of(world.account(name="Ann Other"))
    because = Because("own_wish")
    return {
        "request_id": ask_privacy(
            owner.person_id, "complaint", "You wrote to my old address.", by=owner, because=because
        )
    }


def nobody() -> dict[str, Any]:
    return {"number": "CR000000000"}


def no_file(**more: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"reference": "BCDF-GHJK", **more}


def of_nobody(**more: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {**nobody(), **more}


ROWS = (
    Row("staff:home", EVERYONE),
    # accounts of staff
    Row("staff:accounts", ADMINISTRATORS),
    Row("staff:account_new", ADMINISTRATORS),
    Row("staff:account", ADMINISTRATORS, sample=an_account),
    Row("staff:account_roles", ADMINISTRATORS, sample=an_account),
    Row("staff:account_role_end", ADMINISTRATORS, sample=a_role),
    Row("staff:account_suspension", ADMINISTRATORS, sample=an_account),
    Row("staff:account_reopening", ADMINISTRATORS, sample=a_suspended_account),
    Row("staff:account_signing_out", ADMINISTRATORS, sample=an_account),
    Row("staff:account_lost_keys", ADMINISTRATORS, sample=an_account),
    Row("staff:lost_keys", ADMINISTRATORS, sample=a_reset),
    # registrants
    Row("staff:find", FINDERS),
    Row("staff:found", FINDERS, right=404, sample=lambda: {"token": "sample"}),
    Row("staff:take_list", REGISTRARS - {"registrar"} | AUDITORS, right=405),
    Row("staff:record", READERS, right=404, sample=nobody),
    Row("staff:as_known", READERS, right=404, sample=nobody),
    Row("staff:step", READERS, right=404, sample=of_nobody(action="pause")),
    Row("staff:act", READERS, right=404, sample=of_nobody(act_id=NOBODY)),
    Row("staff:correction", REGISTRARS, right=404, sample=of_nobody(act_id=NOBODY)),
    Row("staff:undoing", REGISTRARS, right=404, sample=of_nobody(act_id=NOBODY)),
    Row("staff:hold", REGISTRARS | CASES, right=404, sample=nobody),
    Row("staff:release", REGISTRARS | CASES, right=404, sample=of_nobody(hold_id=NOBODY)),
    Row("staff:alias", REGISTRARS, right=404, sample=nobody),
    Row("staff:risk", REGISTRARS | CASES | {"checks_officer"}, right=404, sample=nobody),
    Row("staff:legal_name", REGISTRARS, right=404, sample=nobody),
    Row("staff:known_as", REGISTRARS, right=404, sample=nobody),
    Row("staff:former_name", REGISTRARS, right=404, sample=of_nobody(name_id=NOBODY)),
    # applications
    Row("staff:applications", APPLICATIONS),
    Row("staff:applications_list", HEADS | AUDITORS, right=405),
    Row("staff:application_reminders", WORKERS),
    Row("staff:application_standards", APPLICATIONS),
    Row("staff:application", APPLICATIONS, right=404, sample=no_file()),
    Row("staff:application_interest", WORKERS, right=404, sample=no_file()),
    Row("staff:application_note", WORKERS, right=404, sample=no_file()),
    Row("staff:application_second_look", REGISTRARS, right=404, sample=no_file()),
    Row("staff:application_step", WORKERS, right=404, sample=no_file(action="admit")),
    Row("staff:application_scores", WORKERS, right=404, sample=no_file()),
    Row("staff:application_proof", WORKERS, right=404, sample=no_file()),
    Row("staff:application_check", WORKERS, right=404, sample=no_file(kind="training", do="accept")),
    Row("staff:application_certificate", CERTIFICATES, right=404, sample=no_file()),
    Row("staff:application_certificate_give", CERTIFICATES, right=404, sample=no_file()),
    Row("staff:application_ask", APPLICATIONS, right=404, sample=no_file(ask_id=NOBODY)),
    Row("staff:application_award", WORKERS, right=404, sample=no_file(award_id=NOBODY)),
    Row("staff:application_matches", REGISTRARS, right=404, sample=no_file()),
    # papers; which role sees which is the purposes' own test
    Row("staff:evidence", REGISTRARS | {"checks_officer"}, sample=a_paper),
    # letters that did not arrive, a person's letters, and the texts of letters
    Row("staff:letters", REGISTRARS | AUDITORS | {"membership_officer"}),
    Row("staff:letters_of", LETTER_READERS, right=404, sample=lambda: {"person_id": NOBODY}),
    Row("staff:letter", LETTER_READERS, right=404, sample=lambda: {"letter_id": NOBODY}),
    Row("staff:letter_handling", REGISTRARS | {"membership_officer"}, right=404, sample=lambda: {"letter_id": NOBODY}),
    Row("staff:texts", EDITORS),
    Row("staff:text", EDITORS, sample=a_text),
    Row("staff:text_edit", EDITORS, sample=a_text),
    Row("staff:text_version", EDITORS, sample=lambda: {**a_text(), "number": 0}),
    # renewals
    Row("staff:renewals", RENEWALS),
    Row("staff:renewals_list", HEADS | AUDITORS, right=405),
    Row("staff:renewals_papers", WORKERS),
    Row("staff:renewal_papers", WORKERS, right=404, sample=lambda: {"renewal_id": NOBODY}),
    Row("staff:renewal_papers_back", WORKERS, right=404, sample=lambda: {"renewal_id": NOBODY}),
    Row(
        "staff:renewal_papers_step",
        WORKERS,
        right=404,
        sample=lambda: {"renewal_id": NOBODY, "kind": "insurance", "verdict": "accept"},
    ),
    Row("staff:renewals_forecast", REGISTRARS | AUDITORS),
    Row("staff:renewals_forecast_list", HEADS | AUDITORS, right=405),
    Row("staff:renewal", RENEWALS, right=404, sample=lambda: {"renewal_id": NOBODY}),
    Row("staff:renewal_step", RENEWALS, right=404, sample=lambda: {"renewal_id": NOBODY, "step": "renew"}),
    # audits of learning, and their draws
    Row("staff:audits", REGISTRARS | AUDITORS),
    Row("staff:audits_list", HEADS | AUDITORS, right=405),
    Row("staff:audit", REGISTRARS | AUDITORS, right=404, sample=lambda: {"audit_id": NOBODY}),
    Row("staff:audit_step", REGISTRARS, right=404, sample=lambda: {"audit_id": NOBODY, "action": "accept"}),
    Row("staff:draws", REGISTRARS | AUDITORS),
    Row("staff:draw_new", REGISTRARS),
    # money: no checks, no cases, nothing of the register
    Row("staff:money", MONEY),
    Row("staff:money_file", MONEY, right=405),
    Row("staff:money_month", MONEY),
    Row("staff:money_month_file", MONEY, right=405),
    Row("staff:reconciliation", MONEY),
    Row("staff:reconciliation_file", MONEY, right=405),
    Row("staff:movement", FINANCE, right=404, sample=lambda: {"movement_id": "txn_nobody"}),
    Row("staff:refunds", MONEY),
    Row("staff:refunds_file", MONEY, right=405),
    Row("staff:refund", MONEY, right=404, sample=lambda: {"refund_id": NOBODY}),
    Row("staff:refund_new", FINANCE, right=404, sample=lambda: {"attempt_id": NOBODY}),
    Row("staff:payer", MEMBERS, right=404, sample=lambda: {"payer_id": NOBODY}),
    # memberships; what people say of their hardship is for who decides on it
    Row("staff:members", MEMBERS),
    Row("staff:member_figures", MEMBERS),
    Row("staff:member_figures_file", MEMBERS, right=405),
    Row("staff:members_behind", MEMBERS),
    Row("staff:members_behind_file", MEMBERS, right=405),
    Row("staff:waivers", MEMBERSHIP | AUDITORS),
    Row("staff:waivers_file", MEMBERSHIP | AUDITORS, right=405),
    Row("staff:waiver", MEMBERSHIP | AUDITORS, right=404, sample=lambda: {"request_id": NOBODY}),
    Row("staff:employers", MEMBERS),
    Row("staff:employers_file", MEMBERS, right=405),
    Row("staff:employer", MEMBERS, right=404, sample=lambda: {"employer_id": NOBODY}),
    Row("staff:employer_confirmation", MEMBERSHIP, right=405, sample=lambda: {"employer_id": NOBODY}),
    Row("staff:employer_closing", MEMBERSHIP, right=404, sample=lambda: {"employer_id": NOBODY}),
    Row("staff:member", MEMBERS, right=404, sample=lambda: {"person_id": NOBODY}),
    Row("staff:member_ending", MEMBERSHIP, right=404, sample=lambda: {"person_id": NOBODY}),
    Row("staff:member_staying", MEMBERSHIP, right=404, sample=lambda: {"person_id": NOBODY}),
    # what people ask about their data
    Row("staff:privacy", privacy.READERS),
    Row("staff:privacy_request", privacy.READERS, sample=a_data_request),
    Row("staff:privacy_step", privacy.ALL_KEEPERS, sample=lambda: {**a_data_request(), "step": "answer"}),
    # decisions by two, and what happened
    Row("staff:proposals", READERS - {"case_officer", "checks_officer"}),  # they decide nothing by two
    Row("staff:proposal", READERS, right=404, sample=lambda: {"proposal_id": NOBODY}),
    Row("staff:history", AUDITORS),
    Row("staff:take_history", AUDITORS, right=405),
    Row("staff:take_proposals", REGISTRARS - {"registrar"} | AUDITORS, right=405),
)
