"""Stripe as one small process on loopback: its wire format for exactly the calls of `outside.cards`, a page where nobody
is charged, its webhooks, and a clock that can be moved. Nothing typed here is kept but what Stripe itself would show.

    python -m careregister.outside.fakes.cards --port 0 --webhook URL --secret whsec_… --kept FILE

`state` what is known and the clock; `numbers` the published test cards and accounts; `wire` forms, expansion and lists;
`setting_up`, `paying`, `moving` what the objects do; `api` the addresses; `pages` what people see; `webhooks` telling
the other side; `control` what a test may do to it; `server` the process.
"""
