"""A form's question for papers: several files, those received already kept through every mistake, one word to remove.

    form = PapersForm(request.POST, request.FILES)        # class PapersForm: proof = FilesField(purpose="training", ...)
    take(form, person_id=..., by=..., because=...)         # before is_valid: what arrived is kept whatever else is wrong
    if form.is_valid(): form.cleaned_data["proof"]          # ["id of a document", ...]

For a page that is asked for anew: `show(form, person_id=...)`, with the ids in the form's `initial`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.evidence import actions, queries

from . import reasons

ACCEPT = "image/jpeg,image/png,image/heic,image/heif,image/webp,application/pdf"
MOST_DOCUMENTS = 10


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a form for one question: documents that were there, those to remove, and new files."""

    kept: tuple[str, ...]
    removed: frozenset[str]
    files: tuple[UploadedFile, ...]


class FilesBox(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Given:
        return Given(
            kept=tuple(_listed(data, f"{name}-kept")),
            removed=frozenset(_listed(data, f"{name}-remove")),
            files=tuple(_listed(files, name)),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class FilesField(forms.Field):
    """Cleans to the ids of documents, as text. `take` or `show` has to be called with the form.

    `links`: whether whoever sees the page may open what is there (they are signed in as its owner). `called`: what the
    papers are of, said in every mistake, where a page has more than one such question.
    """

    widget = FilesBox

    def __init__(self, *, purpose: str, links: bool = True, called: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.purpose, self.links, self.called = purpose, links, called
        self.kept: tuple[queries.DocumentFacts, ...] = ()
        self.problem = ""
        self.widget.attrs.update(accept=ACCEPT, multiple="multiple")

    def clean(self, value: Any) -> list[str]:
        if self.problem:
            said = reasons.words(self.problem)
            raise forms.ValidationError(self._of(f"{said.title}. {said.more}"), code=self.problem)
        if self.required and not self.kept:
            raise forms.ValidationError(self._of(_("Choose a photo or a PDF")), code="file_missing")
        return [str(one.id) for one in self.kept]

    def _of(self, words: str) -> str:
        return _("%(what)s: %(mistake)s") % {"what": self.called, "mistake": words} if self.called else words

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(one) for one in initial or ()] != [str(one.id) for one in self.kept]

    def shown(self) -> list[dict[str, Any]]:
        """What the page says of each document that is there."""
        return [
            {
                "id": str(one.id),
                "name": one.name or str(one.purpose_name),
                "pages": [_page(one, page) for page in one.pages] if self.links else [],
            }
            for one in self.kept
        ]


def take(form: forms.BaseForm, *, person_id: UUID, by: Actor, because: Because) -> None:
    """Receive and remove what came with a bound form, for each of its questions for papers. Before `is_valid`.

    What is received stays received, and stands in the form, whatever else the form has to be shown again for. A file
    that will not do becomes the question's mistake; nobody else's document can be named here.
    """
    for name, field in _fields(form):
        given = FilesBox().value_from_datadict(form.data, form.files, form.add_prefix(name))
        there = _own(given.kept, person_id, field.purpose)
        field.kept = tuple(one for one in there if str(one.id) not in given.removed)
        try:
            for one in there:
                if str(one.id) in given.removed:
                    _remove(one.id, by, because)
            if given.files:
                if len(field.kept) >= MOST_DOCUMENTS:
                    raise NotAllowed("too_many_pages")
                made = queries.received_already(person_id, field.purpose, given.files) or actions.receive(
                    person_id, field.purpose, given.files, by=by, because=because
                )
                there_now = {one.id for one in field.kept}
                field.kept += tuple(one for one in queries.facts([made]).values() if one.id not in there_now)
        except NotAllowed as refusal:
            field.problem = refusal.reason


def show(form: forms.BaseForm, *, person_id: UUID) -> None:
    """Let a form that is not sent yet show the documents of its `initial`."""
    for name, field in _fields(form):
        field.kept = _own(form.get_initial_for_field(field, name) or (), person_id, field.purpose)


def answer(opened: actions.Opened) -> HttpResponse:
    """A page of a document, for the eyes of whoever asked: not kept by the browser, and shut in."""
    response = HttpResponse(opened.data, content_type=opened.media_type)
    response["Content-Disposition"] = f'inline; filename="{opened.name}"'
    response["Cache-Control"] = "no-store, private"
    # Browsers draw a picture on a page of their own, with a style in it that fits it to the screen.
    style = "style-src 'unsafe-inline'; " if opened.media_type.startswith("image/") else ""
    response["Content-Security-Policy"] = f"default-src 'none'; {style}frame-ancestors 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _remove(document_id: UUID, by: Actor, because: Because) -> None:
    """Destroy what its owner takes back; what somebody rests on already stays in the file, and leaves the answer only."""
    try:
        actions.destroy(document_id, by=by, because=because)
    except NotAllowed as refusal:
        if refusal.reason != "document_lodged":
            raise


def _own(ids: Iterable[Any], person_id: UUID, purpose: str) -> tuple[queries.DocumentFacts, ...]:
    """Those of these ids that are this person's living documents for this purpose, each once, in their order."""
    wanted = list(dict.fromkeys(filter(None, map(_id, ids))))
    found = queries.facts(wanted)
    return tuple(
        one
        for one in map(found.get, wanted)
        if one and one.person_id == person_id and one.purpose == purpose and not one.destroyed_at
    )


def _id(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _fields(form: forms.BaseForm) -> Iterator[tuple[str, FilesField]]:
    for name, field in form.fields.items():
        if isinstance(field, FilesField):
            yield name, field


def _listed(data: Any, name: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    found = data.get(name)
    return [] if found is None else list(found) if isinstance(found, (list, tuple)) else [found]


def _page(document: queries.DocumentFacts, page: queries.PageFacts) -> dict[str, Any]:
    where = (document.id, page.number)
    return {
        "number": page.number,
        "href": reverse("account_evidence_page", args=where),
        "small": reverse("account_evidence_small", args=where) if page.is_picture else "",
    }
