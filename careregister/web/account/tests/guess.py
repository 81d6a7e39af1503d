"""A process of its own that guesses with many threads at once, and says how many guesses were looked at.

python -m careregister.web.account.tests.guess ROUNDS THREADS EMAIL...          passwords
python -m careregister.web.account.tests.guess ROUNDS THREADS code:ID           the code that was sent
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import cycle, islice

import django

NOON = datetime(2026, 6, 10, 11, 7, tzinfo=UTC)  # well inside one window of fifteen minutes


def main(rounds: int, threads: int, emails: list[str]) -> None:
    django.setup()
    from allauth.account.auth_backends import AuthenticationBackend
    from django.db import connection
    from django.test import Client

    from careregister.base import clock
    from careregister.people.actions import codes

    looked_at = []
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
    together = threading.Barrier(threads)

    def guess(email: str) -> int:
        client = Client()
        if email.startswith("code:"):
            session = client.session
            session["code_sent"] = {"id": email[5:], "kind": "email", "shown": "", "opens": False, "next": ""}
            session.save()
        together.wait(timeout=60)
        if email.startswith("code:"):
            status = client.post("/account/code/enter/", {"code": "not it"}).status_code
        else:
            status = client.post("/account/sign-in/", {"login": email, "password": "not the password"}).status_code
        connection.close()
        return status

    with clock.at(NOON), ThreadPoolExecutor(threads) as pool:
        statuses = list(pool.map(guess, islice(cycle(emails), rounds * threads)))
    sys.stdout.write(" ".join(map(str, [len(looked_at), *sorted(set(statuses))])) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
