"""Every kind of question: what is refused and in which words, then what is kept."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils.functional import lazystr

from careregister.applications.form import definition as d
from careregister.applications.form.sections import SECTIONS
from careregister.applications.queries import choices_of
from careregister.base import clock
from careregister.organisations import queries as organisations
from careregister.organisations import seeds
from careregister.web.parts.forms import field as boxed
from careregister.web.parts.forms import mistakes
from careregister.web.parts.wizard import PageForm

TODAY = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
CHOICES = (("one", "One"), ("two", "Two"))


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def field(kind: str, **more) -> d.Field:
    return d.Field("it", kind, lazystr("It"), **more)


def form(fields, given=None, **typed) -> PageForm:
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    fields = fields if isinstance(fields, tuple) else (fields,)
    page = d.Page("page", lazystr("Page"), fields)
    return PageForm(page, given or {}, choices=lambda one: one.choices or CHOICES, data=data)


def said(*args, **typed) -> list[str]:
    """The words of the mistakes."""
    return [one["text"] for one in mistakes(form(*args, **typed))]


REFUSED = [
    ("a web address", field(d.NAME), {"it": "Win £500: www.evil.example/x"}, "Write a name, without a web or e-mail address"),
    ("an e-mail address", field(d.NAME), {"it": "Ring me@evil.example"}, "Write a name, without a web or e-mail address"),
    ("nothing at all", field(d.NAME), {"it": "  "}, "Enter it"),
    ("121 letters", field(d.NAME, longest=120), {"it": "x" * 121}, "It: use 120 characters or fewer. You wrote 121."),
    ("no address", field(d.EMAIL), {"it": "grace at home"}, "Write an e-mail address like name@example.org"),
    ("half a number", field(d.PHONE), {"it": "0161"}, "Write a telephone number, like 07700 900123"),
    ("half a postcode", field(d.POSTCODE), {"it": "M33"}, "Write a whole postcode, like M33 7ZF"),
    ("no such day", field(d.DATE), {"it__day": "31", "it__month": "2", "it__year": "2020"},
     "The it must be a real date: February 2020 has no day 31"),
    ("tomorrow", field(d.DATE), {"it__day": "23", "it__month": "11", "it__year": "2026"},
     "The it must be 22 November 2026 or earlier"),
    ("insurance that is over", field(d.DATE, days=d.AHEAD), {"it__day": "21", "it__month": "11", "it__year": "2026"},
     "The it must be 22 November 2026 or later"),
    ("not born yet", field(d.DATE, days=d.BIRTH), {"it__day": "1", "it__month": "1", "it__year": "2027"},
     "The it must be 22 November 2026 or earlier"),
    ("born before 1900", field(d.DATE, days=d.BIRTH), {"it__day": "1", "it__month": "1", "it__year": "1899"},
     "The it must be 1 January 1900 or later"),
    ("fifteen, for one more day", field(d.DATE, days=d.BIRTH), {"it__day": "23", "it__month": "11", "it__year": "2010"},
     "You must be at least 16 to join. You can apply on your 16th birthday."),
    ("a thirteenth month", field(d.MONTH), {"it__month": "13", "it__year": "2020"},
     "The month must be a number from 1 to 12, or its name"),
    ("a year of two numbers", field(d.MONTH), {"it__month": "3", "it__year": "19"},
     "The year must have 4 numbers, like 2019"),
    ("next month", field(d.MONTH), {"it__month": "12", "it__year": "2026"}, "The month must not be in the future"),
    ("no month", field(d.MONTH), {"it__month": "", "it__year": ""}, "Enter it"),
    ("nothing chosen", field(d.CHOICE), {}, "Choose it"),
    ("what is not offered", field(d.CHOICE), {"it": "three"}, "Choose one of the answers that are offered"),
    ("neither yes nor no", field(d.YES_NO), {}, "Choose it"),
    ("none of many", field(d.MANY), {}, "Choose it"),
    ("not ticked", field(d.AGREE), {}, "Tick “It” to go on"),
    ("no paper", field(d.FILES, purpose="identity"), {}, "Choose a photo or a PDF"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "typed", "words"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused_is_refused_in_words(asked, typed, words):
    assert said(asked, **typed) == [words]


KEPT = [
    ("one letter is a name", field(d.NAME), {"it": "O"}, "O"),
    ("ninety letters are a name", field(d.NAME, longest=120), {"it": "x" * 90}, "x" * 90),
    ("a name with spaces in it", field(d.NAME), {"it": "  Nguyễn   Thị Ánh "}, "Nguyễn Thị Ánh"),
    ("lines stay lines", field(d.WORDS), {"it": "one\r\ntwo\x00"}, "one\ntwo"),
    ("an address", field(d.EMAIL), {"it": "a.b@example.org"}, "a.b@example.org"),
    ("a number from abroad", field(d.PHONE), {"it": "+234 803 123 4567"}, "+234 803 123 4567"),
    ("a postcode in small letters", field(d.POSTCODE), {"it": "m337zf"}, "M33 7ZF"),
    ("a day", field(d.DATE), {"it__day": "4", "it__month": "march", "it__year": "2020"}, "2020-03-04"),
    ("sixteen today", field(d.DATE, days=d.BIRTH), {"it__day": "22", "it__month": "11", "it__year": "2010"}, "2010-11-22"),
    ("a month", field(d.MONTH), {"it__month": "3", "it__year": "2019"}, "2019-03"),
    ("a month in words", field(d.MONTH), {"it__month": "Sept", "it__year": "2019"}, "2019-09"),
    ("a month in one box", field(d.MONTH), {"it__month": "3/2019", "it__year": ""}, "2019-03"),
    ("this month", field(d.MONTH), {"it__month": "11", "it__year": "2026"}, "2026-11"),
    ("a choice", field(d.CHOICE), {"it": "two"}, "two"),
    ("yes", field(d.YES_NO), {"it": "yes"}, "yes"),
    ("many", field(d.MANY), {"it": ["one", "two"]}, ["one", "two"]),
    ("ticked", field(d.AGREE), {"it": "on"}, True),
    ("nothing where nothing is needed", field(d.DATE, required=False), {}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "typed", "kept"), [one[1:] for one in KEPT], ids=[one[0] for one in KEPT])
def test_what_is_kept(asked, typed, kept):
    sent = form(asked, **typed)
    assert sent.is_valid(), sent.errors
    assert sent.kept() == {"it": kept}
    again = PageForm(sent.page, sent.kept(), choices=lambda one: CHOICES)
    assert boxed(again["it"])[0] == boxed(sent["it"])[0]


ASKS = d.Field("other", d.YES_NO, lazystr("Another name?"))
IF_YES = d.Field("names", d.WORDS, lazystr("Your other names"), when=d.When("other", ("yes",)))


def test_the_condition_is_in_the_label():
    assert form((ASKS, IF_YES))["names"].label == "Your other names (if you said yes)"


def test_after_yes_it_has_to_be_answered():
    assert said((ASKS, IF_YES), other="yes", names="") == ["Answer this too, as you said yes"]


def test_after_no_it_is_neither_asked_nor_kept():
    sent = form((ASKS, IF_YES), other="no", names="x" * 999)
    assert sent.is_valid()
    assert sent.kept() == {"other": "no", "names": ""}


def test_the_end_is_not_before_the_beginning_though_it_is_on_another_page():
    ended = d.Field("ended", d.MONTH, lazystr("Month you left"), after="started")
    words = said(ended, {"started": "2019-03"}, ended__month="2", ended__year="2019")
    assert words == ["The end must not be before the beginning"]


def test_what_is_right_is_kept_though_something_else_is_wrong():
    sent = form((field(d.NAME), d.Field("on", d.DATE, lazystr("Day"))), it="Ada", on__day="31")
    assert not sent.is_valid()
    assert sent.kept() == {"it": "Ada"}


def test_no_box_swallows_what_is_too_long():
    for section in SECTIONS:
        for page in section.pages:
            for bound in PageForm(page, {}, choices=choices_of):
                assert "maxlength" not in bound.field.widget.attrs


@pytest.mark.django_db
def test_a_place_is_searched_then_chosen(trafford):
    asked = field(d.PLACE, required=False)
    assert said(asked, it__search=trafford.name) == ["Choose one of the places found, or “It is not there”"]
    assert form(asked, it__search=trafford.name, it=trafford.location_id).is_valid()
    gone = form(asked, it__search=trafford.name, it="")
    assert gone.is_valid()
    assert gone.kept() == {"it": ""}
    assert form(asked, it__search="xyzzy nowhere").is_valid()
    assert form(asked, it="1-made-up").is_valid()


@pytest.fixture
def trafford():
    seeds.load()
    return organisations.search("sale", most=1)[0]
