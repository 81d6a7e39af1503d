"""Who a password is asked of: the account of an e-mail address, or of a mobile number where somebody has no address."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from careregister.people import queries


class ByAddressOrNumber(AuthenticationBackend):
    """The library's own way with passwords, also for a number. It costs the same whether or not anybody has it."""

    def get_user(self, user_id: Any) -> Any:
        """Whoever comes with a session: one statement for all that a page asks about them before it begins."""
        account = queries.account_of_session(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None

    def _authenticate_by_phone(self, phone: str, password: str) -> Any:
        return self._check_password(queries.account_by_phone(phone), password)
