"""A process of its own that guesses with many threads at once, and says how many guesses were looked at.

python -m careregister.web.account.tests.guess ROUNDS THREADS WHOSE...

WHOSE is one round of attacks, from an address of its own: e-mail addresses with commas between, whose passwords are
guessed, or `code:ID`, the code that was sent. One line for each: how many were looked at, and the answers' statuses.
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import cycle, islice, repeat

import django
from django.conf import settings

NOON = datetime(2026, 6, 10, 11, 7, tzinfo=UTC)  # well inside one window of fifteen minutes


def main(rounds: int, threads: int, attacks: list[str]) -> None:
    settings.PASSWORD_HASHERS = ["tests.harness.passwords.Quick"]
    django.setup()
    from django.db import connection
    from django.test import Client

    from careregister.base import clock

    looked_at = _what_reaches_the_check()
    together = threading.Barrier(threads)

    def guess(email: str, from_address: str) -> int:
        client = Client(REMOTE_ADDR=from_address)
        if email.startswith("code:"):
            session = client.session
            session["code_sent"] = {"id": email[5:], "kind": "email", "shown": "", "opens": False, "next": ""}
            session.save()
        together.wait(timeout=60)
        if email.startswith("code:"):
            status = client.post("/account/code/enter/", {"code": "not it"}).status_code
        else:
            status = client.post("/account/sign-in/", {"login": email, "password": "not the password"}).status_code
        return status

    def leave(_number: int) -> None:
        together.wait(timeout=60)  # each thread has one to close
        connection.close()

    with clock.at(NOON), ThreadPoolExecutor(threads) as pool:
        for number, whose in enumerate(attacks, start=1):
            looked_at.clear()
            emails = islice(cycle(whose.split(",")), rounds * threads)
            statuses = list(pool.map(guess, emails, repeat(f"203.0.113.{number}")))
            sys.stdout.write(" ".join(map(str, [len(looked_at), *sorted(set(statuses))])) + "\n")
        list(pool.map(leave, range(threads)))


def _what_reaches_the_check() -> list[int]:
    """Grows by one with every password and every code that is really compared."""
    from allauth.account.auth_backends import AuthenticationBackend

    from careregister.people.actions import codes

    looked_at: list[int] = []
    fits = codes._fits

    def watched_code(*args):
        looked_at.append(threading.get_ident())
        return fits(*args)

    codes._fits = watched_code  # where a code that was sent is compared
    authenticate = AuthenticationBackend.authenticate

    def watched(self, request, **credentials):
        looked_at.append(threading.get_ident())
        return authenticate(self, request, **credentials)

    AuthenticationBackend.authenticate = watched  # the library's, to see what reaches it
    return looked_at


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
