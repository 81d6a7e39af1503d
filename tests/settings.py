"""The product's settings, with an environment of the tests' own: what a developer has set changes nothing here."""

import os
from typing import Any

from tools.environment import data_folder

_given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
# Workers of a run are started from here and inherit these.
os.environ.setdefault("TESTS_DATA", str(data_folder() / "test"))
for _name, _value in _given.items():
    os.environ.setdefault(f"TESTS_{_name}", _value)

for _name in [name for name in os.environ if name.startswith("CAREREGISTER_")]:
    del os.environ[_name]

os.environ.update(
    {
        "DATABASE_URL": "postgresql://careregister_serve@127.0.0.1:1/set_by_the_harness",
        "DATABASE_OWNER_URL": "postgresql://careregister_owner@127.0.0.1:1/set_by_the_harness",
        "CAREREGISTER_DATA": os.environ["TESTS_DATA"],
        "CAREREGISTER_SECRET_KEY": "for tests only: every checkout has the same one, so that clones can be signed in to",
        "CAREREGISTER_SEAL_KEYS": "tests:dGVzdHMgb25seTogdGhpcnR5LXR3byBieXRlcyEhISE=",
        "CAREREGISTER_HOSTS": "localhost,127.0.0.1,testserver",
        # Playwright runs a loop in the test's own thread; the tests use the database there, one at a time.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
)

from careregister.project.settings import *  # noqa: E402, F403
from careregister.project.settings import DATABASES, LOGGING  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = None  # the gate asks for a new one where a request is about another clone
STATIC_ROOT = DATA / "static"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of one that is missing
_handlers: Any = LOGGING["handlers"]
_handlers["out"]["level"] = "WARNING"  # a line for each request would bury what a failure says

MIDDLEWARE = ["tests.harness.gate.gate", *MIDDLEWARE]  # noqa: F405
PASSWORD_HASHERS = ["tests.harness.passwords.Quick"]
