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
    status: int = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds, except `queries` (the most that any request made) and `size` (the largest answer in bytes).

    `median` and `p99` are what the asker waits, `server` is the median inside the product, `cpu` its mean there.
    """

    name: str
    median: float
    p99: float
    server: float
    cpu: float
    queries: int
    size: int
    refused: int


def measure(case: Case, port: int, requests: int) -> Figures:
    """Ask `requests` times, after warming up. Answers with another status than the case's are counted as refused."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Connection": "keep-alive"} | case.headers
    times, server, cpu, queries, sizes, refused = [], [], [], [0], [0], 0
    for number in range(-WARM_UP, requests):
        path = case.paths[number % len(case.paths)]
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - started) * 1000
        if number < 0:
            continue
        refused += answer.status != case.status
        times.append(took)
        server.append(float(answer.headers.get("Bench-Ms", 0)))
        cpu.append(float(answer.headers.get("Bench-Cpu-Ms", 0)))
        queries.append(int(answer.headers.get("Bench-Queries", 0)))
        sizes.append(len(body) + len(bytes(answer.headers)))
    connection.close()
    return Figures(
        name=case.name,
        median=statistics.median(times),
        p99=_percentile(times, 99),
        server=statistics.median(server),
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
    heads = ("median ms", "p99 ms", "server ms", "CPU ms", "queries", "bytes", "x empty")
    lines = [f"{'':38}" + "".join(f"{head:>11}" for head in heads)]
    for row in rows:
        figures = f"{row.median:11.2f}{row.p99:11.2f}{row.server:11.2f}{row.cpu:11.2f}{row.queries:11d}{row.size:11d}"
        complaint = f"   {row.refused} answered otherwise" if row.refused else ""
        lines.append(f"{row.name:38}{figures}{row.median / empty:11.1f}{complaint}")
    return "\n".join(lines)
