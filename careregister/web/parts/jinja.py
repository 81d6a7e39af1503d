"""The one template environment of the product.

Strict: a name that a page does not know is an error, not an empty space. The GOV.UK macros ask for keys that may be
absent, so they alone are loaded into a lenient copy of the environment.
"""

from collections.abc import Mapping, MutableMapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    Undefined,
)

from careregister.base import clock, money, numbers

from . import charts, forms


def environment(**options: Any) -> Environment:
    """Django's Jinja2 backend calls this with its own options; the loader among them finds our templates.

    `kept_in`: the folder in which compiled templates wait for the next process; without it they are compiled anew.
    """
    ours = options.pop("loader")
    options["undefined"] = StrictUndefined
    options.pop("autoescape", None)
    kept = _kept(options.pop("kept_in", None))
    env = Environment(
        **options,
        autoescape=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=kept,
        loader=ChoiceLoader([ours, _Lenient({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]),
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        url=url, static=static, today=clock.today, with_query=with_query, language=translation.get_language
    )
    env.filters.update(
        date_words=date_words,
        moment_words=moment_words,
        grouped=numbers.grouped,
        pounds=money.pounds,
        spoken=spoken,
        field=forms.field,
        mistakes=forms.mistakes,
        bars=charts.bars,
        stacks=charts.stacks,
        lines=charts.lines,
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name; NoReverseMatch when there is none."""
    return reverse(name, args=args, kwargs=kwargs)


def with_query(query: QueryDict, **changes: Any) -> str:
    """`?a=1&page=2`: the page's own query with some values changed; None takes one out."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return "?" + changed.urlencode()


def date_words(value: date | datetime | None, otherwise: str = "") -> str:
    """`4 March 2026`. A moment is told by its day in London; None gives `otherwise`."""
    if value is None:
        return otherwise
    return date_format(_in_london(value), "j F Y", use_l10n=False)


def moment_words(value: datetime | None, otherwise: str = "") -> str:
    """`4 March 2026, 2:07pm`, in London."""
    if value is None:
        return otherwise
    return f"{date_words(value)}, {clock.hour_words(value)}"


def spoken(number: str) -> str:
    """A registration number with a space after every sign, for screen readers: `C R 1 2 3 ...`."""
    return " ".join(number.replace(" ", ""))


def _in_london(value: Any) -> Any:
    return localtime(value, clock.LONDON) if isinstance(value, datetime) else value


def _kept(folder: Path | None) -> FileSystemBytecodeCache | None:
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


class _Lenient(PrefixLoader):
    def __init__(self, mapping: Mapping[str, BaseLoader]) -> None:
        super().__init__(mapping)
        self._copies: dict[int, Environment] = {}

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        return super().load(self._copy(environment), name, globals)

    def _copy(self, environment: Environment) -> Environment:
        if environment.undefined is Undefined:
            return environment
        if id(environment) not in self._copies:
            self._copies[id(environment)] = environment.overlay(undefined=Undefined)
        return self._copies[id(environment)]
