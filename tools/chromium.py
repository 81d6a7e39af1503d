"""The browser of the stories: Debian's Chromium where it is or can be installed, otherwise Playwright's own."""

import fcntl
import os
import shutil
import subprocess
import sys

from tools.environment import ROOT, CannotGoOn

SHELL = "chromium-headless-shell"  # draws no windows of its own: a quarter of the work for each page opened
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PLAYWRIGHTS = ROOT / ".cache" / "playwright"
HOW_TO_MEND = (
    "The browser stories need Chromium, and there is none. Install it, then start again:\n"
    f"  on Debian, as root: apt-get update && apt-get install {SHELL}\n"
    "  elsewhere: .venv/bin/python -m playwright install --with-deps chromium"
)


def find_or_install() -> str | None:
    """The path of a Chromium, or None where Playwright's own is to be used. Raises CannotGoOn."""
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(PLAYWRIGHTS))
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "chromium.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = _find()
        if found or _has_playwrights():
            return found
        if os.geteuid() == 0 and shutil.which("apt-get"):
            _install_debians()
            if found := _find():
                return found
        _say("Fetching Playwright's own Chromium ...")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        if not _has_playwrights():
            raise CannotGoOn(HOW_TO_MEND)
        return None


def _find() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _has_playwrights() -> bool:
    return any(PLAYWRIGHTS.glob("chromium*/INSTALLATION_COMPLETE"))


def _install_debians() -> None:
    """The shell, or the whole browser where the system is too old to have it."""
    _say("Installing Chromium (once) ...")
    _apt("update")
    if not _apt("install", "--yes", "--no-install-recommends", SHELL):
        _apt("install", "--yes", "--no-install-recommends", "chromium")


def _apt(*command: str) -> bool:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "--quiet", *command], env=env, capture_output=True, text=True)
    if done.returncode:
        _say(f"apt-get {' '.join(command)} did not work:\n{(done.stdout + done.stderr)[-2000:]}")
    return not done.returncode


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(find_or_install() or "Playwright's own")
