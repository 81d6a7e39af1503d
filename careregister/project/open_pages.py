"""The one list of pages that ask for no sign-in. Everything that is not on it does, whoever wrote it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from careregister.web.parts import asking, holding

# The public front is what the world may see: it knows of nobody who is signed in.
OPEN_FRONT = "careregister.web.public."

OPEN = frozenset(
    {
        "health_live",
        "health_ready",
        "styleguide",  # demo mode only; the parts without a person in them
        "account_login",
        "account_logout",
        "mfa_authenticate",  # the second step of a sign-in that has begun
        "mfa_login_webauthn",
        "account_inactive",
        "account_signup",  # joining is open to everybody
        "account_join_adjustments",
        "account_join_address",
        "account_code_ask",  # a code by e-mail or text, to join or to sign in
        "account_code",
        "account_code_link",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        # Their door leads whoever is not signed in to sign in, and keeps what they sent.
        "account_application_page",
        "account_application_new",
        "account_application_item",
        "account_application_question",
        "account_application_reply",
        "account_application_appeal",
        "account_training_new",
        "account_training_one",
        "account_training_audit",
        "account_training_appeal",
        "account_training_plan",
        "account_training_plan_new",
        "account_renewal_part",
        "account_renewal_more_time",
        "account_membership_employer",  # an employer's offer is read by whoever has its link; to accept, one signs in
        "account_membership_employer_no",
        "organisation:invitation",  # who asks and for what, for whoever has the link; to accept, one signs in
        "account_demo",  # refuses unless demo mode is on and both ends are on this machine
        "account_demo_inbox",  # refuses likewise
        "account_demo_message",
    }
)


def is_open(view: Callable[..., Any], name: str | None) -> bool:
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return name in OPEN or f"{module}.".startswith(OPEN_FRONT)


class sign_in_first:  # noqa: N801  (a middleware is named like what it is listed as)
    """Leads whoever is not signed in to the sign-in page, unless the page is on the list; what they wrote is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if is_open(view, match.view_name if match else None):
            return None
        if asking.has_session(request):
            holding.sent(request)
            return None
        return holding.to_sign_in(request, takes_back=False)
