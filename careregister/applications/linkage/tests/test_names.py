"""Names and values as they are compared, and what may not be imported to serve a page."""

import subprocess
import sys
from datetime import date

from careregister.applications.linkage import model
from careregister.applications.linkage.names import parts
from careregister.applications.linkage.records import Known, Named, commonness, postcode, rows
from careregister.applications.linkage.words import REASONS


def test_order_and_accents_do_not_matter():
    assert parts("Łukasz Nowak", "Nowak").key == parts("nowak LUKASZ").key == "lukasz nowak"


def test_a_given_name_is_known_by_its_other_forms():
    assert set(parts("Sue Smith").forms) & set(parts("Susan Jane Smith", "Smith").forms)
    assert not set(parts("Sue Smith").forms) & set(parts("Sarah Smith").forms)


def test_a_single_name_has_no_family_part():
    assert parts("Suharto") == ("suharto", "suharto", "", ("suharto",))


def test_an_initial_is_no_given_name():
    assert "k" not in parts("K S Anitha Nair", "Nair").forms
    assert parts("K S Anitha Nair", "Nair").first == "anitha"


def test_a_father_s_initial_makes_no_family_of_a_woman_s_own_name():
    assert parts("S. Anju") == ("anju s", "anju", "", ("anju",))
    assert parts("Anju S.", "S.").first == "anju"


def test_the_postcode_is_the_last_in_an_address():
    assert postcode("1 High Street, Sale, m33 1aa") == "M331AA"
    assert postcode("a house without one") == ""


def test_a_common_name_is_as_common_as_all_who_have_it_within_theirs():
    people = [
        Known(str(n), (Named("legal", name),), None)
        for n, name in enumerate(("Gurpreet Kaur", "Gurpreet Kaur Gill", "Ana Lee"))
    ]
    common = commonness(people)
    assert common.of_name("gurpreet kaur") == 2 / 3
    assert common.of_name("ana lee") == 1 / 3


def test_a_birthday_that_many_have_says_less():
    many = [
        Known(str(n), (Named("legal", f"Name{n}"),), date(1985, 1, 1) if n < 20 else date(1980, 1, 1 + n % 28))
        for n in range(100)
    ]
    common = commonness(many)
    [first] = rows(many[0], common)
    [last] = rows(many[-1], common)
    assert first["tf_born"] > 10 * last["tf_born"]


def test_every_level_has_a_weight_and_words():
    weights = model.edition().weights
    for what, levels in model.COMPARISONS.items():
        for level in levels:
            if level.code != model.MISSING:
                assert 0 < weights[what][level.code]["m"] < 1
                assert 0 < weights[what][level.code]["u"] <= 1
                assert str(REASONS[what, level.code])


def test_serving_a_page_imports_no_splink():
    code = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        "import careregister.applications.linkage.jobs, careregister.applications.linkage.queries; "
        "found = [name for name in ('splink', 'duckdb', 'pyarrow', 'pandas') if name in sys.modules]; "
        "sys.exit(' '.join(found) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
