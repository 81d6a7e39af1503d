"""Reasons about asking somebody else, and about the history of work, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, ASK, Said

WORDS = {
    "ask_kind": Said(_("Nobody can be asked that"), AGAIN),
    "ask_address": Said(
        _("That is not a whole name and e-mail address"),
        _("Give the name and one e-mail address, like anna@example.org."),
    ),
    "ask_unknown": Said(_("There is no such question"), AGAIN),
    "ask_is_requested": Said(
        _("They were asked, and have not answered yet"), _("Wait for the answer, or remind them.")
    ),
    "ask_is_reminded": Said(_("They were asked, and have not answered yet"), _("Wait for the answer.")),
    "ask_is_received": Said(_("They have answered already"), _("There is nothing more to do.")),
    "ask_is_declined": Said(_("They said that they will not answer"), _("Ask somebody else.")),
    "ask_is_expired": Said(_("They did not answer in time"), _("Ask them again, or ask somebody else.")),
    "ask_is_withdrawn": Said(_("This question was taken back"), _("There is nothing more to do.")),
    "ask_expired_now": Said(_("The time for an answer is over"), _("Take a new link, and answer with that.")),
    "ask_replaced": Said(_("Somebody else was asked instead already"), AGAIN),
    "same_address": Said(
        _("That is the address that was asked before"), _("Ask them again instead, or give another address.")
    ),
    "asked_often": Said(_("You asked many people today"), _("Wait until tomorrow, then ask again, or ring us.")),
    "asked_enough": Said(
        _("We wrote to them many times already"), _("Name somebody else, or ring us: we think about it with you.")
    ),
    "asked_today": Said(_("They were written to within the last day"), _("Wait until tomorrow, then ask again.")),
    "never_write": Said(
        _("They do not want us to write to them"), _("Ask somebody else. Nobody can change this but they themselves.")
    ),
    "renewed_often": Said(_("There have been enough new links"), _("Ring us, and we will find another way.")),
    "link_unknown": Said(_("This link does not work"), _("Copy the whole link from our letter, or ring us.")),
    "answers_wrong": Said(_("An answer is missing or cannot be right"), AGAIN),
    "no_answer": Said(_("There is no answer to read"), AGAIN),
    "confidential": Said(_("This answer is confidential"), _("Whoever wrote it asked us to keep it to ourselves.")),
    "month_unreadable": Said(_("That is not a month"), _("Give month and year, for example 3 2019.")),
    "month_in_future": Said(_("That month has not come yet"), _("Give a month that has begun.")),
    "months_out_of_order": Said(_("Something ends before it begins"), _("Look at the two months again.")),
    "not_your_application": Said(_("This belongs to somebody else’s application"), ASK),
}
