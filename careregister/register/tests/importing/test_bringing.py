"""Good rows come onto the register as from the days they give, recorded now, decided by nobody who was invented."""

from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.history.models import Entry
from careregister.people.models import EMAIL, FORMER, KNOWN_AS, LEGAL, Contact, PersonName
from careregister.register import jobs, states
from careregister.register.actions import take
from careregister.register.drafts import Authority, Details
from careregister.register.importing import bringing
from careregister.register.models import Act, Registrant, RestrictionSpan, StandingSpan, TierSpan
from careregister.register.tests import world

from .files import OURS, OURS_TOO, counts, row

pytestmark = pytest.mark.django_db


def standing(registrant: Registrant) -> tuple[str, date, date]:
    span = StandingSpan.objects.get(registrant=registrant, known__upper_inf=True, valid__contains=clock.now())
    return span.base, clock.london_day(span.valid.lower), span.registered_until


def names(kind: str) -> set[str]:
    return set(PersonName.objects.filter(kind=kind).values_list("full", flat=True))


def test_a_person_comes_with_everything_the_row_says(bring):
    ran = bring(row(Known_as="Ania", Previous_names="Anna Nowak; Anna Lis", Number="ABC 12/34"))
    assert "1 people are now on the register: 0 kept their number, 1 were given one; 1 older numbers" in ran.out
    [registrant] = Registrant.objects.all()
    assert registrant.person.date_of_birth == date(1985, 12, 31)
    assert registrant.first_registered == date(2025, 3, 4)
    assert standing(registrant) == (states.REGISTERED, date(2025, 3, 4), date(2027, 3, 3))
    assert TierSpan.objects.get().tier == states.FOUNDATION
    assert names(LEGAL) == {"Anna Kowalska"}
    assert names(KNOWN_AS) == {"Ania"}
    assert names(FORMER) == {"Anna Nowak", "Anna Lis"}
    assert not PersonName.objects.filter(kind=FORMER, findable=True).exists()
    [contact] = Contact.objects.all()
    assert contact.opened() == "anna@example.org"
    assert b"anna" not in bytes(contact.sealed)
    assert contact.blind == Contact.blind_of(EMAIL, "ANNA@example.org")
    assert list(registrant.aliases.values_list("number", flat=True)) == ["ABC1234"]


@pytest.mark.parametrize("authority", ["import", "transfer"])
def test_what_is_recorded_names_the_import_and_no_registrar(bring, authority):
    bring(row(Number="A 17"), options=("--authority", authority, "--body", "Care Guild"))
    for act in Act.objects.all():
        assert act.recorded_at - world.NOON < clock.MICROSECOND * 10
        assert act.authority == authority
        assert act.decided_kind == "import"
        assert act.decided_reference.startswith("Care Guild ")
        assert (act.decided_person, act.proposed_person, act.decided_role) == (None, None, "")
    [imported] = Entry.objects.filter(what="register.imported")
    assert imported.refs["new"] == 1
    assert set(Act.objects.values_list("authority_ref", flat=True)) == {imported.subject_id}
    written = set(Entry.objects.values_list("what", flat=True))
    assert written == {"register.imported", "register.admit", "register.confer_tier", "register.alias_added"}


def test_a_sound_number_of_ours_is_kept_whatever_way_it_is_written(bring):
    grouped = f"{OURS[:2].lower()} {OURS[2:5]}-{OURS[5:8]}-{OURS[8:]}"
    bring(row(Number=grouped), row(Name="Bo Li", Number=""))
    assert Registrant.objects.filter(number=OURS).exists()
    assert Registrant.objects.count() == 2


STATUSES = {
    "lapsed when it ran out": ("Lapsed", "", (states.LAPSED, date(2026, 1, 1))),
    "lapsed later": ("Expired", "2026-02-01", (states.LAPSED, date(2026, 2, 1))),
    "left": ("Removed at own request", "", (states.REMOVED_OWN_REQUEST, date(2026, 1, 1))),
    "removed": ("REMOVED BY DECISION", "2025-07-01", (states.REMOVED_BY_DECISION, date(2025, 7, 1))),
    "deceit": ("Removed: obtained by deceit", "", (states.REMOVED_DECEIT, date(2026, 1, 1))),
    "our error": ("Withdrawn: our error", "2025-07-01", (states.WITHDRAWN_OUR_ERROR, date(2025, 7, 1))),
    "died": ("Deceased", "2025-07-01", (states.DECEASED, date(2025, 7, 1))),
    "paused": ("Paused", "2025-07-01", (states.PAUSED, date(2025, 7, 1))),
    "registered though it ran out": ("Active", "", (states.REGISTERED, date(2025, 3, 4))),
}


@pytest.mark.parametrize(("status", "since", "expected"), STATUSES.values(), ids=STATUSES)
def test_every_status_is_an_act_of_its_day(bring, status, since, expected):
    ran = bring(row(Status=status, Status_since=since, Registered_until="31/12/2025"))
    assert not ran.failed, ran.said
    assert standing(Registrant.objects.get())[:2] == expected
    assert ("registration ran out" in ran.out) == (expected[0] in states.ON_THE_REGISTER)
    assert jobs.verify_spans().differing == ()


@pytest.mark.parametrize("kind", states.RESTRICTION_KINDS)
def test_a_restriction_comes_with_its_dates(bring, kind):
    ran = bring(
        row(Status=kind.replace("_", " "), Status_since="2026-05-01")
        | {"Restriction until": "2026-12-31", "Review by": "2026-10-01"}
    )
    assert not ran.failed, ran.said
    span = RestrictionSpan.objects.get(known__upper_inf=True)
    assert (span.kind, span.last_day, clock.london_day(span.valid.lower)) == (
        kind,
        date(2026, 12, 31),
        date(2026, 5, 1),
    )
    assert (
        "nobody in the file is new"
        in bring(
            row(Status=kind.replace("_", " "), Status_since="2026-05-01")
            | {"Restriction until": "2026-12-31", "Review by": "2026-10-01"}
        ).out
    )
    assert jobs.verify_spans().differing == ()


UNUSUAL = ["O", "Ng", "Þórunn O’Brien-Sæmundsdóttir-Łaś", "Nguyễn Thị Ánh", "Anne-Marie D'Souza-Okafor-Lee",
           "José a/l María", "Jr. Robert St. John", "ʻOkina Kaʻahumanu", "लक्ष्मी गुरुङ", "A" * 90]  # fmt: skip


def test_names_are_kept_as_written_but_for_their_spaces(bring):
    rows = [row(Name=f"  {name} ", Date_of_birth=f"19{80 + place}-01-31") for place, name in enumerate(UNUSUAL)]
    ran = bring(*rows)
    assert not ran.failed, ran.said
    assert names(LEGAL) == set(UNUSUAL)


def test_the_same_file_twice_changes_nothing_and_says_so(bring):
    rows = [
        row(Number="old 1", Known_as="Ania", Previous_names="Anna Lis"),
        row(Name="Bo Li", Number=OURS),
        row(Name="Cy Doe", Status="Lapsed", Registered_until="2025-12-31"),
        row(Name="Di Roe", Status="Paused", Status_since="2026-01-01", Email=""),
    ]
    assert not bring(*rows).failed
    before = counts()
    ran = bring(*rows)
    assert "4 rows: 0 new, 4 as on the register, 0 different, 0 refused" in ran.out
    assert "Nothing was changed: nobody in the file is new" in ran.out
    assert counts() == before


CHANGED = {
    "Name": "Anna Kowalska-Smith", "Known as": "Ania", "Email": "other@example.org", "Tier": "Advanced",
    "Registered from": "2025-03-05", "Registered until": "2028-03-03", "Previous names": "Anna Lis",
}  # fmt: skip


@pytest.mark.parametrize("column", CHANGED)
def test_a_row_that_changed_since_is_reported_and_never_silently_changed(bring, tmp_path, column):
    bring(row(Number=OURS))
    before = counts()
    ran = bring(row(Number=OURS) | {column: CHANGED[column]}, row(Name="Bo Li", Number=OURS_TOO))
    assert f"line 2, {column}: it is not what the register says now" in ran.errors
    assert "1 new, 0 as on the register, 1 different" in ran.out
    assert "is not what the register says now" in (tmp_path / "people.errors.csv").read_text(encoding="utf-8-sig")
    assert Registrant.objects.count() == 2
    assert names(LEGAL) == {"Anna Kowalska", "Bo Li"}
    assert counts()["Registrant"] == before["Registrant"] + 1


def test_somebody_whom_staff_changed_since_is_reported(bring):
    bring(row(Status="Registered"))
    registrant = Registrant.objects.get()
    take(
        registrant, "pause", Details(), by=world.staff("registrar"), because=world.BECAUSE,
        authority=Authority(states.REQUEST),
    )  # fmt: skip
    with clock.at(world.NOON + timedelta(days=1)):
        ran = bring(row(Status="Registered"))
        assert "line 2, Status: it is not what the register says now" in ran.errors
        assert standing(registrant)[0] == states.PAUSED


def test_an_empty_cell_says_nothing_of_somebody_who_is_here(bring):
    bring(row(Known_as="Ania", Number="old 1"))
    assert "1 as on the register" in bring(row(Known_as="", Email="", Tier="", Number="")).out


def test_two_of_one_name_and_birthday_come_when_somebody_vouches_that_they_are_two(bring):
    rows = [row(Number="old 1") | {"Different person": "yes"}, row(Number="old 2") | {"Different person": "yes"}]
    assert not bring(*rows).failed
    assert Registrant.objects.count() == 2
    assert "0 new, 2 as on the register" in bring(*rows).out
    assert "several on the register have this name" in bring(row()).errors


def test_an_address_that_several_share_is_said(bring):
    ran = bring(row(), row(Name="Bo Li"))
    assert "With an e-mail address that several people share: 2 (lines 2, 3)" in ran.out


def test_the_first_and_last_name_of_a_person_with_one_name_is_said(bring):
    usual = {key: value for key, value in row().items() if key != "Name"}
    ran = bring({"First name": "Sukarno", "Last name": ""} | usual)
    assert "With one name only: 1 (lines 2)" in ran.out
    assert names(LEGAL) == {"Sukarno"}


def test_more_than_one_batch_comes_at_once_with_numbers_of_their_own(bring, monkeypatch):
    monkeypatch.setattr(bringing, "BATCH", 200)
    letters = "abcdefghij"
    rows = [
        row(Name="Anna " + "".join(letters[int(digit)] for digit in str(number)), Email=f"a{number}@example.org")
        for number in range(250)
    ]
    ran = bring(*rows)
    assert "250 people are now on the register" in ran.out
    assert "Importing: 200 of 250 (80%)" in ran.errors
    assert "Importing: 250 of 250 (100%)" in ran.errors
    assert Registrant.objects.values("number").distinct().count() == 250
    assert jobs.verify_spans().differing == ()
