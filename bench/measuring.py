"""Asking one page many times over one connection, and the figures that come of it."""

import http.client
import statistics
import time
from dataclasses import dataclass, field

WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of page: its addresses are asked in turn."""

    name: str
    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds, except `queries` (the most that any request made) and `size` (the largest answer in bytes)."""

    name: str
    median: float
    p99: float
    cpu: float
    queries: int
    size: int
    refused: int


def measure(case: Case, port: int, requests: int) -> Figures:
    """Ask `requests` times, after warming up. Answers other than 200 are counted as refused."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Connection": "keep-alive"} | case.headers
    times, cpu, queries, sizes, refused = [], [], [0], [0], 0
    for number in range(-WARM_UP, requests):
        path = case.paths[number % len(case.paths)]
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - started) * 1000
        if number < 0:
            continue
        refused += answer.status != 200
        times.append(took)
        cpu.append(float(answer.headers.get("Bench-Cpu-Ms", 0)))
        queries.append(int(answer.headers.get("Bench-Queries", 0)))
        sizes.append(len(body) + len(bytes(answer.headers)))
    connection.close()
    return Figures(
        name=case.name,
        median=statistics.median(times),
        p99=_percentile(times, 99),
        cpu=statistics.fmean(cpu),
        queries=max(queries),
        size=max(sizes),
        refused=refused,
    )


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def table(rows: list[Figures]) -> str:
    """The figures as text; the first row is what the others are compared with."""
    empty = rows[0].median
    lines = [f"{'':34}{'median ms':>10}{'p99 ms':>9}{'CPU ms':>9}{'queries':>9}{'bytes':>9}{'x empty':>9}"]
    for row in rows:
        figures = (
            f"{row.median:10.2f}{row.p99:9.2f}{row.cpu:9.2f}{row.queries:9d}{row.size:9d}{row.median / empty:9.1f}"
        )
        lines.append(f"{row.name:34}{figures}" + (f"   {row.refused} not answered with 200" if row.refused else ""))
    return "\n".join(lines)
