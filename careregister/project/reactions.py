"""Who hears of what. The one table that carries news upward; each row runs in the transaction of its cause."""

REACTIONS: dict[str, tuple[str, ...]] = {
    "organisations.employer_closed": ("careregister.membership.hearing.employer_closed",),
    "payments.invoice_settled": ("careregister.membership.hearing.settled",),
    "payments.payment_failed": ("careregister.membership.hearing.failed",),
    "payments.payment_returned": ("careregister.membership.hearing.returned",),
    "payments.payment_given_back": ("careregister.membership.hearing.given_back",),
    "payments.method_ended": ("careregister.membership.hearing.method_ended",),
}
