"""The services of others that the demo speaks with, as processes on loopback: nobody outside is ever asked by it."""

import json
import secrets
import sys
from pathlib import Path

from tools.environment import ROOT
from tools.ports import free_port
from tools.processes import Child

BODY = "demo-body.toml"  # in the data folder
CARDS = "pretend-cards.json"  # there too: port and secrets of the pretend payment provider
_CLIENT = {"CAREREGISTER_IDENTITY_CLIENT_ID": "care-register", "CAREREGISTER_IDENTITY_CLIENT_SECRET": "for trying out"}
_BASIS = """
# ---- the demonstration's own, made by bin/run ----

[[rule]]
code = "criminal_record.modes"
since = 2020-01-02
value = { employer = true, umbrella = true, register = true, register_legal_basis = "None: a pretend Update Service" }
source = "The demonstration speaks with a pretend Update Service; in earnest this stays closed until a basis is recorded"
"""


def services(env: dict[str, str], data: Path, logs: Path) -> tuple[dict[str, str], list[Child]]:
    """What to add to the environment, and the processes to start. Whatever is set already is left alone."""
    added: dict[str, str] = {}
    children: list[Child] = []
    if not env.get("CAREREGISTER_DBS_URL"):
        port = free_port()
        added["CAREREGISTER_DBS_URL"] = f"http://127.0.0.1:{port}/crsc/api/status"
        added["CAREREGISTER_DBS_ORGANISATION"] = "Care Register (demonstration)"
        added["CAREREGISTER_DBS_OFFICER"] = "Demonstration Officer"
        children.append(_process(env, logs, "dbs", port, "--late", "60"))
        if not env.get("CAREREGISTER_BODY"):
            body = (ROOT / "careregister/project/body/nacas.toml").read_text(encoding="utf-8")
            (data / BODY).write_text(body + _BASIS, encoding="utf-8")
            added["CAREREGISTER_BODY"] = str(data / BODY)
    if not env.get("CAREREGISTER_IDENTITY_ISSUER"):
        port = free_port()
        added |= _CLIENT
        added["CAREREGISTER_IDENTITY_ISSUER"] = f"http://127.0.0.1:{port}"
        added["CAREREGISTER_IDENTITY_NAME"] = "A pretend identity service"
        client, secret = _CLIENT.values()
        children.append(_process(env, logs, "identity", port, "--client-id", client, "--client-secret", secret))
    if not env.get("CAREREGISTER_CARDS_KEY"):
        more, child = _cards(env, data, logs)
        added |= more
        children.append(child)
    return added, children


def _cards(env: dict[str, str], data: Path, logs: Path) -> tuple[dict[str, str], Child]:
    """The payment provider: its address and secrets stay the same, and what it knows outlasts a restart."""
    kept = data / CARDS
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    port = free_port(known.get("port", 0))
    known = {"key": f"sk_test_{secrets.token_hex(12)}", "secret": f"whsec_{secrets.token_hex(16)}"} | known
    kept.write_text(json.dumps(known | {"port": port}), encoding="utf-8")
    kept.chmod(0o600)
    webhook = f"http://127.0.0.1:{env['PORT']}/provider/events/"
    file = str(data / "pretend-cards-state.json")
    added = {
        "CAREREGISTER_CARDS_URL": f"http://127.0.0.1:{port}",
        "CAREREGISTER_CARDS_KEY": known["key"],
        "CAREREGISTER_CARDS_WEBHOOK_SECRET": known["secret"],
    }
    more = ("--key", known["key"], "--secret", known["secret"], "--webhook", webhook, "--kept", file)
    return added, _process(env, logs, "cards", port, *more)


def _process(env: dict[str, str], logs: Path, module: str, port: int, *more: str) -> Child:
    command = [sys.executable, "-m", f"careregister.outside.fakes.{module}", "--port", str(port), *more]
    return Child(f"pretend {module} service", command, env, logs / f"pretend-{module}.log")
