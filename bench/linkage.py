"""Do we recognise people, and do we suspect some more than others? Figures of linkage; `--learn` makes a new edition.

python -m bench.linkage [--full] [--learn]
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bench.linkage_people import Somebody, again, everybody
from careregister.applications.linkage import comparing, model
from careregister.applications.linkage.comparing import Found
from careregister.applications.linkage.records import Known, commonness
from careregister.base import body, clock

BODY = Path(__file__).parents[1] / "careregister/project/body/nacas.toml"
SEED, LEARNT_FROM = 20261122, 77
SAMPLE = 300_000  # random pairs to count u on
RARE = 1e-5  # no likeness of two strangers is rarer: numbers are given out again, a mailbox is lent
EACH = 500  # strangers of one origin at most, so that the rare ones are seen as closely
LEAST = 0.01  # everything likelier is found once, and cut at each threshold


@dataclass(frozen=True, slots=True)
class Outcome:
    """`found` of `returning` were led to their own record; `wrong` pairs of `pairs` were not one person."""

    people: int
    returning: int
    found: int
    pairs: int
    wrong: int
    suspected: Counter[str]
    new: Counter[str]
    missed: Counter[str]
    back: Counter[str]
    seconds: float
    one: float

    @property
    def recall(self) -> float:
        return self.found / max(self.returning, 1)

    @property
    def precision(self) -> float:
        return 1 - self.wrong / max(self.pairs, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="50,000 people as well as 3,000")
    parser.add_argument("--learn", action="store_true", help="count the weights anew and write them as the edition")
    options = parser.parse_args()
    settings.configure(BODY_FILE=BODY)  # all that is read of them here
    if options.learn:
        learn()
    print(run(full=options.full))
    return 0


def run(*, full: bool) -> str:
    """The figures as text: 3,000 people, and 50,000 when `full`."""
    least = _least()
    lines = [f"have we met before? edition {model.EDITION}, put before a registrar from {least:.2f}"]
    for count, returning, new in ((3000, 600, 2400), *(((50_000, 8000, 50_000),) if full else ())):
        outcomes = measure(count, returning, new, (least, 0.1, 0.5, 0.9) if full else (least,))
        lines += [_said(threshold, outcome) for threshold, outcome in outcomes.items()]
        lines += _by_origin(outcomes[least])
    return "\n".join(lines)


def measure(count: int, returning: int, new: int, thresholds: tuple[float, ...]) -> dict[float, Outcome]:
    """People of whom `returning` come back, and up to `new` strangers, fewer where one origin has many."""
    whole = everybody(count + new, SEED)
    known, strangers = whole[:count], _of_each_origin(whole[count:])
    chance = random.Random(SEED)
    back = [again(one, chance) for one in chance.sample(known, returning)]
    asked = [*back, *(one.known for one in strangers)]
    everyone = [one.known for one in known]
    started = time.perf_counter()
    found = comparing.compare(asked, everyone, LEAST)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    comparing.compare(asked[:1], everyone, LEAST)
    one = time.perf_counter() - started
    return {least: _outcome(known, strangers, back, found, least, (seconds, one)) for least in thresholds}


def _of_each_origin(strangers: list[Somebody]) -> list[Somebody]:
    seen: Counter[str] = Counter()
    kept = []
    for one in strangers:
        seen[one.origin] += 1
        if seen[one.origin] <= EACH:
            kept.append(one)
    return kept


def _outcome(
    known: list[Somebody],
    strangers: list[Somebody],
    back: list[Known],
    found: list[Found],
    least: float,
    took: tuple[float, float],
) -> Outcome:
    likely = [one for one in found if one.probability >= least]
    right = [one for one in likely if one.person == f"{one.other}/again"]
    wrong = [one for one in likely if one.person != f"{one.other}/again"]
    origins = {one.known.person: one.origin for one in strangers}
    suspected = Counter(origins[person] for person in {one.person for one in wrong} if person in origins)
    came = {one.person: known[int(one.person.split("/")[0])].origin for one in back}
    recognised = {one.person for one in right}
    return Outcome(
        missed=Counter(origin for person, origin in came.items() if person not in recognised),
        back=Counter(came.values()),
        people=len(known),
        returning=len(back),
        found=len(recognised),
        pairs=len(likely),
        wrong=len(wrong),
        suspected=suspected,
        new=Counter(origins.values()),
        seconds=took[0],
        one=took[1],
    )


def _said(least: float, outcome: Outcome) -> str:
    asked = outcome.returning + sum(outcome.new.values())
    return (
        f"{outcome.people:>6} people, from {least:.2f}: precision {outcome.precision:.3f} "
        f"({outcome.wrong} of {outcome.pairs} pairs wrong), recall {outcome.recall:.3f} "
        f"({outcome.found} of {outcome.returning}); {asked} applications {outcome.seconds:.1f} s, one {outcome.one:.2f} s"
    )


def _by_origin(outcome: Outcome) -> list[str]:
    """By where names come from: strangers taken for somebody else, and people who came back and were not recognised."""
    total, suspected = sum(outcome.new.values()), sum(outcome.suspected.values())
    lines = [f"        strangers suspected: {suspected} of {total} ({1000 * suspected / total:.2f} in 1,000)"]
    lines.append(f"        {'origin of name':14} {'suspected':>14} {'in 1,000':>9} {'missed':>14} {'in 100':>8}")
    for origin, count in outcome.new.most_common():
        wrong, missed, back = outcome.suspected[origin], outcome.missed[origin], max(outcome.back[origin], 1)
        said = f"{wrong:5} of {count:5} {1000 * wrong / count:9.2f} {missed:5} of {back:5} {100 * missed / back:8.1f}"
        lines.append(f"        {origin:14} {said}")
    return lines


def _least() -> float:
    return float(body.rule("have_we_met.least_probability", clock.today()))


def learn() -> None:
    """Count m on people who came back and u on pairs of strangers, twice over, and write the edition."""
    whole = everybody(5000, LEARNT_FROM)
    chance = random.Random(LEARNT_FROM)
    back = [again(one, chance) for one in whole]
    everyone = [one.known for one in whole]
    share = max(1, len(back) * len(everyone) // SAMPLE)
    weights = model.edition().weights
    for _round in range(2):
        one_person = _levels(back, everyone, weights, "split_part(l.person, '/', 1) = r.person")
        strangers = _levels(
            back,
            everyone,
            weights,
            f"hash(l.person || '+' || r.person) % {share} = 0 and split_part(l.person, '/', 1) <> r.person",
        )
        weights = {code: _weights(code, one_person[code], strangers[code]) for code in model.COMPARISONS}
    path = model.EDITIONS / f"model-{model.EDITION}.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said |= {"made_on": clock.today().isoformat(), "learnt_from": LEARNT_FROM, "weights": weights}
    path.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    model.edition.cache_clear()


def _levels(asked: list[Known], everyone: list[Known], weights: dict, pairs: str) -> dict[str, Counter[str]]:
    """How often each level holds, for the likeliest names of each pair of people."""
    weighed = model.Edition("learning", model.edition().met, weights)
    best: dict[tuple[str, str], dict] = {}
    for row in comparing.scored(asked, everyone, commonness(everyone), weighed, None, pairs=[pairs]):
        pair = (row["person_l"], row["person_r"])
        if pair not in best or row["match_weight"] > best[pair]["match_weight"]:
            best[pair] = row
    return {
        code: Counter(model.levels_by_value(code)[row[f"gamma_{code}"]] for row in best.values())
        for code in model.COMPARISONS
    }


def _weights(code: str, one_person: Counter[str], strangers: Counter[str]) -> dict[str, dict[str, float]]:
    levels = [level for level in model.COMPARISONS[code] if level.code != model.MISSING]
    alike, unlike = (sum(count[level.code] for level in levels) for count in (one_person, strangers))
    found = {}
    for level in levels:
        m = (one_person[level.code] + 0.5) / (alike + 0.5 * len(levels))
        u = max(strangers[level.code] / unlike, RARE)
        found[level.code] = {"m": round(m, 6), "u": round(m if level.even else u, 8)}
    return found


if __name__ == "__main__":
    sys.exit(main())
