"""A visit to the hosted page: what is chosen, asked and answered there."""

import re
from typing import Any

from . import moving, pages, setting_up
from .numbers import BY_NUMBER
from .state import State

_EXPIRES = re.compile(r"(0?[1-9]|1[0-2])\s*/\s*(?:20)?(\d\d)\Z")
Shown = tuple[int, bytes | str]  # 200 and a page, or 303 and an address


def show(state: State, session_id: str) -> Shown:
    with state.lock:
        moving.catch_up(state)
        visit = state.get("checkout.session", session_id)
        if visit is None:
            return 404, pages.over("There is no such page.")
        if visit["status"] != "open":
            return 200, pages.over("You have been here already, or it took longer than a day. Go back and begin again.")
        return 200, pages.asking(visit)


def chosen(state: State, session_id: str, form: dict[str, Any]) -> Shown:
    """What was pressed. Declines are shown here and nothing comes of them, as at the real page."""
    with state.lock:
        shown = show(state, session_id)
        visit = state.get("checkout.session", session_id)
        if visit is None or visit["status"] != "open":
            return shown
        number = re.sub(r"[\s-]", "", str(form.get("typed") or form.get("number") or ""))
        one = BY_NUMBER.get(number)
        if one is None or one.kind != form.get("kind") or one.kind not in visit["payment_method_types"]:
            return 200, pages.asking(visit, "unknown" if number else "nothing")
        expires = _EXPIRES.match(str(form.get("expires", "12/34")).strip())
        if expires is None:
            return 200, pages.asking(visit, "expiry")
        month, year = int(expires[1]), 2000 + int(expires[2])
        if one.kind == "card" and moving.is_over(state, {"exp_month": month, "exp_year": year}):
            return 200, pages.asking(visit, "expired_card")
        if one.setup == "asks" and form.get("bank") != "yes":
            if form.get("bank") == "no":
                return 200, pages.asking(visit, "authentication")
            return 200, pages.bank_asks(one.number, f"{month}/{year % 100:02d}")
        if one.setup not in {"", "asks", "mandate_refused"}:
            return 200, pages.asking(visit, one.setup)
        method = setting_up.new_method(state, one, month=month, year=year)
        state.changed = True
        return 303, setting_up.complete(state, visit, method)
