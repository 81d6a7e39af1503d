"""Draw lots again. Needs Python 3 and nothing else.

    python3 draw_again.py SEED SHARE LIST.txt      who is drawn from a list with one registration number a line
    python3 draw_again.py SEED NUMBER THRESHOLD    whether one number was drawn, if it was on the list

The lot of a number is SHA-256 of the seed with the number behind it. The smallest lots are drawn, as many as the share
of the list, rounded up.
"""

import hashlib
import sys
from decimal import ROUND_CEILING, Decimal
from pathlib import Path


def lot(seed: str, number: str) -> str:
    return hashlib.sha256((seed + number).encode()).hexdigest()


def again(seed: str, share: str, path: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    numbers = sorted({line.strip() for line in text.splitlines() if line.strip()})
    wanted = int((len(numbers) * Decimal(share)).to_integral_value(ROUND_CEILING))
    drawn = sorted((lot(seed, number), number) for number in numbers)[:wanted]
    digest = hashlib.sha256("".join(f"{number}\n" for number in numbers).encode()).hexdigest()
    say(f"on the list: {len(numbers)}", f"digest of the list: {digest}", f"drawn: {len(drawn)}")
    say(f"threshold: {drawn[-1][0] if drawn else ''}", *(number for _lot, number in drawn))


def check(seed: str, number: str, threshold: str) -> None:
    number = number.replace(" ", "").upper()
    own = lot(seed, number)
    say(f"{own}  {'drawn, if it was on the list' if own <= threshold else 'not drawn'}")


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    if Path(sys.argv[3]).is_file():
        again(*sys.argv[1:])
    else:
        check(*sys.argv[1:])
