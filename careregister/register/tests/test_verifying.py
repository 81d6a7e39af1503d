"""The nightly replay alarms at every kind of tampering, and only then."""

import psycopg
import pytest

from careregister.history.models import Entry
from careregister.register.actions import bulk
from careregister.register.jobs import verify_spans
from careregister.register.models import Registrant

from .test_bulk import a_life, planned

REPLACED = (
    "register_standingspan",
    "register_restrictionspan",
    "register_tierspan",
    "register_publicfacts",
    "register_actwords",
    "history_words",
)
_SHOWN = "act_id in (select act from register_publicfacts)"
TAMPERING = {
    "another standing": "update register_standingspan set base = 'registered' where base = 'removed_by_decision'",
    "a longer registration": "update register_standingspan set registered_until = '2099-01-01' where upper_inf(known)",
    "a restriction lifted": "delete from register_restrictionspan",
    "a restriction shortened": "update register_restrictionspan set valid = tstzrange(lower(valid), lower(valid) + interval '1 day')",
    "a hidden past": "delete from register_standingspan where not upper_inf(known)",
    "a higher tier": "update register_tierspan set tier = 'advanced'",
    "an invented tier": "insert into register_tierspan select gen_random_uuid(), gen_random_uuid(), '[2000-01-01,2000-01-02)', '[2000-01-01,)', 'advanced', id from register_registrant",
    "facts of another act": "update register_publicfacts set act = gen_random_uuid()",
    "facts taken away": "delete from register_publicfacts",
    "another town shown": "update register_publicfacts set town = 'Hull'",
    "another county shown": "update register_publicfacts set county = 'Kent'",
    "another name shown": "update register_publicfacts set name_shown = 'known_as'",
    "another town decided": f'update register_actwords set facts = facts || \'{{"town": "Hull"}}\' where {_SHOWN}',
    "the words of what is shown taken away": f"delete from register_actwords where {_SHOWN}",
    "an act more": "update register_registrant set acts_written = acts_written + 1",
    "an act less": "update register_registrant set acts_written = acts_written - 1",
    "another last stamp": "update register_registrant set last_recorded_at = last_recorded_at + interval '1 second'",
    "registered earlier": "update register_registrant set first_registered = '2001-01-01'",
    "never registered": "update register_registrant set first_registered = null",
    "other reasons": "update register_actwords set explanation = 'Invented.' where explanation <> ''",
    "invented reasons": "update register_actwords set explanation = 'Invented.' where explanation = ''",
    "other words in history": "update history_words set text = 'Invented.'",
    "words taken out of history": "delete from history_words",
    "words taken away": "delete from register_actwords where explanation <> ''",
}
EMPTIED = {
    "the reasons": "update register_actwords set explanation = ''",
    "what history says": "update history_words set text = ''",
    "what was chosen, and what is shown": f"update register_actwords set facts = null where {_SHOWN}; "
    "update register_publicfacts set name_shown = 'legal', town = '', county = ''",
    "what was chosen, and nothing is shown": f"update register_actwords set facts = null where {_SHOWN}; "
    "delete from register_publicfacts",
}


@pytest.fixture
def tampered(own_database) -> Registrant:
    """Of two registrants the one that has lived; the other was only admitted."""
    quiet = planned([act for act in a_life() if act.action == "admit"])
    bulk.load([quiet, planned(a_life())])
    return Registrant.objects.exclude(pk=quiet.id).get()


@pytest.fixture
def mended(as_owner: psycopg.Connection, tampered):
    """Puts everything back as it was."""
    for table in (*REPLACED, "register_registrant"):
        as_owner.execute(f"create temporary table kept_{table} as table {table}")

    def mend() -> None:
        for table in REPLACED:
            as_owner.execute(f"delete from {table}")
            as_owner.execute(f"insert into {table} table kept_{table}")
        as_owner.execute(
            "update register_registrant set (acts_written, last_recorded_at, first_registered) = "
            "(select acts_written, last_recorded_at, first_registered from kept_register_registrant kept "
            "where kept.id = register_registrant.id)"
        )

    return mend


def test_every_tampering_raises_an_alarm_and_only_that(tampered, as_owner: psycopg.Connection, mended):
    assert verify_spans().differing == ()
    assert verify_spans().registrants == 2
    assert not Entry.objects.filter(what="register.replay_differs").exists()
    for what, statement in TAMPERING.items():
        assert as_owner.execute(statement).rowcount > 0, what
        before = Entry.objects.count()
        assert tampered.pk in verify_spans().differing, what
        alarm = Entry.objects.filter(what="register.replay_differs", subject_id=tampered.pk).latest("sequence")
        assert (alarm.by_kind, alarm.person_id) == ("clock", tampered.person_id)
        assert Entry.objects.count() > before
        mended()
        assert verify_spans().differing == (), what


def test_words_that_the_privacy_login_emptied_raise_none(tampered, as_owner: psycopg.Connection, mended):
    for what, statements in EMPTIED.items():
        for statement in statements.split("; "):
            assert as_owner.execute(statement).rowcount > 0, what
        assert verify_spans().differing == (), what
        mended()


def test_acts_that_cannot_be_followed_raise_the_alarm_too(tampered, as_owner: psycopg.Connection):
    as_owner.execute("alter table register_act disable trigger user")
    admission = "(select id from register_act where action = 'admit')"
    as_owner.execute(f"delete from register_actwords where act_id in {admission}")
    as_owner.execute(f"delete from register_act where id in {admission}")
    assert len(verify_spans().differing) == 2


def test_an_act_taken_away_whole_leaves_its_number_behind(tampered, as_owner: psycopg.Connection):
    """What was shown before has no span, nor does its act bear on any other."""
    as_owner.execute("alter table register_act disable trigger user")
    facts = "(select id from register_act where action = 'amend_facts' order by recorded_at limit 1)"
    as_owner.execute(f"delete from register_actwords where act_id in {facts}")
    assert as_owner.execute(f"delete from register_act where id in {facts}").rowcount == 1
    assert verify_spans().differing == (tampered.pk,)


def test_an_act_of_which_history_knows_nothing_raises_the_alarm(tampered, as_owner: psycopg.Connection):
    as_owner.execute("alter table history_entry disable trigger user")
    pause = "(select id from history_entry where what = 'register.pause')"
    as_owner.execute(f"delete from history_words where entry_id in {pause}")
    assert as_owner.execute(f"delete from history_entry where id in {pause}").rowcount == 1
    assert verify_spans().differing == (tampered.pk,)
