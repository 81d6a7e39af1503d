"""Asks a care register how somebody stands, without telling it whom: python care_check.py URL NUMBER YYYY-MM-DD"""

import hashlib
import json
import sys
import urllib.request


def ask(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def check(register, number, born):
    """The status as a code, such as "registered"; "no entry" if nobody has this number and date of birth."""
    start = register.rstrip("/") + "/register/private-check/"
    told = json.loads(ask(start + "parameters.json"))
    text = f"{''.join(number.upper().split())}|{born}".encode()
    made = hashlib.scrypt(text, salt=told["salt"].encode(), n=told["n"], r=told["r"], p=told["p"], dklen=told["length"])
    digest, cut = made.hex(), told["prefix_length"]
    lines = dict(line.split(":") for line in ask(start + digest[:cut]).splitlines())
    return lines.get(digest[cut:], "no entry")


if __name__ == "__main__":
    print(check(*sys.argv[1:4]))
