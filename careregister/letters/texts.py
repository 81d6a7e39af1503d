"""The words of letters: text with named placeholders, `{{ name }}`, and nothing else. An editor writes words, not code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from jinja2 import Environment, TemplateSyntaxError, nodes

from careregister.base import together
from careregister.base.body import body
from careregister.base.refusals import NotAllowed

from .kinds import LetterKind
from .models import TextVersion

LONGEST_SUBJECT = 200
LONGEST_BODY = 20_000
FIRST_LANGUAGE = "en"
# What every letter may name without being told.
OF_THE_BODY = ("body_name", "body_short_name", "register_name", "body_email", "body_phone", "body_address")

# Links, codes, and words about somebody.
NOT_BY_SMS = frozenset({"link", "entry", "code", "question", "words", "then", "reasons", "reason", "answer", "request"})

_reader = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701  (plain text: nothing to escape)


class BadText(ValueError):
    """A text that is more than words and placeholders, or names one that its kind does not have."""


class BadContext(ValueError):
    """The values do not fit the kind's placeholders: one is missing, or one too many, or is no text."""


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """What a kind of letter says, with its placeholders. `number` 0: as it came with the product."""

    subject: str
    body: str
    number: int = 0
    sms: str = ""  # the line for a telephone; empty: made of the subject


def written(kind: LetterKind, context: Mapping[str, str]) -> Words:
    """The letter's words with `context` in their places. Raises BadText and BadContext."""
    _check_context(kind, context)
    return put_together(current(kind, get_language() or ""), context)


class Reader:
    """`written` and `as_text` for thousands of letters of one kind: its text is read once, here."""

    def __init__(self, kind: LetterKind) -> None:
        language = get_language() or ""
        text = current(kind, language)
        self._kind, self._number, self._of_the_body = kind, text.number, _of_the_body()
        self._subject, self._body = _parts(text.subject), _parts(text.body)
        self._sms = _parts(text.sms) if text.sms else None

    def written(self, context: Mapping[str, str]) -> Words:
        _check_context(self._kind, context)
        values = {**self._of_the_body, **context}
        return Words(
            subject=tidy_subject(_joined(self._subject, values)),
            body=_joined(self._body, _in_a_body(values)).strip() + "\n",
            version=self._number,
        )

    def as_text(self, context: Mapping[str, str]) -> Words:
        words = self.written(context)
        values = {**self._of_the_body, **context}
        line = tidy_subject(_joined(self._sms, values)) if self._sms else line_of("", words.subject, context)
        return Words(subject=line, body=words.body, version=words.version)


def put_together(text: Text, context: Mapping[str, str]) -> Words:
    """`text` with `context` in its places. Raises BadText."""
    values = {**_of_the_body(), **context}
    return Words(
        subject=tidy_subject(filled(text.subject, values)),
        body=filled(text.body, _in_a_body(values)).strip() + "\n",
        version=text.number,
    )


def current(kind: LetterKind, language: str = "") -> Text:
    """The newest text in the language asked for, else as it was first written. Asked of the database each time, so that
    every process says the same as soon as an editor has saved."""
    own = language.partition("-")[0] or FIRST_LANGUAGE
    wanted = {own, FIRST_LANGUAGE}
    newest = together.once(("text", kind.code, own), lambda: _newest(kind.code, wanted))
    found = newest.get(own) or (None if _has_own_file(kind.code, own) else newest.get(FIRST_LANGUAGE))
    return Text(found.subject, found.body, found.number, found.sms) if found else as_it_came(kind, own)


def _newest(code: str, languages: Collection[str]) -> dict[str, TextVersion]:
    rows = TextVersion.objects.filter(kind=code, language__in=languages).order_by("number")
    return {row.language: row for row in rows}


def as_it_came(kind: LetterKind, language: str = "") -> Text:
    """The text that came with the product; FileNotFoundError for a kind whose words are made elsewhere."""
    return Text(
        _text(kind.code, "subject", language).strip(),
        _text(kind.code, "body", language).strip(),
        sms=(_text_or_none(kind.code, "sms", language) or "").strip(),
    )


def has_text(kind: LetterKind) -> bool:
    """Whether the kind has a text of its own: words that a library makes cannot be edited."""
    return _text_or_none(kind.code, "body", "") is not None


def as_text(kind: LetterKind, words: Words, context: Mapping[str, str]) -> Words:
    """The same letter for a telephone: one short line is sent, the body is read after signing in.

    The line is an editor's, or the kind's own `sms.txt`, or made of the subject. It never holds a link: people are taught
    not to open those.
    """
    own = current(kind, get_language() or "").sms
    return Words(subject=line_of(own, words.subject, context), body=words.body, version=words.version)


def line_of(sms: str, subject: str, context: Mapping[str, str]) -> str:
    """The line for a telephone; where `sms` is empty, made of the letter's subject as it is sent."""
    values = {**_of_the_body(), **context}
    if sms:
        return tidy_subject(filled(sms, values))
    asks = subject.endswith(("?", "!", "."))
    made = _("%(body)s: %(subject)s Sign in to read it.") if asks else _("%(body)s: %(subject)s. Sign in to read it.")
    return tidy_subject(made % {"body": values["body_short_name"], "subject": subject})


def check(kind: LetterKind, text: str) -> None:
    """Raises BadText where `text` is more than words and the placeholders that `kind` has."""
    unknown = placeholders(text) - kind.placeholders - set(OF_THE_BODY)
    if unknown:
        raise BadText(f"{kind.code}: no such placeholder: {', '.join(sorted(unknown))}")


def examine(kind: LetterKind, text: Text) -> None:
    """Raises NotAllowed where an editor's text cannot be sent. Every placeholder of the kind has to stay: a refusal
    without the day until which to appeal, or a letter without its link, would be wrong in law or no use."""
    if not text.subject or not text.body:
        raise NotAllowed("text_empty")
    if "\n" in text.subject or len(text.subject) > LONGEST_SUBJECT or len(text.body) > LONGEST_BODY:
        raise NotAllowed("text_too_long")
    try:
        used = placeholders(text.subject) | placeholders(text.body)
    except BadText as error:
        raise NotAllowed("text_not_words") from error
    unknown = used - kind.placeholders - set(OF_THE_BODY)
    if unknown:
        raise NotAllowed("text_unknown_placeholder", names=sorted(unknown))
    lost = kind.placeholders - used
    if lost:
        raise NotAllowed("text_lost_placeholder", names=sorted(lost))


def examine_sms(kind: LetterKind, sms: str) -> None:
    """Raises NotAllowed where an editor's line for a telephone cannot be sent. It may leave placeholders out; it holds no
    link, and nothing that others should not read on a telephone that lies on a table."""
    if "\n" in sms or len(sms) > LONGEST_SUBJECT:
        raise NotAllowed("sms_too_long")
    try:
        used = placeholders(sms)
    except BadText as error:
        raise NotAllowed("text_not_words") from error
    if "://" in sms or "www." in sms.casefold():
        raise NotAllowed("sms_link")
    if unknown := used - kind.placeholders - set(OF_THE_BODY):
        raise NotAllowed("text_unknown_placeholder", names=sorted(unknown))
    if closed := used & NOT_BY_SMS:
        raise NotAllowed("sms_placeholder", names=sorted(closed))


def tidied(text: str) -> str:
    """One kind of line end, no spaces at the ends of lines, nothing that is no character."""
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def placeholders(text: str) -> set[str]:
    return {part.name for part in _parts(text) if isinstance(part, nodes.Name)}


def _in_a_body(values: Mapping[str, str]) -> Mapping[str, str]:
    """In a letter our telephone number does not break across two lines."""
    return {**values, "body_phone": values["body_phone"].replace(" ", "\N{NO-BREAK SPACE}")}


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders replaced. A value is never read as a template again."""
    return _joined(_parts(text), values)


def _joined(parts: tuple[nodes.Name | nodes.TemplateData, ...], values: Mapping[str, str]) -> str:
    try:
        return "".join(values[part.name] if isinstance(part, nodes.Name) else part.data for part in parts)
    except KeyError as error:
        raise BadText(f"no such placeholder: {error.args[0]}") from error


def _check_context(kind: LetterKind, context: Mapping[str, str]) -> None:
    wrong = kind.placeholders ^ context.keys()
    if wrong or not all(isinstance(value, str) for value in context.values()):
        raise BadContext(f"{kind.code}: {', '.join(sorted(wrong)) or 'values are text'}")


def tidy_subject(text: str) -> str:
    """One line of at most LONGEST_SUBJECT characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


@lru_cache(maxsize=512)
def _parts(text: str) -> tuple[nodes.Name | nodes.TemplateData, ...]:
    """The words and placeholders in order. Jinja only reads the text here; it never runs it."""
    try:
        tree = _reader.parse(text)
    except TemplateSyntaxError as error:
        raise BadText(f"line {error.lineno}: {error.message}") from error
    found: list[nodes.Name | nodes.TemplateData] = []
    for statement in tree.body:
        for part in statement.nodes if isinstance(statement, nodes.Output) else [statement]:
            if not isinstance(part, nodes.Name | nodes.TemplateData):
                raise BadText(f"line {part.lineno}: only words and {{{{ placeholders }}}}")
            found.append(part)
    return tuple(found)


def _text(code: str, part: str, language: str) -> str:
    """The text in the language asked for, or as it was first written."""
    text = _text_or_none(code, part, language)
    if text is None:
        raise FileNotFoundError(f"{code}/{part}.txt")
    return text


@lru_cache(maxsize=256)
def _text_or_none(code: str, part: str, language: str) -> str | None:
    room, _, name = code.partition(".")
    spec = find_spec(f"careregister.{room}")
    assert spec is not None
    assert spec.origin is not None, code
    folder = Path(spec.origin).parent / "letters" / name
    translated = folder / f"{part}.{language.partition('-')[0]}.txt"
    found = translated if translated.exists() else folder / f"{part}.txt"
    return found.read_text(encoding="utf-8") if found.exists() else None


def _has_own_file(code: str, language: str) -> bool:
    return language != FIRST_LANGUAGE and _text_or_none(code, "body", language) != _text_or_none(code, "body", "")


def _of_the_body() -> dict[str, str]:
    it = body()
    return {
        "body_name": it.name,
        "body_short_name": it.short_name,
        "register_name": it.register_name,
        "body_email": it.email,
        "body_phone": it.phone,
        "body_address": it.address,
    }
