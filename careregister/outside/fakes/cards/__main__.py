"""`python -m careregister.outside.fakes.cards`: prints its address, then serves until it is ended."""

import argparse
import signal
import sys
from pathlib import Path

from .server import Provider
from .state import State


def main() -> None:
    arguments = argparse.ArgumentParser(description="A pretend Stripe.")
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--key", default="sk_test_pretend")
    arguments.add_argument("--secret", default="whsec_pretend", help="what webhooks are signed with")
    arguments.add_argument("--webhook", default="", help="where to; unset: events are only listed")
    arguments.add_argument("--kept", type=Path, help="file in which everything outlasts a restart")
    arguments.add_argument("--bacs-days", type=int, default=3, help="until a Direct Debit's payment is known")
    given = arguments.parse_args()
    state = State(given.kept, bacs_days=given.bacs_days)
    state.webhook = given.webhook
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Provider(given.port, state, key=given.key, secret=given.secret) as provider:
        print(provider.address, flush=True)  # noqa: T201
        try:
            provider.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
