"""What the import says: for each reason, what is wrong and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from careregister.base.refusals import Refused

from .rows import Problem

_DATE = __("Write it as 31/12/2025, 2025-12-31 or 31 Dec 2025.")
_NAME = __("Write the name as it stands on the person's documents.")
_BOTH = __("Find out which is right, mend it, and leave one row for each person.")

REASONS: dict[str, tuple[Promise, Promise]] = {
    "alias_not_known": (
        __("this person is on the register as %(number)s, which does not know this number"),
        __("Add the number on the register by hand, or empty the cell."),
    ),
    "date_ambiguous": (
        __("the date could be read in two ways, and nothing in the file proves which"),
        __("Write the year first (2025-12-31), or import with --dates day-first if the whole file is English."),
    ),
    "date_american": (__("the date is written the American way, month first"), _DATE),
    "date_serial": (
        __("it is a spreadsheet's inner number for a date"),
        __("Format the column as a date and save again."),
    ),
    "date_short_year": (__("the year has two digits"), __("Write all four digits of the year.")),
    "date_with_time": (__("it has a time of day beside the date"), __("Leave the date alone in the cell.")),
    "empty": (__("it is empty"), __("Fill it in.")),
    "has_another_number": (
        __("this person is on the register already, with the number %(number)s"),
        __("Write that number, or empty the cell. If they are two people, write yes in a column Different person."),
    ),
    "in_the_future": (
        __("the date lies in the future"),
        __("Mend the date, or bring this person in once it has come."),
    ),
    "interim_needs_a_review": (__("an interim order needs the day of its review"), __("Add a column Review by.")),
    "invisible_character": (__("it holds a character that cannot be seen"), __("Type the name again.")),
    "known_but_no_registrant": (
        __("a person of this name and date of birth is known here, but is not a registrant"),
        __(
            "If it is the same person, have a registrar admit them. If not, write yes in a column Different person, "
            "and give a number."
        ),
    ),
    "known_by_another_name": (
        __("somebody of this date of birth has, or had, one of these names: number %(number)s"),
        __("If it is the same person, write their number. If not, write yes in a column Different person."),
    ),
    "letter_lost": (__("a letter was lost and became a question mark"), _NAME),
    "letters_misread": (
        __("it holds signs that are in no name: the file may have been saved in another encoding"),
        __("Save the file as UTF-8, or name its encoding: --encoding windows-1250."),
    ),
    "looks_like_a_formula": (__("it begins like a formula, and is not a name"), _NAME),
    "more_cells_than_columns": (
        __("the row has more cells than the file has columns"),
        __("Put quotation marks around a cell that holds the sign between the cells."),
    ),
    "name_of_two_alphabets": (__("one word is written in letters of two alphabets"), _NAME),
    "name_too_long": (__("it is longer than a name"), _NAME),
    "name_with_comma": (
        __("it holds a comma, so that the order of the names is not sure"),
        __("Write given names first, family name last; several previous names have semicolons between them."),
    ),
    "name_with_digits": (__("it holds digits"), _NAME),
    "name_with_sign": (__("it holds a sign that is in no name"), _NAME),
    "name_without_letters": (__("it holds no letters"), _NAME),
    "names_differ": (
        __("the full name does not hold the names of the other columns (%(other)s)"),
        __("Make them agree, or empty one of them."),
    ),
    "not_a_date": (__("it is not a date"), _DATE),
    "not_a_number": (__("it is not a registration number"), __("Mend it, or empty the cell: then a number is given.")),
    "not_an_email": (__("it is not one e-mail address"), __("Mend it, or empty the cell.")),
    "not_in_the_calendar": (__("there is no such day"), _DATE),
    "not_yes_or_no": (__("it is neither yes nor no"), __("Write yes or no.")),
    "number_of_somebody_else": (
        __("the number belongs to somebody else, or to somebody with another date of birth"),
        __("Find out whose it is. Mend the number or the date, or empty the cell."),
    ),
    "number_of_whom": (
        __("nine digits without letters: ours, or an older register's?"),
        __("Write %(prefix)s before it if it is ours, or the other register's letters if it is theirs."),
    ),
    "number_spoilt": (
        __("a spreadsheet turned the number into a calculation"),
        __("Format the column as text, and write it again."),
    ),
    "number_twice": (__("the same number stands for something else on line %(lines)s"), _BOTH),
    "number_was_issued": (
        __("the number was issued before and belongs to nobody now"),
        __("Empty the cell: then a number is given."),
    ),
    "outside_registration": (__("the date is not within the registration"), __("Mend the date, or empty the cell.")),
    "person_twice": (
        __("the same person (name and date of birth) says something else on line %(lines)s"),
        __(
            "Leave one row for each person. If they are two people, give each their number, and write yes in a column "
            "Different person."
        ),
    ),
    "placeholder": (__("it stands for a name that is not known"), __("Write the name, or empty the cell.")),
    "previous_is_present": (__("it is the present name"), __("Leave only names of before.")),
    "registered_since_when": (
        __("registered since this day, and from another day"),
        __("Empty the cell, or write the day they were registered from in both."),
    ),
    "restriction_is_over": (__("the restriction would be over by now"), __("Mend the date, or the status.")),
    "restriction_needs_an_end": (__("a restriction needs its last day"), __("Add a column Restriction until.")),
    "row_twice": (__("it is the same row as line %(line)s"), __("Take one of them out.")),
    "several_of_this_name": (
        __("several on the register have this name and date of birth"),
        __("Write the number of the one who is meant."),
    ),
    "since_without_tier": (__("there is a date for a tier, and no tier"), __("Write the tier, or empty the cell.")),
    "status_before_since": (__("the status began before the registration did"), __("Mend one of the dates.")),
    "status_is_no_restriction": (
        __("there are dates of a restriction, and the status is none"),
        __("Mend the status, or empty those cells."),
    ),
    "status_needs_a_date": (
        __("nothing says since when this status holds"),
        __("Write the day in a column Status since."),
    ),
    "status_of_two_meanings": (
        __("the status could mean more than one thing"),
        __("Write which: removed at own request, removed by decision, lapsed, our error, or obtained by deceit."),
    ),
    "status_unknown": (
        __("the status is not one that the register has"),
        __(
            "Write registered, paused, lapsed, removed at own request, removed by decision, our error, obtained by "
            "deceit, deceased; or suspended, conditions, warning, interim suspension, interim conditions."
        ),
    ),
    "tier_unknown": (__("there is no such tier"), __("Write foundation, intermediate or advanced, or empty the cell.")),
    "too_far_ahead": (__("the date is more than %(years)s years ahead"), _DATE),
    "too_old": (__("the person would be more than %(years)s years old"), _DATE),
    "too_young": (
        __("the person was not yet %(years)s when registered"),
        __("Mend one of the dates; nobody younger can be registered."),
    ),
    "until_before_since": (__("the registration ends before it begins"), __("Mend one of the dates.")),
    "wrong_check_digit": (
        __("a digit of the number %(number)s is wrong"),
        __("Look it up, or empty the cell: then a number is given."),
    ),
}
DIFFERENT = (
    __("it is not what the register says now, and nothing was changed"),
    __("If the file is right, have it changed on the register. If the register is right, take the row out."),
)
_FILE: dict[str, Promise] = {
    "body_missing": __("A transfer says from which body: add --body NAME."),
    "cell_too_long": __("A cell that begins on line %(line)s is longer than any cell can be."),
    "column_missing": __("These columns are missing: %(columns)s. Nothing was imported."),
    "column_twice": __("Two columns mean the same: %(first)s and %(second)s. Leave one, or rename the other."),
    "empty": __("The file is empty."),
    "import_running": __("Another import is running. Wait for it, and start again."),
    "mark_contradicts": __("The file begins with the mark of %(marked)s, and --encoding says %(given)s."),
    "mixed_encodings": __(
        "The file is a mixture: lines %(utf8)s are UTF-8, lines %(other)s are not. Save it anew from one program, or "
        "name its encoding with --encoding."
    ),
    "no_header": __("No line near the top names the columns: a name (or first name and last name), and date of birth."),
    "no_rows": __("The file has a header and no rows."),
    "not_a_csv": __("The file is no CSV (%(kind)s). Open it in the program that made it and save it as CSV (UTF-8)."),
    "quote_not_closed": __("A quotation mark is opened on line %(line)s and never closed."),
    "quotes_unreadable": __(
        "Line %(line)s has a quotation mark in the middle of a quoted cell. Double it, or take it out."
    ),
    "status_column_missing": __(
        "The file has no column for the status. Add one, or say --status registered if everybody in it is registered."
    ),
    "status_given_twice": __("The file has a column for the status: leave out --status."),
    "too_big": __("The file is larger than %(megabytes)s megabytes: import it in parts."),
    "undecodable": __("Line %(line)s holds bytes that are not %(encoding)s. Name the file's encoding: --encoding."),
    "unknown_encoding": __("There is no encoding named %(given)s."),
    "utf16_without_mark": __("The file looks like UTF-16 without its mark: add --encoding %(likely)s."),
}


def wrong(problem: Problem) -> str:
    return str(REASONS[problem.reason][0]) % problem.detail


def mend(problem: Problem) -> str:
    return str(REASONS[problem.reason][1]) % problem.detail


def refusal(error: Refused) -> str:
    """Why the file as a whole was refused."""
    text = _FILE.get(error.reason)
    return str(text) % error.detail if text else _("Refused: %(reason)s") % {"reason": error}
