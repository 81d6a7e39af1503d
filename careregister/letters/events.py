"""What can happen to a letter."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "letters.written": _("A letter was written"),
    "letters.handed_over": _("A letter was handed over to be delivered"),
    "letters.refused": _("A letter could not be delivered"),
    "letters.uncertain": _("Nobody can know whether a letter went: the line broke as it was handed over"),
    "letters.sent_again": _("A letter that may not have gone was put back to be sent again"),
    "letters.returned": _("A letter came back"),
    "letters.written_off": _("A letter that did not arrive was left at that"),
    "letters.listed": _("The letters to somebody were looked at by staff"),
    "letters.read": _("A letter was read by staff"),
    "letters.text_changed": _("What a kind of letter says was changed"),
}
