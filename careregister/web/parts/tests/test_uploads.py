"""Papers in a form: nothing that arrived is lost, and nothing of somebody else's can be named. Refusals first."""

from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from careregister.base.actors import Actor, Because, Kind
from careregister.evidence import actions
from careregister.evidence.models import Document
from careregister.evidence.tests import papers
from careregister.people.tests import world
from careregister.web.parts import uploads

pytestmark = pytest.mark.django_db
WHY = Because("test")


class PapersForm(forms.Form):
    title = forms.CharField(label="Title")
    proof = uploads.FilesField(purpose="training", label="Photo of the certificate", help_text="Both sides.")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture
def ada() -> Actor:
    return Actor(kind=Kind.PERSON, person_id=world.person("Ada Obi").pk)


def sent(by: Actor, *files: bytes, kept=(), removed=(), title: str = "Moving people") -> PapersForm:
    data = QueryDict(mutable=True)
    data["title"] = title
    data.setlist("proof-kept", [str(one) for one in kept])
    data.setlist("proof-remove", [str(one) for one in removed])
    form = PapersForm(data, MultiValueDict({"proof": [SimpleUploadedFile("card.jpg", one) for one in files]}))
    assert by.person_id
    uploads.take(form, person_id=by.person_id, by=by, because=WHY)
    return form


def html(form: forms.Form) -> str:
    template = engines["jinja"].from_string(
        "{% import 'parts/forms.html' as f %}{% call f.post('', files=true) %}{{ f.fields(form) }}{% endcall %}"
    )
    return template.render({"form": form}, RequestFactory().get("/"))


def there(form: PapersForm) -> list[str]:
    return [str(one.id) for one in form.fields["proof"].kept]  # type: ignore[attr-defined]


def test_a_paper_is_asked_for_where_it_is_needed(ada):
    assert sent(ada).errors["proof"] == ["Choose a photo or a PDF"]


def test_a_file_that_will_not_do_is_the_questions_own_mistake_and_the_rest_stays(ada):
    kept = papers.given(ada.person_id)
    form = sent(ada, b"hello", kept=[kept])
    assert str(form.errors["proof"][0]).startswith("We cannot use this kind of file.")
    assert form.cleaned_data["title"] == "Moving people"
    assert there(form) == [str(kept)]
    assert str(kept) in html(form)


def test_what_arrived_is_kept_when_another_answer_is_wrong(ada):
    form = sent(ada, papers.picture(), title="")
    assert set(form.errors) == {"title"}
    [received] = there(form)
    assert f'name="proof-kept" value="{received}"' in html(form)
    again = sent(ada, kept=[received])
    assert again.is_valid()
    assert again.cleaned_data["proof"] == [received]
    assert Document.objects.count() == 1


def test_a_page_that_is_sent_twice_gives_one_paper(ada):
    first = there(sent(ada, papers.picture(), papers.picture("PNG")))
    assert there(sent(ada, papers.picture(), papers.picture("PNG"))) == first
    assert there(sent(ada, papers.picture(), papers.picture("PNG"), kept=first)) == first
    other = there(sent(ada, papers.picture(), kept=first))
    assert (other[0], len(other), Document.objects.count()) == (first[0], 2, 2)


def test_the_same_file_of_somebody_else_is_another_paper(ada):
    papers.given(data=papers.picture())
    sent(ada, papers.picture())
    assert Document.objects.filter(person_id=ada.person_id).count() == 1


@pytest.mark.parametrize("named", ["", "x", "0b8f0f3a-5a0c-4f0e-9d59-3a6f5d1c2b10"])
def test_what_is_not_there_cannot_be_named(ada, named):
    assert sent(ada, kept=[named]).errors["proof"]


def test_somebody_elses_paper_or_one_for_another_purpose_cannot_be_named(ada):
    others = papers.given()
    elsewhere = papers.given(ada.person_id, "identity")
    form = sent(ada, kept=[others, elsewhere], removed=[others, elsewhere])
    assert there(form) == []
    assert Document.objects.filter(destroyed_at=None).count() == 2


def test_a_scanner_that_is_away_loses_nothing_else(ada, settings, tmp_path):
    settings.CLAMAV = f"unix://{tmp_path}/nobody"
    form = sent(ada, papers.picture())
    assert form.errors["proof"] == [
        "We cannot check files just now. Your other answers are saved. Try again in a few minutes."
    ]


def test_one_is_removed_and_destroyed_but_not_what_somebody_rests_on(ada):
    stays, goes, lodged = (papers.given(ada.person_id) for _ in range(3))
    actions.lodge([lodged], by=ada, because=WHY)
    form = sent(ada, kept=[stays, goes, lodged], removed=[goes, lodged])
    assert form.is_valid()
    assert form.cleaned_data["proof"] == [str(stays)]
    assert set(Document.objects.filter(destroyed_at=None).values_list("pk", flat=True)) == {stays, lodged}


def test_there_is_an_end_to_it(ada):
    kept = [papers.given(ada.person_id) for _ in range(uploads.MOST_DOCUMENTS)]
    assert str(sent(ada, papers.picture(), kept=kept).errors["proof"][0]).startswith("These are too many pages")


def test_a_form_asked_for_anew_shows_what_is_there(ada):
    kept = papers.given(ada.person_id, name="<b>card.jpg")
    form = PapersForm(initial={"proof": [str(kept), str(uuid4())]})
    uploads.show(form, person_id=ada.person_id)
    page = html(form)
    assert "&lt;b&gt;card" in page
    assert f"/account/evidence/{kept}/1/small/" in page
    assert f'name="proof-remove" value="{kept}"' in page
    assert 'accept="image/jpeg' in page
    assert "multiple" in page
    assert "capture" not in page
    form.fields["proof"].links = False  # type: ignore[attr-defined]
    assert "/account/evidence/" not in html(form)


def test_every_box_has_its_label(ada):
    form = PapersForm(initial={"proof": [papers.given(ada.person_id), papers.given(ada.person_id)]})
    uploads.show(form, person_id=ada.person_id)
    ids, labels = set(), set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            said = dict(attrs)
            if tag == "input" and said.get("type") != "hidden":
                ids.add(said["id"])
            if tag == "label":
                labels.add(said["for"])

    Reader().feed(html(form))
    assert ids == labels
