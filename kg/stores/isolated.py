"""Queries from outside, each in a process of its own that can be stopped.

In: a store folder, the text of a query, a deadline in seconds, a memory limit in bytes. Out: the same results that a
query in this process gives. Oxigraph cannot stop a query, and a few kilobytes of brackets end the process that parses
them: so `python -m kg.stores.child` answers into a file, and is killed when it takes too long.
"""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import (
    DeadlineReached,
    LimitReached,
    NotAStore,
    QuerySyntaxError,
    StandpointError,
    StoreDamaged,
    StoreError,
)
from kg.stores.confining import command_of, environment
from kg.stores.guard import check_query
from kg.stores.protocol import Results

DEFAULT_TIMEOUT = 30.0
DEFAULT_MEMORY = 2 * 1024**3
MAX_RESULT = 256 * 1024**2
_ERRORS: dict[str, type[StandpointError]] = {
    error.__name__: error for error in (QuerySyntaxError, LimitReached, NotAStore, StoreDamaged, StoreError)
}


def run_isolated(
    path: Path | str, sparql: str, *, timeout: float = DEFAULT_TIMEOUT, memory: int = DEFAULT_MEMORY
) -> Results:
    """Answer a query over the union of all graphs of the store folder, within `timeout` seconds and `memory` bytes.

    Raises LimitReached at a limit, QuerySyntaxError with line and column, UsageError for SERVICE, LOAD and FROM.
    """
    check_query(sparql)
    with TemporaryDirectory(prefix="standpoint-") as folder:
        result = Path(folder) / "result"
        order = {"store": str(Path(path).resolve()), "sparql": sparql, "result": str(result)}
        limits = {"memory": memory, "seconds": int(timeout) + 2, "bytes": MAX_RESULT}
        answer = _answer(_call_child(json.dumps(order | limits), timeout), timeout, memory)
        return _read(result, answer["kind"])


def _call_child(order: str, timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Run the child; it is dead when this returns, and when it raises."""
    try:
        return subprocess.run(
            command_of("kg.stores.child"),
            input=order.encode("utf-8", "surrogatepass"),
            capture_output=True,
            timeout=timeout,
            env=environment(),
        )
    except subprocess.TimeoutExpired:
        raise DeadlineReached(f"the query was stopped after {timeout:g} s") from None


def _answer(child: subprocess.CompletedProcess[bytes], timeout: float, memory: int) -> dict[str, Any]:
    """What the child says, or the error that its silence means."""
    if child.returncode == -signal.SIGXCPU:
        raise DeadlineReached(f"the query was stopped after {timeout:g} s")
    if child.returncode > 0 and b"MemoryError" not in child.stderr:
        raise StoreError(f"the query failed: {child.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
    if child.returncode != 0:
        raise LimitReached(f"the query needs more than {memory // 1024**2} MB of memory, or nests too deeply")
    answer: dict[str, Any] = json.loads(child.stdout)
    if "error" in answer:
        raise _ERRORS.get(answer["error"], StoreError)(answer["text"])
    return answer


def _read(result: Path, kind: str) -> Results:
    """The result of a file, which may be removed then."""
    if kind != "triples":
        return pyoxigraph.parse_query_results(path=result, format=QueryResultsFormat.JSON)
    triples = pyoxigraph.Store()
    triples.bulk_load(path=result, format=RdfFormat.N_TRIPLES)
    return triples.query("CONSTRUCT WHERE { ?s ?p ?o }")
