"""The words of letters: text with named placeholders, `{{ name }}`, and nothing else. An editor writes words, not code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import get_language
from jinja2 import Environment, TemplateSyntaxError, nodes

from careregister.base.body import body

from .kinds import LetterKind

LONGEST_SUBJECT = 200
# What every letter may name without being told.
OF_THE_BODY = ("body_name", "body_short_name", "register_name", "body_email", "body_phone", "body_address")

_reader = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701  (plain text: nothing to escape)


class BadText(ValueError):
    """A text that is more than words and placeholders, or names one that its kind does not have."""


class BadContext(ValueError):
    """The values do not fit the kind's placeholders: one is missing, or one too many, or is no text."""


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def written(kind: LetterKind, context: Mapping[str, str]) -> Words:
    """The letter's words with `context` in their places. Raises BadText and BadContext."""
    wrong = kind.placeholders ^ context.keys()
    if wrong or not all(isinstance(value, str) for value in context.values()):
        raise BadContext(f"{kind.code}: {', '.join(sorted(wrong)) or 'values are text'}")
    values = {**_of_the_body(), **context}
    subject, text = (filled(_text(kind.code, part, get_language() or ""), values) for part in ("subject", "body"))
    return Words(subject=tidy_subject(subject), body=text.strip() + "\n")


def as_text(kind: LetterKind, words: Words, context: Mapping[str, str]) -> Words:
    """The same letter for a telephone: one short line is sent, the body is read after signing in.

    The line is the kind's own `sms.txt` where it has one. It never holds a link: people are taught not to open those.
    """
    values = {**_of_the_body(), **context}
    own = _text_or_none(kind.code, "sms", get_language() or "")
    line = filled(own, values) if own else f"{values['body_short_name']}: {words.subject}. Sign in to read it."
    return Words(subject=tidy_subject(line), body=words.body)


def check(kind: LetterKind, text: str) -> None:
    """Raises BadText where `text` is more than words and the placeholders that `kind` has."""
    unknown = placeholders(text) - kind.placeholders - set(OF_THE_BODY)
    if unknown:
        raise BadText(f"{kind.code}: no such placeholder: {', '.join(sorted(unknown))}")


def placeholders(text: str) -> set[str]:
    return {part.name for part in _parts(text) if isinstance(part, nodes.Name)}


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders replaced. A value is never read as a template again."""
    try:
        return "".join(values[part.name] if isinstance(part, nodes.Name) else part.data for part in _parts(text))
    except KeyError as error:
        raise BadText(f"no such placeholder: {error.args[0]}") from error


def tidy_subject(text: str) -> str:
    """One line of at most LONGEST_SUBJECT characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


def _parts(text: str) -> list[nodes.Name | nodes.TemplateData]:
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
    return found


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
