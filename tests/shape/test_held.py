"""Everything kept about a person is classified: what it is, why, how long, exported how, erased how."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from careregister.base.held import Held
from careregister.people.held import LIBRARIES, LIBRARIES_NOT_PERSONAL
from careregister.people.models import Account
from careregister.privacy import emptying
from careregister.project.grants import append_only
from tests.shape.rooms import PRODUCT, our_models, room_of


def classified() -> tuple[dict[str, Held], set[str]]:
    held: dict[str, Held] = {}
    not_personal: set[str] = set()
    for room in sorted({room for room, _ in our_models()}):
        if find_spec(f"careregister.{room}.held"):
            module = import_module(f"careregister.{room}.held")
            held |= getattr(module, "HELD", {})
            for label, names in getattr(module, "NOT_PERSONAL", {}).items():
                not_personal |= {f"{label}.{name}" for name in names}
    return held, not_personal


def stored() -> set[str]:
    return {f"{model._meta.label}.{field.name}" for _, model in our_models() for field in model._meta.concrete_fields}


def test_every_stored_field_is_classified():
    held, not_personal = classified()
    missing = stored() - held.keys() - not_personal
    assert not missing, f"say in the room's held.py what these are: {sorted(missing)}"


def test_nothing_is_classified_that_is_not_stored():
    held, not_personal = classified()
    gone = (held.keys() | not_personal) - stored()
    assert not gone, f"in held.py, but in no table: {sorted(gone)}"


def test_nothing_is_both_personal_and_not():
    held, not_personal = classified()
    assert not held.keys() & not_personal


def test_every_answer_is_given():
    held = classified()[0] | LIBRARIES
    empty = [name for name, row in held.items() if not all((row.what, row.why, row.keep, row.export, row.erase))]
    assert not empty


def test_what_libraries_store_about_an_account_is_classified_whole():
    labels = {name.rpartition(".")[0] for name in LIBRARIES} | LIBRARIES_NOT_PERSONAL.keys()
    fields = {f"{label}.{field.name}" for label in labels for field in apps.get_model(label)._meta.concrete_fields}
    plain = {f"{label}.{name}" for label, names in LIBRARIES_NOT_PERSONAL.items() for name in names}
    assert fields == LIBRARIES.keys() | plain
    assert not LIBRARIES.keys() & plain


def test_no_table_of_a_library_that_points_at_an_account_is_forgotten():
    theirs = [model for model in apps.get_models(include_auto_created=True) if room_of(model) is None]
    about = {
        model._meta.label
        for model in theirs
        if any(field.related_model is Account for field in model._meta.concrete_fields)
    }
    assert about <= {name.rpartition(".")[0] for name in LIBRARIES}
    assert "sessions.Session" in LIBRARIES_NOT_PERSONAL


def test_words_beside_a_row_are_emptied_when_their_time_is_over():
    """A table of words that may only be added to: the privacy login's. Any other: the room's own erasing."""
    forgotten = []
    for room, model in our_models():
        if model.__name__.endswith("Words") and model._meta.db_table not in emptying.WORDS:
            erasing = PRODUCT / room / "erasing.py"
            theirs = erasing.read_text(encoding="utf-8") if erasing.exists() else ""
            if model._meta.db_table in append_only() or model.__name__ not in theirs:
                forgotten.append(model._meta.label)
    assert not forgotten, f"never emptied: {forgotten}; see privacy/emptying.py"


def test_what_is_said_to_be_emptied_by_the_privacy_login_is_and_nothing_else():
    held = classified()[0]
    tables = {model._meta.db_table: model._meta.label for _, model in our_models()}
    emptied = {f"{tables[table]}.{name}" for table, one in emptying.WORDS.items() for name in one.columns}
    added_to = {tables[table] for table in append_only()}
    said = {name for name, row in held.items() if "privacy login" in row.erase}
    assert {name for name in said if name.rpartition(".")[0] in added_to} <= emptied
    assert emptied <= held.keys()
    assert not [name for name in emptied if held[name].erase.startswith("kept")]


def test_every_table_that_the_privacy_login_empties_belongs_to_a_category():
    assert emptying.WORDS.keys() == {table for tables in emptying.OF_CATEGORY.values() for table in tables}
