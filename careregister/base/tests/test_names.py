"""Names as they are compared: a name is found as it is spelt on a passport, on a phone, or by a tired daughter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careregister.base import names

ALIKE = {
    "zoe obrien": [
        "Zoë O’Brien",
        "ZOE O'BRIEN",
        "zoé oʼbrien",
        "Zoe O`Brien",
        "Zoe O´Brien",
        "Zoe Oʻbrien",
        "Zoe O‘Brien",
        "Zoe O＇Brien",
        "Zoe O‛Brien",
        "zoë\u00a0o′brien",
    ],
    "lukasz wojcik zak": ["Łukasz Wójcik-Żak", "LUKASZ WOJCIK ZAK", "łukasz wójcik–żak", "Lukasz  Wojcik‑Zak"],
    "oluwaseun adebayo": ["Olúwaṣẹ́un Adébáyọ̀", "Oluwaseun Adebayo", "OLÚWAṢẸ́UN ADÉBÁYỌ̀", "Oluwaṣeun Adebayọ"],
    "ngozi okonkwo": ["Ngọzi Okonkwọ", "Ngozi Okonkwo"],
    "nguyen thi phuong": ["Nguyễn Thị Phượng", "NGUYEN THI PHUONG"],
    "dang van duc": ["Đặng Văn Đức", "đặng văn đức"],
    "isil yilmaz": ["Işıl Yılmaz", "IŞIL YILMAZ", "İşil Yilmaz", "ışıl yılmaz", "Isil Yilmaz"],
    "strauss": ["Strauß", "STRAUSS", "STRAUẞ", "strauss"],
    "soren kjaergaard": ["Søren Kjærgaard", "SØREN KJÆRGAARD"],
    "thor eidsson": ["Þór Eiðsson"],
    "stefania ionita": ["Ștefania Ioniţă", "Ştefania Ioniță", "Stefania Ionita"],
    "maria jose pena": ["María José Peña", "Maria Jose Pen\u0303a"],
    "amina bello danjuma": ["Amina Ɓello Ɗanjuma"],
    "esi owusu": ["Ɛsi Ɔwusu"],
    "anne marie smith jones": ["Anne-Marie Smith-Jones", "Anne Marie Smith Jones", "anne—marie smith_jones"],
    "mcdonald": ["Mc\u00adDonald", "Mc\u200bDonald", "\ufeffMcDonald"],
    "dangelo": ["D'Angelo", "d’angelo"],
    "ffion": ["ﬃon", "Ffion"],
}


@pytest.mark.parametrize("folded", sorted(ALIKE))
def test_a_name_is_compared_without_accents_case_apostrophes_and_hyphens(folded):
    assert {names.fold(written) for written in ALIKE[folded]} == {folded}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Smith", "Smyth"), ("Ng", "Nguyen"), ("Ola", "Ole"), ("Anne Marie", "Annemarie"), ("Łoś", "Los Angeles")],
)
def test_different_names_stay_different(one, other):
    assert names.fold(one) != names.fold(other)


def test_names_in_other_scripts_stay_whole_words():
    """Vowel signs are marks, not spaces: a name of one word is one word."""
    assert len(names.tokens("प्रिया शर्मा")) == 2
    assert len(names.tokens("สมชาย")) == 1
    assert len(names.tokens("Олена Шевченко")) == 2
    assert names.fold("Йосип") == names.fold("Иосип")
    assert len(names.tokens("علي\u200cرضا")) == 1


def test_digits_and_signs_are_no_part_of_a_name():
    assert names.fold("Smith2 (Jnr) & Co_Ltd, 3rd!") == "smith jnr co ltd rd"
    assert names.fold(" \t\n") == names.fold("'’`") == names.fold("12345") == ""


def test_the_parts_of_a_name_are_found_in_any_order():
    assert names.tokens("Adébáyọ̀ Olúwaṣẹ́un") == names.tokens("oluwaseun ADEBAYO") == ["adebayo", "oluwaseun"]
    assert names.tokens("Jean Jean") == ["jean"]


def test_letters_are_counted_as_they_are_compared():
    assert names.letters("O'N") == 2
    assert names.letters("N g o") == 3
    assert names.letters("É.É.É.") == 3
    assert names.letters("12 %_") == 0


@given(st.text())
def test_folding_twice_is_folding_once_and_leaves_only_small_letters_and_single_spaces(text):
    folded = names.fold(text)
    assert names.fold(folded) == folded
    assert folded == folded.strip().casefold()
    assert "  " not in folded
    assert not any(letter in folded for letter in "'’-_%\\\x00")


@given(st.text(), st.text())
def test_a_name_folds_part_by_part(one, other):
    assert names.fold(f"{one} {other}") == " ".join(f"{names.fold(one)} {names.fold(other)}".split())
