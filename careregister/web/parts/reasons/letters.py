"""Reasons about letters and their texts, in plain words."""

from django.utils.translation import gettext_lazy as _

from .said import AGAIN, ASK, Said

WORDS = {
    "not_a_reader": Said(_("You cannot read this person’s letters"), ASK),
    "not_a_sender": Said(_("Your role does not look after letters"), ASK),
    "letter_unknown": Said(_("There is no such letter"), AGAIN),
    "kind_is_not_repeated": Said(
        _("This kind of letter is not sent twice"), _("Ring the person, or write to them anew. Then leave it at that.")
    ),
    "letter_too_old": Said(
        _("The code or link in this letter is no use any more"),
        _("The person can ask for a new one. Then leave it at that."),
    ),
    "tried_often_enough": Said(_("It was tried often enough"), _("Somebody has to look at it.")),
    "letter_is_written": Said(_("It waits to be sent already"), _("Nothing was changed.")),
    "letter_is_handing_over": Said(_("It is on its way out"), _("Look again in a few minutes.")),
    "letter_is_handed_over": Said(_("It was sent"), _("Nothing was changed.")),
    "not_an_editor": Said(_("Texts are written by an editor"), ASK),
    "text_not_editable": Said(_("This text cannot be edited here"), AGAIN),
    "text_empty": Said(_("A letter has a subject and some words"), AGAIN),
    "text_too_long": Said(
        _("That is too long, or the subject has several lines"),
        _("A subject has at most 200 characters, a letter 20,000."),
    ),
    "text_not_words": Said(
        _("A letter is words and placeholders like {{ name }}, and nothing else"),
        _("Look for brackets that are not closed, and for anything but a name between them."),
    ),
    "text_unknown_placeholder": Said(_("This letter has no such placeholder"), AGAIN),
    "sms_too_long": Said(_("A text message is one line"), _("It has at most 200 characters.")),
    "sms_link": Said(
        _("A text message holds no link"), _("People are taught not to open those: let them sign in by themselves.")
    ),
    "sms_placeholder": Said(_("Nothing private, no code and no link stands in a text message. Take out"), AGAIN),
    "text_lost_placeholder": Said(_("Every placeholder has to stay. Missing"), AGAIN),
}
