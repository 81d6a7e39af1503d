"""Stripe's published test cards and bank accounts: what each does when it is set up, charged, and afterwards."""

from dataclasses import dataclass

SORT_CODE = "108800"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """`setup`: "", asks (the bank asks the person), or a decline. `charge`: "", or why it fails. `after`: a dispute."""

    number: str
    token: str
    words: str
    kind: str = "card"
    brand: str = "visa"
    setup: str = ""
    charge: str = ""
    after: str = ""  # dispute, inquiry
    refund: str = ""  # fails, later
    slow: bool = False


BEHAVIOURS = (
    Behaviour("4242424242424242", "pm_card_visa", "Visa: every payment succeeds"),
    Behaviour("4000000000000341", "pm_card_chargeCustomerFail", "Is accepted, but every payment fails",
              charge="generic_decline"),
    Behaviour("4000002500003155", "pm_card_authenticationRequiredOnSetup", "The bank asks you now, and never again",
              setup="asks"),
    Behaviour("4000000000000259", "pm_card_createDispute", "Pays; then the holder says it was not them",
              after="dispute"),
    Behaviour("4000056655665556", "pm_card_visa_debit", "Visa debit: every payment succeeds"),
    Behaviour("5555555555554444", "pm_card_mastercard", "Mastercard: every payment succeeds", brand="mastercard"),
    Behaviour("4000002760003184", "pm_card_authenticationRequired", "The bank asks you every time", setup="asks",
              charge="authentication_required"),
    Behaviour("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
              "The bank asks you now; every payment fails for want of money", setup="asks", charge="insufficient_funds"),
    Behaviour("4000000000000002", "pm_card_visa_chargeDeclined", "Is declined here", setup="generic_decline",
              charge="generic_decline"),
    Behaviour("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", "Is declined here: no money",
              setup="insufficient_funds", charge="insufficient_funds"),
    Behaviour("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "Is declined here: expired", setup="expired_card",
              charge="expired_card"),
    Behaviour("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "Is declined here: lost", setup="lost_card",
              charge="lost_card"),
    Behaviour("4000000000001976", "pm_card_createDisputeInquiry", "Pays; then the holder asks about it",
              after="inquiry"),
    Behaviour("4000000000005126", "pm_card_refundFail", "Pays; a refund fails later", refund="fails"),
    Behaviour("4000000000007726", "pm_card_pendingRefund", "Pays; a refund takes a while", refund="later"),
    Behaviour("00012345", "pm_bacsDebit_success", "Every payment succeeds", "bacs_debit"),
    Behaviour("22222227", "pm_bacsDebit_insufficientFunds", "Every payment fails after days: no money", "bacs_debit",
              charge="insufficient_funds"),
    Behaviour("33333335", "pm_bacsDebit_debitNotAuthorized", "The first payment fails, and the Direct Debit ends",
              "bacs_debit", charge="debit_not_authorized"),
    Behaviour("55555559", "pm_bacsDebit_dispute", "Pays; then the bank takes it back under the Guarantee", "bacs_debit",
              after="dispute"),
    Behaviour("90012345", "pm_bacsDebit_successDelayed", "Every payment succeeds, later", "bacs_debit", slow=True),
    Behaviour("92222227", "pm_bacsDebit_insufficientFundsDelayed", "No money, later", "bacs_debit",
              charge="insufficient_funds", slow=True),
    Behaviour("93333335", "pm_bacsDebit_debitNotAuthorizedDelayed", "The Direct Debit ends, later", "bacs_debit",
              charge="debit_not_authorized", slow=True),
    Behaviour("00033333", "pm_bacsDebit_mandateRefused", "The bank refuses the Direct Debit after a moment",
              "bacs_debit", setup="mandate_refused", charge="debit_not_authorized"),
    Behaviour("00044444", "pm_bacsDebit_invalid", "Is declined here: no such account", "bacs_debit",
              setup="invalid_account_number"),
)  # fmt: skip
BY_NUMBER = {one.number: one for one in BEHAVIOURS}
BY_TOKEN = {one.token: one for one in BEHAVIOURS}
