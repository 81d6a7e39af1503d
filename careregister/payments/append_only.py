"""The tables of the room that the serving login may only add to."""

APPEND_ONLY = ("payments_ledgertransaction", "payments_ledgerentry", "payments_movement")
