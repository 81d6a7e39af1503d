"""What people see: the page that asks for a card or a Direct Debit, and the console. Plain HTML, no script."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any

from .numbers import BEHAVIOURS, SORT_CODE, Behaviour
from .state import State

USUAL = 4  # choices shown before the others
_STYLE = """
*{box-sizing:border-box}body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#111;background:#f4f4f6}
main{max-width:34rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.2rem;margin:0 0 .75rem}.pretend{margin:0;padding:.75rem 1rem;background:#3b0a57;color:#fff}
.pretend p{max-width:32rem;margin:0 auto}section{background:#fff;border:1px solid #8a8a94;border-radius:.5rem;
padding:1rem;margin:0 0 1rem}fieldset{border:0;padding:0;margin:0 0 1rem;min-width:0}legend{font-weight:600;padding:0;margin:0 0 .5rem}
.one{display:flex;gap:.75rem;align-items:flex-start;padding:.5rem 0;border-top:1px solid #ddd}
.one input{width:1.5rem;height:1.5rem;flex:none;margin:.15rem 0 0}.one b{display:block;font-variant-numeric:tabular-nums}
label.field{display:block;font-weight:600}input.text{display:block;width:100%;max-width:16rem;font:inherit;padding:.5rem;margin:.25rem 0 1rem;
border:2px solid #111;border-radius:.25rem}button,.cancel{display:inline-block;font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;
border:2px solid #3b0a57;border-radius:.25rem;background:#3b0a57;color:#fff;cursor:pointer;text-decoration:none}
.cancel,button.second{background:#fff;color:#3b0a57}:focus-visible{outline:3px solid #111;outline-offset:2px;box-shadow:0 0 0 6px #fd0}
.wrong{border:3px solid #b00020;padding:.75rem 1rem;margin:0 0 1rem;background:#fff}
ul{list-style:none;margin:0;padding:0}li{padding:.5rem 0;border-top:1px solid #ddd}form.small{display:inline-block;margin:.25rem .5rem .25rem 0}
summary{padding:.5rem 0;min-height:2.75rem;cursor:pointer;text-decoration:underline;color:#3b0a57}
"""
_PRETEND = (
    "This is a pretend payment provider. No money moves, no bank is asked. Never type a real card or account number."
)
WRONG = {
    "nothing": "Choose a card or an account, or type one of the test numbers.",
    "unknown": "That is not one of the test numbers. It was not kept. Never type a real number here.",
    "expiry": "Type the expiry date as month and year, like 12/34.",
    "expired_card": "Your card has expired.",
    "generic_decline": "Your card was declined.",
    "insufficient_funds": "Your card has insufficient funds.",
    "lost_card": "Your card was declined.",
    "invalid_account_number": "There is no account with this number at this bank.",
    "authentication": "Your bank could not be sure that it was you. Choose again.",
}


def whole(title: str, inner: str) -> bytes:
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)} – pretend provider</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="icon" href="data:,"><style>{_STYLE}</style></head><body>'
        f'<header class="pretend"><p>{_PRETEND}</p></header><main>{inner}</main></body></html>'
    ).encode()


def asking(visit: dict[str, Any], wrong: str = "") -> bytes:
    """The visit's page: a form for each kind that was asked for, and the way back."""
    forms = {"card": _card_form, "bacs_debit": _debit_form}
    inner = "<h1>Set up how you pay Care Register</h1>"
    if wrong:
        inner += f'<div class="wrong" role="alert"><b>There is a problem</b><br>{escape(WRONG[wrong])}</div>'
    inner += "".join(forms[kind]() for kind in visit["payment_method_types"])
    inner += f'<p><a class="cancel" href="{escape(visit["cancel_url"])}">Cancel and go back</a></p>'
    return whole("Set up how you pay", inner)


def bank_asks(number: str, expires: str) -> bytes:
    """The bank wants to know that it is really the person."""
    return whole(
        "Your bank asks",
        "<h1>Your bank asks: is this you?</h1><section><p>At this point a real bank would send you to its own app or "
        f'page.</p><form method="post"><input type="hidden" name="kind" value="card">'
        f'<input type="hidden" name="number" value="{escape(number)}"><input type="hidden" name="expires" value="{escape(expires)}">'
        '<p><button name="bank" value="yes">Yes, it is me</button> '
        '<button class="second" name="bank" value="no">No</button></p></form></section>',
    )


def over(words: str) -> bytes:
    return whole("This page has ended", f"<h1>This page has ended</h1><section><p>{escape(words)}</p></section>")


def _choices(kind: str) -> Iterable[Behaviour]:
    return (one for one in BEHAVIOURS if one.kind == kind)


def _radio(one: Behaviour, shown: str, *, first: bool) -> str:
    checked = " checked" if first else ""
    return (
        f'<label class="one"><input type="radio" name="number" value="{one.number}"{checked}>'
        f"<span><b>{shown}</b>{escape(one.words)}</span></label>"
    )


def _grouped(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _rows(kind: str, shown: Callable[[str], str]) -> str:
    """The usual ones at once, the others behind a click."""
    rows = [_radio(one, shown(one.number), first=at == 0) for at, one in enumerate(_choices(kind))]
    usual, others = "".join(rows[:USUAL]), "".join(rows[USUAL:])
    return f"{usual}<details><summary>More, for what can go wrong</summary>{others}</details>"


def _card_form() -> str:
    return (
        '<section><h2>Card</h2><form method="post"><input type="hidden" name="kind" value="card">'
        f"<fieldset><legend>Choose a test card</legend>{_rows('card', _grouped)}</fieldset>"
        '<label class="field" for="typed-card">Or type a test number</label>'
        '<input class="text" id="typed-card" name="typed" inputmode="numeric" autocomplete="off">'
        '<label class="field" for="expires">Expiry date, month and year</label>'
        '<input class="text" id="expires" name="expires" value="12/34" inputmode="numeric" autocomplete="off">'
        "<button>Save card</button></form></section>"
    )


def _debit_form() -> str:
    sort_code = "-".join(SORT_CODE[at : at + 2] for at in (0, 2, 4))
    return (
        '<section><h2>Direct Debit</h2><form method="post"><input type="hidden" name="kind" value="bacs_debit">'
        f"<fieldset><legend>Choose a test account, sort code {sort_code}</legend>{_rows('bacs_debit', str)}</fieldset>"
        '<label class="field" for="typed-account">Or type a test account number</label>'
        '<input class="text" id="typed-account" name="typed" inputmode="numeric" autocomplete="off">'
        "<p>You are the account holder and the only person needed to agree. A pretend Direct Debit Guarantee protects "
        "you: the bank gives a payment back when you say that it was wrong.</p>"
        "<button>Set up Direct Debit</button></form></section>"
    )


def console(state: State) -> bytes:
    """For the demonstration: what happened, and buttons that make time pass and things go wrong."""
    with state.lock:
        now = datetime.fromtimestamp(state.now(), UTC)
        intents = list(reversed(state.things["payment_intent"].values()))[:30]
        rows = "".join(_row(state, one) for one in intents)
        waiting, outage = len(state.deliveries), state.modes["outage"]
    buttons = "".join(
        _button(verb, fields, words)
        for verb, fields, words in (
            ("advance", {"days": "1"}, "A day passes"),
            ("advance", {"days": "4"}, "Four days pass"),
            ("advance", {"days": "31"}, "A month passes"),
            ("payout", {}, "Pay out to the bank"),
            ("modes", {"outage": "" if outage else "503"}, "End the outage" if outage else "Begin an outage"),
        )
    )
    inner = (
        f"<h1>The pretend provider’s console</h1><section><p>Here it is {now:%-d %B %Y, %H:%M} (UTC). Messages "
        f"waiting for the register: {waiting}.</p>{buttons}</section><section><h2>The last payments</h2>"
        f"<ul>{rows or '<li>None yet.</li>'}</ul></section>"
    )
    return whole("Console", inner)


def _row(state: State, one: dict[str, Any]) -> str:
    when = datetime.fromtimestamp(one["created"], UTC)
    kind = state.things["payment_method"][one["payment_method"]]["type"]
    charge = state.things["charge"].get(one["latest_charge"] or "", {})
    able = one["status"] == "succeeded" and not charge.get("disputed")
    tell = _button("dispute", {"charge": one["id"]}, "Take it back") if able else ""
    ends = (
        _button("end_mandate", {"method": one["payment_method"]}, "End the Direct Debit")
        if kind == "bacs_debit"
        else ""
    )
    state_words = "disputed" if charge.get("disputed") else one["status"].replace("_", " ")
    return f"<li><b>£{one['amount'] / 100:.2f}</b> {escape(state_words)}, {when:%-d %b %H:%M}<br>{tell}{ends}</li>"


def _button(verb: str, fields: dict[str, str], words: str) -> str:
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields.items())
    return (
        f'<form class="small" method="post" action="/_control/{verb}">{hidden}'
        f'<button class="second">{escape(words)}</button></form>'
    )
