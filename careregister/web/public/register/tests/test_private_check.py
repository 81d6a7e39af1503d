"""The private check: whom it answers, what it never tells, and the twenty lines that ask it."""

import runpy
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, strategies

from careregister.base import names
from careregister.register import private_check
from careregister.register.queries import checks
from tests.harness import gate

from .people import registered, restricted

CLIENT = Path(__file__).parents[1] / "client" / "care_check.py"
FOLD = runpy.run_path(str(CLIENT))["fold"]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["a", "abc", "", "zz", "A-", "abcdef0123456789", "%00"])
def test_only_the_asked_for_length_is_answered(client: Client, prefix):
    response = client.get(f"/register/private-check/{prefix}")
    if prefix:
        assert response.status_code == 400
        assert "exactly 2 characters" in response.content.decode()


@pytest.mark.django_db
def test_every_answer_has_fifty_lines_and_none_says_which_are_made_up(client: Client):
    registrant = registered("Grace Adeyemi", born=date(1987, 12, 31))
    made = private_check.digest(registrant.number_id, "Grace Adeyemi")
    for prefix in (made[:2], f"{(int(made[:2], 16) + 1) % 256:02x}"):
        lines = client.get(f"/register/private-check/{prefix}").content.decode().splitlines()
        assert len(lines) == 50
        assert lines == sorted(lines)
        assert {len(line.partition(":")[0]) for line in lines} == {38}
    again = client.get(f"/register/private-check/{prefix}").content.decode().splitlines()
    assert again == lines


@pytest.mark.django_db
def test_an_answer_holds_no_number_no_name_and_no_date(client: Client):
    registrant = registered("Grace Adeyemi", born=date(1987, 12, 31))
    made = private_check.digest(registrant.number_id, "Grace Adeyemi")
    text = client.get(f"/register/private-check/{made[:2]}").content.decode()
    for secret in (registrant.number_id, registrant.number_id[2:], "Grace", "1987"):
        assert secret not in text


@pytest.mark.django_db
def test_a_suspension_is_told_at_once_and_json_says_the_same(client: Client):
    registrant = registered("Grace Adeyemi", born=date(1987, 12, 31))
    restricted(registrant)
    made = private_check.digest(registrant.number_id, "Grace Adeyemi")
    assert f"{made[2:]}:suspension" in client.get(f"/register/private-check/{made[:2].upper()}").content.decode()
    answer = client.get(f"/register/private-check/{made[:2]}", headers={"accept": "application/json"}).json()
    assert {"suffix": made[2:], "status": "suspension"} in answer["lines"]


def test_the_prefix_grows_with_the_register():
    assert [private_check.prefix_length(count) for count in (0, 3_000, 50_000, 1_500_000)] == [2, 2, 3, 4]


def test_the_client_finds_who_is_there_and_nobody_else(_serving_thread, own_database):  # noqa: PT019
    """Run as its users run it: a program of its own against the running server."""
    checks.forget()
    registrant = registered("Grace Adeyemi", born=date(1987, 12, 31))
    typed = f"cr {registrant.number_id[2:5]} {registrant.number_id[5:]}"

    def asked(number: str, born: str) -> str:
        command = [sys.executable, "-I", str(CLIENT), _serving_thread.url, number, born]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()

    with gate.opened():
        assert asked(typed, "adeyemi, GRACE") == "registered"
        assert asked(typed, "Grace") == "no entry"
        assert asked(typed, "1987-12-31") == "no entry"
        assert asked("CR123456786", "Grace Adeyemi") == "no entry"


ALIKE = {"Lo", "Cn", "Co", "Cs"}  # letters without case, not assigned, private, halves of pairs


def test_the_client_folds_every_letter_that_there_is_as_the_register_does():
    """Alone, doubled, and inside a word before and after a mark. Of scripts without case or marks, and of what is no
    letter yet, one in fifty stands for all."""
    for point in range(sys.maxunicode + 1):
        letter = chr(point)
        if point % 50 and unicodedata.category(letter) in ALIKE:
            continue
        for text in (letter, f"a{letter}b {letter}\u0301{letter}"):
            assert FOLD(text) == " ".join(names.tokens(text)), f"U+{point:04X}"


@pytest.mark.parametrize(
    "name",
    [
        *("Zoë O’Brien-Łukasz", "Þórður Æsir Straße", "Grace Ọlámídé Adébáyọ̀", "Nguyễn Thị Ánh", "Ümit İsmail IŞIK ı"),
        *(
            "d'Arcy",
            "ʻOkina Kahananui",
            "Ｆｕｌｌ Ｗｉｄｔｈ",
            "Mary Mary",
            "ﬁona",
            "Jean\u00adLuc",
            "N\u02b9Diaye",
            "María-José 2nd",
        ),
        *("Συμεών ΟΔΥΣΣΕΎΣ", "Владимир Ёлкин", "محمد عَلِي", "王小明", "김철수", "ŉobody", "ẞtark", "", "  ", "_", "٣"),
    ],
)
def test_the_client_folds_names_as_the_register_does(name):
    assert FOLD(name) == " ".join(names.tokens(name))


@given(strategies.text(max_size=40))
def test_the_client_folds_anything_as_the_register_does(text):
    assert FOLD(text) == " ".join(names.tokens(text))


def test_the_client_is_short_and_needs_nothing_else():
    text = CLIENT.read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if line.strip() and not line.strip().startswith('"""')]
    assert len(code) <= 20
    imported = {line.split()[1].split(".")[0] for line in code if line.startswith(("import", "from"))}
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.django_db
def test_page_parameters_and_download_agree_with_the_register(client: Client):
    told = client.get("/register/private-check/parameters.json").json()
    assert (told["n"], told["r"], told["p"]) == (private_check.COST, private_check.BLOCK, private_check.LANES)
    assert told["salt"] == private_check.SALT.decode()
    assert client.get("/register/private-check/care_check.py").content.decode() == CLIENT.read_text(encoding="utf-8")
    assert "hashlib.scrypt" in client.get("/register/private-check/").content.decode()


@pytest.mark.parametrize("words", [[], ["https://register.example"]])
def test_the_client_says_how_it_is_used(words):
    told = subprocess.run([sys.executable, CLIENT, *words], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.strip().endswith("python care_check.py ADDRESS NUMBER NAME")
