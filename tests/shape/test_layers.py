"""What import-linter cannot see: keys between tables, folders without code, rooms without words."""

from django.db.models import ForeignKey

from tests.shape.rooms import PRODUCT, floors, our_models, room_of, rooms

FORBIDDEN_NAMES = {"core", "utils", "util", "common", "helpers", "helper", "misc", "lib", "shared", "services"}
LINES = 300


def test_foreign_keys_point_down():
    height = floors()
    wrong = []
    for here, model in our_models():
        for field in model._meta.get_fields(include_hidden=True):
            if isinstance(field, ForeignKey):
                there = room_of(field.related_model)
                if there and there != here and height[there] >= height[here]:
                    wrong.append(f"{model._meta.label}.{field.name} in {here} points up to {there}")
    assert not wrong


def test_history_has_keys_to_nothing_above_it():
    for room, model in our_models():
        if room == "history":
            keys = [field for field in model._meta.get_fields() if isinstance(field, ForeignKey)]
            assert all(room_of(key.related_model) == "history" for key in keys)


def test_every_folder_has_its_place():
    placed = floors()
    folders = {path.name for path in PRODUCT.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert not folders - placed.keys(), "place it in pyproject.toml, among the layers"


def test_every_room_introduces_itself():
    missing = [room.name for room in rooms() if not (room / "README.md").exists()]
    assert not missing, f"no README.md in {missing}: its nouns, its one promise, who may call"


def test_no_folder_or_file_is_a_drawer_for_anything():
    found = [str(path.relative_to(PRODUCT)) for path in PRODUCT.rglob("*") if path.stem.lower() in FORBIDDEN_NAMES]
    assert not found, f"a helper lives with its one caller until it has two: {found}"


def test_no_file_is_too_long():
    long = {}
    for pattern in ("careregister/**/*.py", "careregister/**/*.html", "tools/*.py", "bench/*.py", "tests/**/*.py"):
        for path in PRODUCT.parent.glob(pattern):
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > LINES and "migrations" not in path.parts:
                long[str(path.relative_to(PRODUCT.parent))] = lines
    assert not long, f"more than {LINES} lines: make a package, split by noun: {long}"
