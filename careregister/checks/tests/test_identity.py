"""Identity: scores matched to a profile of GPG 45, and a certified provider's answer."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, gpg45, queries
from careregister.checks.models import Check, IdentityScores, ProviderVisit
from careregister.checks.tests.world import BECAUSE, opened, themselves, worker
from careregister.outside import identity
from careregister.outside.tests.test_identity import BACK, shown
from careregister.people.models import Person
from careregister.people.tests.world import actor

M1B = {"strength": 3, "validity": 2, "activity": 1, "fraud": 2, "verification": 2}
EDITION = gpg45.edition(date(2026, 11, 23))
score = st.integers(0, 4)
scores = st.builds(
    gpg45.Scores,
    evidence=st.lists(st.tuples(score, score), min_size=1, max_size=3).map(tuple),
    activity=score, fraud=score, verification=score,
)  # fmt: skip


# ---- profiles


@given(scores)
def test_more_is_never_less(had: gpg45.Scores):
    """Whatever is met stays met when any score rises, or another piece of evidence is added."""
    met = {one.code for one in EDITION.profiles if one.met_by(had)}
    more = [
        gpg45.Scores((*had.evidence, (0, 0)), had.activity, had.fraud, had.verification),
        gpg45.Scores(had.evidence, min(had.activity + 1, 4), had.fraud, had.verification),
        gpg45.Scores(tuple(reversed(had.evidence)), had.activity, had.fraud, min(had.verification + 1, 4)),
    ]
    for higher in more:
        assert met <= {one.code for one in EDITION.profiles if one.met_by(higher)}


@given(scores)
def test_no_score_makes_up_for_another(had: gpg45.Scores):
    """Scores are compared, never added: the matched profile is below them in each single place."""
    profile = EDITION.match(had, "medium")
    if profile is not None:
        assert profile.level in {"medium", "high", "very_high"}
        for name in gpg45.SINGLE:
            assert getattr(profile.least, name) <= getattr(had, name)


def test_every_profile_meets_itself_and_is_missed_by_one():
    for one in EDITION.profiles:
        assert one.met_by(one.least)
        for name in gpg45.SINGLE:
            least = getattr(one.least, name)
            if least:
                said = {each: getattr(one.least, each) for each in gpg45.SINGLE} | {name: least - 1}
                assert not one.met_by(gpg45.Scores(one.least.evidence, **said))
        assert not one.met_by(gpg45.Scores(one.least.evidence[1:], *(4, 4, 4)))


def test_codes_are_single_and_levels_known():
    codes = [one.code for one in EDITION.profiles]
    assert len(codes) == len(set(codes))
    assert {one.level for one in EDITION.profiles} == set(EDITION.levels)
    with pytest.raises(LookupError):
        gpg45.edition(date(2000, 1, 1))


# ---- scores by an officer


def scored(check: UUID, **other: object) -> str:
    said: dict = {
        "scores": M1B, "documents": [uuid4()], "route": "video", "by": actor("registrar"), "because": BECAUSE,
    }  # fmt: skip
    return actions.record_scores(check, **(said | other))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"scores": M1B | {"verification": 1}}, "no_profile"),
        ({"scores": {"strength": 4, "validity": 4, "activity": 4, "fraud": 4, "verification": 1}}, "no_profile"),
        ({"scores": M1B | {"strength": 5}}, "score_out_of_range"),
        ({"scores": M1B | {"fraud": True}}, "score_out_of_range"),
        ({"scores": {"strength": 3}}, "scores_incomplete"),
        ({"scores": M1B | {"strength_2": 2}}, "scores_incomplete"),
        ({"scores": M1B | {"luck": 4}}, "scores_incomplete"),
        ({"route": "online"}, "route_unknown"),
        ({"documents": []}, "evidence_missing"),
    ],
)
def test_scores_that_will_not_do(other: dict, reason: str):
    check = opened(worker(), "identity")
    with pytest.raises(NotAllowed, match=reason):
        scored(check, **other)
    assert not IdentityScores.objects.exists()
    assert Check.objects.get(pk=check).state == "open"


@pytest.mark.django_db
def test_scores_are_given_by_an_officer_about_another_and_for_identity():
    person = worker()
    check = opened(person, "identity")
    for by, reason in ((actor("auditor"), "wrong_role"), (themselves(person), "own_record")):
        with pytest.raises(NotAllowed, match=reason):
            scored(check, by=by)
    with pytest.raises(NotAllowed, match="check_unknown"):
        scored(opened(person, "references"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "given_scores", "code"),
    [
        ("video", M1B, "M1B"),
        ("in_person", {"strength": 4, "validity": 3, "activity": 0, "fraud": 1, "verification": 3}, "H1A"),
        (
            "vouched",
            {"strength": 2, "validity": 2, "activity": 3, "fraud": 2, "verification": 2, "strength_2": 2, "validity_2": 2},
            "M2A",
        ),
    ],
)  # fmt: skip
def test_scores_pass_the_check_under_a_profile_of_an_edition(route: str, given_scores: dict, code: str):
    check, document = opened(worker(), "identity"), uuid4()
    assert scored(check, route=route, scores=given_scores, documents=[document]) == code
    facts = queries.check(check, actor("registrar"))
    assert facts is not None
    assert (facts.state, facts.method, facts.documents, facts.expires_on) == ("passed", route, (document,), None)
    kept = facts.for_officer["scores"][0]
    assert (kept["profile"], kept["edition"]) == (code, EDITION.name)
    with pytest.raises(NotAllowed, match="check_is_passed"):
        scored(check)


# ---- a certified provider


def begun(person: Person) -> tuple[UUID, identity.Visit]:
    """A visit under way, with the address the person is at."""
    check = opened(person, "identity")
    url = actions.begin_provider(check, by=themselves(person), because=BECAUSE, return_to=BACK)
    return check, identity.Visit(url, "", "", "")


def back(person: Person, **chosen: str) -> tuple[UUID, actions.Finished]:
    check, visit = begun(person)
    brought = shown(visit, **chosen)
    return check, actions.finish_provider(
        brought["state"], brought.get("code", ""), by=themselves(person), because=BECAUSE
    )


@pytest.mark.django_db
def test_without_a_provider_the_way_is_closed():
    person = worker()
    with pytest.raises(NotAllowed, match="identity_provider_off"):
        begun(person)
    assert not queries.online_is_open()


@pytest.mark.django_db
def test_nobody_shows_who_somebody_else_is(provider: str):
    person = worker()
    check, visit = begun(person)
    with pytest.raises(NotAllowed, match="persons_choice"):
        actions.begin_provider(check, by=actor("registrar"), because=BECAUSE, return_to=BACK)
    brought = shown(visit)
    with pytest.raises(NotAllowed, match="persons_choice"):
        actions.finish_provider(brought["state"], brought["code"], by=themselves(worker()), because=BECAUSE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ({"trouble": "wrong_nonce"}, "identity_not_proven"),
        ({"trouble": "wrong_signature"}, "identity_not_proven"),
        ({"trouble": "expired"}, "identity_not_proven"),
        ({"trouble": "unverified"}, "identity_not_proven"),
        ({"trouble": "down"}, "identity_provider_down"),
        ({"trouble": "declined"}, "identity_declined"),
        ({"level": "low"}, "identity_level_too_low"),
        ({"level": "overstated"}, "identity_level_too_low"),  # its level is not its profile's
    ],
)
def test_what_does_not_prove_enough_leaves_the_check_with_us(provider: str, chosen: dict, reason: str):
    person = worker()
    with pytest.raises(NotAllowed, match=reason):
        back(person, **chosen)
    assert Check.objects.get(person=person).state == "open"
    assert not IdentityScores.objects.exists()
    visit = ProviderVisit.objects.get()
    assert visit.used_at is not None
    assert bytes(visit.kept) == b""


@pytest.mark.django_db
def test_a_provider_that_cannot_be_reached_changes_nothing(settings, provider: str):
    settings.IDENTITY_ISSUER = "http://127.0.0.1:1"
    person = worker()
    with pytest.raises(NotAllowed, match="identity_provider_down"):
        begun(person)
    assert Check.objects.get(person=person).state == "open"


@pytest.mark.django_db
def test_a_state_is_used_once_and_none_is_made_up(provider: str):
    person = worker()
    _check, visit = begun(person)
    brought = shown(visit)
    for _ in range(2):
        with pytest.raises(NotAllowed, match="identity_state_unknown"):
            actions.finish_provider("made up", brought["code"], by=themselves(person), because=BECAUSE)
    actions.finish_provider(brought["state"], brought["code"], by=themselves(person), because=BECAUSE)
    with pytest.raises(NotAllowed, match="identity_state_used"):
        actions.finish_provider(brought["state"], brought["code"], by=themselves(person), because=BECAUSE)


@pytest.mark.django_db
def test_a_visit_is_over_after_an_hour_or_when_another_begins(provider: str):
    person = worker()
    check, visit = begun(person)
    brought = shown(visit)
    actions.begin_provider(check, by=themselves(person), because=BECAUSE, return_to=BACK)
    with pytest.raises(NotAllowed, match="identity_state_used"):
        actions.finish_provider(brought["state"], brought["code"], by=themselves(person), because=BECAUSE)
    other = worker()
    _check, visit = begun(other)
    brought = shown(visit)
    with clock.at(clock.now() + timedelta(minutes=61)), pytest.raises(NotAllowed, match="identity_visit_over"):
        actions.finish_provider(brought["state"], brought["code"], by=themselves(other), because=BECAUSE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "agrees"),
    [
        ({"family_name": "Okafor-Smith"}, (False, True)),
        ({"given_name": "Grace Mary"}, (False, True)),
        ({"birthdate": "1990-05-18"}, (True, False)),
        ({"birthdate": ""}, (True, False)),
    ],
)
def test_whatever_differs_goes_to_an_officer(provider: str, chosen: dict, agrees: tuple):
    check, done = back(worker(), **chosen)
    assert done.outcome == "to_officer"
    assert Check.objects.get(pk=check).state == "open"
    kept = IdentityScores.objects.get()
    assert (kept.name_agrees, kept.birth_agrees) == agrees


@pytest.mark.django_db
def test_who_gave_no_birth_date_is_looked_at_by_an_officer(provider: str):
    person = worker()
    person.date_of_birth = None
    person.save()
    assert back(person)[1].outcome == "to_officer"


@pytest.mark.django_db
def test_a_proof_that_agrees_passes_the_check(provider: str):
    check, done = back(worker("Gráce  OKAFOR"))
    assert done.outcome == "passed"
    facts = queries.check(check, actor("registrar"))
    assert facts is not None
    assert (facts.state, facts.method, facts.decided_by_role) == ("passed", "online", "")
    kept = facts.for_officer["scores"][0]
    assert (kept["profile"], kept["level"], kept["strength"], kept["activity"]) == ("M1B", "medium", 3, None)
    assert (kept["provider"], kept["evidence_kinds"]) == (provider, ["passport"])
