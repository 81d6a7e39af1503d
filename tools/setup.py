"""Makes the environment in .venv from the locked dependencies. Needs only Python's own library; run by bin/_python.

Nothing is written outside the checkout. The second time it only compares a checksum.
"""

import ast
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
STAMP = VENV / "made-from.json"
LOCKS = {"run": ("run.txt", "trial.txt"), "test": ("run.txt", "trial.txt", "test.txt")}


def main(need):
    if is_ready(need):
        return
    with one_at_a_time():
        if not is_ready(need):
            make(need)


def is_ready(need):
    made = read_stamp()
    return made is not None and made == stamp(made["need"]) and set(LOCKS[need]) <= set(LOCKS[made["need"]])


def make(need):
    made = read_stamp()
    if made and made["need"] == "test":
        need = "test"
    if made is None or made["python"] != stamp(need)["python"] or made["root"] != str(ROOT):
        say("Making the Python environment in .venv ...")
        make_venv()
    STAMP.unlink(missing_ok=True)
    say("Installing the locked dependencies ...")
    install([str(ROOT / "requirements" / name) for name in LOCKS[need]])
    STAMP.write_text(json.dumps(stamp(need)), encoding="utf-8")


def make_venv():
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        subprocess.run(["uv", "venv", "--quiet", "--seed", "--python", sys.executable, str(VENV)], check=True)
        return
    fail(
        f"{sys.executable} cannot make a virtual environment:\n{made.stdout}{made.stderr}"
        "On Debian or Ubuntu: apt-get install python3-venv. Then start again."
    )


def install(locks):
    settings = pip_settings()
    uv = find_uv()
    if uv:
        command = [uv, "pip", "sync", "--require-hashes", "--compile-bytecode", "--python", str(python()), *locks]
        if settings.get("no-index"):
            command.append("--no-index")
        if not sys.stderr.isatty():
            command.append("--quiet")
        if subprocess.run(command, env=uv_environment(settings), cwd=ROOT).returncode == 0:
            return
        say("uv did not manage that; trying the same with pip, which is slower ...")
    command = [str(python()), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-cache-dir"]
    for lock in locks:
        command += ["-r", lock]
    if subprocess.run(command, cwd=ROOT).returncode:
        fail(
            "The dependencies could not be installed. What to look at: is there a way to the package index from here "
            "(a proxy, a mirror in pip's settings)? is there room on the disk? Then start again: it goes on from here."
        )


def find_uv():
    """The pinned uv, kept beside the environment because `uv pip sync` leaves nothing in it that is not locked."""
    lock = ROOT / "requirements" / "uv.txt"
    folder = CACHE / ("uv-" + checksum([lock])[:12])
    uv = folder / "bin" / "uv"
    if not uv.exists():
        command = [str(python()), "-m", "pip", "install", "-qq", "--no-cache-dir", "--disable-pip-version-check"]
        command += ["--require-hashes", "--no-deps", "--target", str(folder), "-r", str(lock)]
        if subprocess.run(command, cwd=ROOT).returncode or not uv.exists():
            return shutil.which("uv")
    return str(uv)


def uv_environment(settings):
    """uv does not read pip's settings (mirrors, certificates): hand them over, unless uv has its own."""
    env = dict(os.environ)
    env.setdefault("UV_CACHE_DIR", str(CACHE / "uv-cache"))
    env.setdefault("UV_PYTHON_DOWNLOADS", "never")
    if "index-url" in settings:
        env.setdefault("UV_DEFAULT_INDEX", settings["index-url"])
    if "extra-index-url" in settings:
        env.setdefault("UV_INDEX", " ".join(settings["extra-index-url"].split()))
        env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # as pip does; the hashes decide what is let in
    if "find-links" in settings:
        env.setdefault("UV_FIND_LINKS", ",".join(settings["find-links"].split()))
    if "trusted-host" in settings:
        env.setdefault("UV_INSECURE_HOST", " ".join(settings["trusted-host"].split()))
    if "cert" in settings:
        env.setdefault("SSL_CERT_FILE", settings["cert"])
    if "client-cert" in settings:
        env.setdefault("SSL_CLIENT_CERT", settings["client-cert"])
    if "timeout" in settings or "default-timeout" in settings:
        env.setdefault("UV_HTTP_TIMEOUT", settings.get("timeout") or settings["default-timeout"])
    if "proxy" in settings:
        env.setdefault("ALL_PROXY", settings["proxy"])
    return env


def pip_settings():
    """What pip would use here, from its files and PIP_*: the nearer wins (environment, then install, then global)."""
    listed = subprocess.run([str(python()), "-m", "pip", "config", "list"], capture_output=True, text=True)
    found = {}
    for section in ("global", "install", ":env:"):
        for line in listed.stdout.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(section + "."):
                found[name.removeprefix(section + ".")] = str(ast.literal_eval(value))
    return found


def stamp(need):
    locks = [ROOT / "requirements" / name for name in (*LOCKS[need], "uv.txt")]
    version = ".".join(map(str, sys.version_info[:2]))
    return {"need": need, "locks": checksum(locks), "python": version, "root": str(ROOT)}


def read_stamp():
    try:
        made = json.loads(STAMP.read_text(encoding="utf-8"))
        return made if made.get("need") in LOCKS and python().exists() else None
    except (OSError, ValueError):
        return None


def checksum(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def python():
    return VENV / "bin" / "python"


@contextmanager
def one_at_a_time():
    CACHE.mkdir(exist_ok=True)
    with open(CACHE / "setup.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(words):
    print(words, file=sys.stderr, flush=True)


def fail(words):
    say(words)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
