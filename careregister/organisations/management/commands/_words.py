"""What the command says when it cannot."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base.refusals import Refused
from careregister.organisations.directory import Problem

_REASONS = {
    "another_location": gettext_lazy("the address is another location's"),
    "column_twice": gettext_lazy("two columns mean the same"),
    "empty": gettext_lazy("it is empty, and has to be filled"),
    "more_cells_than_columns": gettext_lazy("there are more cells than columns"),
    "no_header": gettext_lazy("no line within the first fifty names the columns Name and CQC Location ID"),
    "not_a_date": gettext_lazy("it is not a date"),
    "not_a_postcode": gettext_lazy("it is not a postcode"),
    "not_a_web_address": gettext_lazy("it is not a web address"),
    "not_an_id": gettext_lazy("it is not an id of the Commission"),
    "not_text": gettext_lazy("the file is not text: save it as CSV"),
    "quotes_do_not_close": gettext_lazy("a quotation mark is opened and not closed"),
    "too_long": gettext_lazy("it is too long"),
    "two_edition_dates": gettext_lazy("the lines above the header give two dates"),
}
_REFUSALS = {
    "empty": gettext_lazy("The file names no place."),
    "older_edition": gettext_lazy(
        "The edition of %(edition)s is older than the one of %(newest)s: nothing was changed."
    ),
    "too_many_left": gettext_lazy(
        "%(left)s of %(of)s places would leave. Is the file a part of the directory? Then add --part. "
        "If they did all leave, add --many-may-leave. Nothing was changed."
    ),
    "import_running": gettext_lazy("Another import is running. Wait for it, and start again."),
}


def said(problem: Problem) -> str:
    """One problem in a line: where it is, and what is wrong."""
    where = _("line %(line)d") % {"line": problem.line}
    if problem.column:
        where += ", " + problem.column
    value = f" ({problem.value!r})" if problem.value else ""
    return f"{where}: {_reason(problem.reason)}{value}"


def refusal(error: Refused) -> str:
    words = _REFUSALS.get(error.reason)
    return str(words) % error.detail if words else str(error)


def _reason(code: str) -> str:
    if code.startswith("contradicts_line_"):
        line = code.removeprefix("contradicts_line_")
        return _("it says something else of the same place than line %(line)s") % {"line": line}
    return str(_REASONS[code])
