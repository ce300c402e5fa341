"""How `kg serve` bears load: canned queries by the second, slow queries beside them, memory over many requests.

    python benchmarks/serving.py STORE [--rate 200] [--seconds 20] [--requests 10000]

A server of the store is started on this machine, and asked by a client in another process: at a steady rate whatever
the answers take (an open loop: who waits is counted from when he came), with every canned query that needs no argument
and some that name an actor. Out: a JSON object: the latencies (milliseconds) of canned queries with the memory of
answers warm and cold (every address new) and the processor time that each took, those of pages while 50 slow SPARQL
queries are asked at once, and the memory of the server and its processes before and in the course of many requests.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path
from typing import Any, Final

import httpx2

from kg.queries.catalogue import load_catalogue
from kg.resources import data_folder

SLOW: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PAGES: Final = ("/", "/healthz", "/id/actor/usa", "/q/actors.json", "/q/documents.html")
_CONNECTIONS: Final = 100
_PARTS: Final = 5


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, int]]:
    """The address of a server of the store, and its process."""
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0", "--timeout", "10"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        found = re.search(r"http://\S+/", process.stderr.readline())
        assert found
        try:
            yield found[0], process.pid
        finally:
            process.terminate()
            process.wait(30)


def list_addresses(url: str) -> list[str]:
    """Canned queries as a program asks them: those that need no argument, and those of one actor for many actors."""
    catalogue = load_catalogue([data_folder("queries")])
    free = [query.name for query in catalogue if not any(p.required and p.default is None for p in query.params)]
    of_actor = [query.name for query in catalogue if [p.name for p in query.params if p.required] == ["actor"]]
    rows = httpx2.get(f"{url}q/actors.json", timeout=60).json()
    actors = [rows["labels"].get(row["actor"], row["actor"]) for row in rows["rows"]][:20]
    plain = [f"/q/{name}.json?limit=100" for name in free]
    return plain + [str(httpx2.URL(f"/q/{name}.json", params={"actor": who})) for name in of_actor for who in actors]


async def ask_steadily(url: str, addresses: Iterator[str], rate: float, seconds: float) -> dict[str, Any]:
    """Ask at a rate, and measure from the moment that each question was due."""
    taken: list[float] = []
    statuses: Counter[int] = Counter()
    limits = httpx2.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
    async with httpx2.AsyncClient(base_url=url, timeout=60, limits=limits) as client:

        async def ask(due: float, address: str) -> None:
            response = await client.get(address)
            taken.append(time.perf_counter() - due)
            statuses[response.status_code] += 1

        start, asked = time.perf_counter(), []
        for number in range(int(rate * seconds)):
            due = start + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            asked.append(asyncio.create_task(ask(due, next(addresses))))
        await asyncio.gather(*asked)
    return _percentiles(taken) | {"statuses": dict(statuses), "per_second": len(taken) / (time.perf_counter() - start)}


async def ask_beside_slow_queries(url: str) -> dict[str, Any]:
    """Ask pages one after the other while 50 slow queries are asked at once."""
    taken: list[float] = []
    limits = httpx2.Limits(max_connections=_CONNECTIONS)
    async with httpx2.AsyncClient(base_url=url, timeout=120, limits=limits) as client:

        async def ask_slow(number: int) -> tuple[int, str]:
            response = await client.get("/sparql", params={"query": f"{SLOW} # {number}"})
            return response.status_code, response.headers.get("retry-after", "")

        slow = [asyncio.create_task(ask_slow(number)) for number in range(50)]
        await asyncio.sleep(0.5)
        pages = cycle(PAGES)
        while not all(task.done() for task in slow):
            begun = time.perf_counter()
            (await client.get(next(pages), headers={"Accept": "text/html"})).raise_for_status()
            taken.append(time.perf_counter() - begun)
            await asyncio.sleep(0.02)
        found = Counter(task.result() for task in slow)
    return _percentiles(taken) | {"slow": {f"{code} {retry}".strip(): n for (code, retry), n in found.items()}}


def measure_memory(pid: int) -> dict[str, int]:
    """The resident memory of the server and of all its processes, in MB."""
    page = os.sysconf("SC_PAGE_SIZE")
    sizes = [int(Path(f"/proc/{one}/statm").read_text().split()[1]) * page // 1024**2 for one in _family(pid)]
    return {"server": sizes[0], "all": sum(sizes)}


def measure_processor(pid: int) -> tuple[float, float]:
    """The processor time of the server, and of its processes, in seconds."""
    times = []
    for one in _family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        times.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    return times[0], sum(times[1:])


def _family(pid: int) -> list[int]:
    """A process and those that it has started."""
    lists = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [pid, *(int(child) for children in lists for child in children)]


def make_new(addresses: Sequence[str]) -> Iterator[str]:
    """The addresses over and over, each time with another limit, so that no answer is known."""
    for number in count(1000):
        path = addresses[number % len(addresses)]
        yield re.sub(r"limit=\d+", "", path) + f"{'&' if '?' in path else '?'}limit={number}"


def mix(addresses: Sequence[str]) -> Iterator[str]:
    """Questions whose answers are known, among them every fifth that is refused, which no memory of answers keeps."""
    for number in count():
        yield f"/q/actors.json?limit=x{number}" if number % 5 == 0 else addresses[number % len(addresses)]


def _percentiles(taken: list[float]) -> dict[str, float]:
    taken.sort()
    places = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {name: round(1000 * taken[min(int(len(taken) * at), len(taken) - 1)], 1) for name, at in places.items()}


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rate", type=float, default=200.0, help="questions a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--requests", type=int, default=10_000, help="how many for the measurement of memory")
    options = parser.parse_args()
    with serving(options.store) as (url, pid):
        addresses = list_addresses(url)
        asyncio.run(ask_steadily(url, iter(addresses), 20.0, len(addresses) / 20.0))
        cold = make_new(addresses)
        figures: dict[str, Any] = {"addresses": len(addresses), "load": os.getloadavg()[0]}
        for name, some, rate in (("remembered", cycle(addresses), options.rate), ("new", cold, options.rate / 4)):
            begun = measure_processor(pid)
            figures[name] = asyncio.run(ask_steadily(url, some, rate, options.seconds))
            spent = zip(("server_ms", "processes_ms"), measure_processor(pid), begun, strict=True)
            asked = rate * options.seconds
            figures[name] |= {kind: round(1000 * (after - before) / asked, 2) for kind, after, before in spent}
        figures["beside_slow"] = asyncio.run(ask_beside_slow_queries(url))
        sizes, mixed = [measure_memory(pid)], mix(addresses)
        for _ in range(_PARTS):
            asyncio.run(ask_steadily(url, mixed, options.rate, options.requests / _PARTS / options.rate))
            sizes.append(measure_memory(pid))
        figures["memory"] = {"requests": options.requests, "sizes": sizes}
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
