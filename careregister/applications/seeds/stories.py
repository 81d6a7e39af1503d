"""What became of the demo's applications: at least one in every state, some simple, some hard."""

from __future__ import annotations

from collections.abc import Callable

from careregister.base.actors import Because
from careregister.register.seeds import FAMOUS

from .. import actions, states
from .telling import LOOKED, OWN, Telling

Story = Callable[[Telling], None]
_CLEAR = {
    "health_affects": "no",
    "dismissed": "no",
    "investigated": "no",
    "refused_elsewhere": "no",
    "unspent": "no",
}


def a_first_draft(one: Telling) -> None:
    one.begin(only=("about_you", "identity", "care_certificate"))


def a_whole_draft(one: Telling) -> None:
    one.begin()


def just_sent(one: Telling) -> None:
    one.begin()
    one.send()


def known_already(code: str) -> Story:
    """Somebody who was on the register before applies as if they were new: the worker finds out."""

    def tell(one: Telling) -> None:
        one.who = next(famous.person for famous in FAMOUS if famous.code == code)
        just_sent(one)

    return tell


def nobody_took_it_up(one: Telling) -> None:
    just_sent(one)
    one.referees_answer(3, most=1)


def by_a_voucher(one: Telling) -> None:
    one.begin(
        identity={
            "route": "vouched",
            "voucher_name": "Dr Helen Marsh",
            "voucher_job": "General practitioner",
            "voucher_email": "helen.marsh@example.org",
        }
    )
    one.send()
    one.take_up()
    one.note(2, "No passport or licence. Waiting for the doctor who vouches.")


def checks_under_way(one: Telling) -> None:
    just_sent(one)
    one.take_up()
    one.employer_answers(2)
    one.pass_checks(4, "references", "criminal_record")
    one.referees_answer(4, most=1)


def ready_to_admit(one: Telling) -> None:
    just_sent(one)
    one.take_up()
    one.referees_answer(3)
    one.employer_answers(3)
    one.pass_checks(5)


def with_a_declaration(one: Telling) -> None:
    one.begin(
        health_and_character={
            **_CLEAR,
            "unspent": "yes",
            "character_words": "A fine for driving without insurance, before I worked in care. I will tell you all of it.",
        }
    )
    one.send()
    one.take_up()
    one.referees_answer(3)
    one.employer_answers(4)
    one.pass_checks(6)
    one.note(7, "Rang the applicant. They were open about it; the employer knows. To be looked at by two.")


def was_asked(one: Telling) -> None:
    checks_under_way(one)
    with one.after(6):
        actions.ask(
            one.id,
            sections=["references"],
            by=one.registrars[0],
            because=Because("question", "One of your referees has not answered. Can you name somebody else?"),
        )


def is_heard(one: Telling) -> None:
    just_sent(one)
    one.take_up()
    one.referees_answer(5, most=1)
    with one.after(8):
        actions.give_notice(
            one.id,
            ["work_not_explained"],
            by=one.registrars[0],
            because=Because("minded_to_refuse", "Two employers you named have no record of you. Please tell us more."),
        )


def is_recommended(one: Telling) -> None:
    with_a_declaration(one)
    _recommend(one, 8, states.ADMIT)


def refusal_is_recommended(one: Telling) -> None:
    is_heard(one)
    _reply(one, 12)
    _recommend(one, 14, states.REFUSE, "work_not_explained")


def admitted(one: Telling) -> None:
    ready_to_admit(one)
    with one.after(8):
        actions.admit(one.id, by=one.registrars[0], because=Because("file_clean"))


def admitted_by_two(one: Telling) -> None:
    is_recommended(one)
    _accept(one, 11)


def refused(one: Telling) -> None:
    refusal_is_recommended(one)
    _accept(one, 17)


def appealed(one: Telling) -> None:
    refused(one)
    with one.after(22):
        actions.appeal(
            one.id,
            "One of the employers has changed its name since. I send you my payslips.",
            by=one.by,
            because=OWN,
        )


def appeal_is_recommended(one: Telling) -> None:
    appealed(one)
    with one.after(28):
        one.no_interest(one.registrars[2])
        actions.recommend_on_appeal(
            one.id,
            states.DISMISS,
            reasons=["work_not_explained"],
            by=one.registrars[2],
            because=Because("appeal_looked_at", "The payslips are from another employer and another year."),
        )


def appeal_dismissed(one: Telling) -> None:
    appeal_is_recommended(one)
    with one.after(33):
        one.no_interest(one.registrars[3])
        actions.decide_appeal(one.id, by=one.registrars[3], because=LOOKED)


def appeal_withdrawn(one: Telling) -> None:
    appealed(one)
    with one.after(24):
        actions.withdraw_appeal(one.id, by=one.by, because=OWN)


def withdrawn(one: Telling) -> None:
    just_sent(one)
    one.take_up()
    with one.after(6):
        actions.withdraw(one.id, by=one.by, because=OWN)


# Days ago on which it was sent, and what became of it. The oldest first: who came first was decided first.
STORIES: tuple[tuple[int, Story], ...] = (
    (150, appeal_dismissed),
    (120, admitted),
    (112, admitted),
    (101, admitted_by_two),
    (95, refused),
    (83, admitted),
    (70, withdrawn),
    (64, admitted),
    (52, appeal_is_recommended),
    (47, appealed),
    (40, appeal_withdrawn),
    (36, refusal_is_recommended),
    (30, with_a_declaration),
    (27, is_recommended),
    (26, refused),  # it may still be appealed against
    (21, was_asked),
    (20, is_heard),  # and its time is not over
    (19, ready_to_admit),
    (16, checks_under_way),
    (13, by_a_voucher),
    (12, ready_to_admit),
    (9, nobody_took_it_up),
    (6, checks_under_way),
    (3, just_sent),
    (2, just_sent),
    (1, just_sent),
    (45, a_first_draft),
    (4, a_whole_draft),
    (3, known_already("lapsed")),
    (2, known_already("removed")),
)


def _reply(one: Telling, days: float) -> None:
    with one.after(days):
        actions.reply(one.id, "I worked there by the hour. Perhaps they kept no list.", by=one.by, because=OWN)


def _recommend(one: Telling, days: float, outcome: str, *reasons: str) -> None:
    words = (
        "Looked at with the head of team." if outcome == states.ADMIT else "The reply does not explain the two years."
    )
    with one.after(days):
        actions.recommend(one.id, outcome, reasons=reasons, by=one.registrars[0], because=Because("recommended", words))


def _accept(one: Telling, days: float) -> None:
    with one.after(days):
        one.no_interest(one.registrars[1])
        actions.accept_recommendation(one.id, by=one.registrars[1], because=LOOKED)
