"""bin/lock: the locked dependencies anew, for all platforms, with hashes and without any index address.

bin/lock                      what changed in requirements/*.in, nothing else
bin/lock --upgrade            everything to its newest
bin/lock --upgrade-package X  one of them
"""

import subprocess
import sys

from tools import setup
from tools.environment import ROOT

FILES = ("uv", "run", "trial", "test")
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes"]
OPTIONS += ["--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]


def main(arguments: list[str]) -> int:
    """uv's exit code."""
    uv = setup.find_uv()
    if uv is None:
        print("uv could not be installed: the reason is said above.", file=sys.stderr)
        return 1
    environment = setup.uv_environment(setup.pip_settings())
    for name in FILES:
        print(f"requirements/{name}.txt", flush=True)
        command = [uv, "pip", "compile", *OPTIONS, *arguments, f"{name}.in", "--output-file", f"{name}.txt"]
        code = subprocess.run(command, cwd=ROOT / "requirements", env=environment).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
