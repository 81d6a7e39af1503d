"""The product's own application, with what each request cost written into its answer's headers."""

import os
import time
from collections.abc import Callable, Iterable

if os.environ.get("CAREREGISTER_BENCH") != "1":
    raise RuntimeError("bench.wsgi tells everybody what a request cost: it is for bin/bench only")

from django.db import connection

from careregister.project.wsgi import application as product


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    queries = 0

    def count(execute, sql, params, many, context):
        nonlocal queries
        queries += 1
        return execute(sql, params, many, context)

    started, cpu_before = time.perf_counter(), time.thread_time()

    def answer(status: str, headers: list[tuple[str, str]], exc_info=None):
        took, spent = time.perf_counter() - started, time.thread_time() - cpu_before
        cost = [
            ("Bench-Queries", str(queries)),
            ("Bench-Ms", f"{took * 1000:.3f}"),
            ("Bench-Cpu-Ms", f"{spent * 1000:.3f}"),
        ]
        return start_response(status, [*headers, *cost])

    with connection.execute_wrapper(count):
        return product(environ, answer)
