"""What writing a large graph costs beside peers: the votes of the UN General Assembly, sorted, to the same bytes.

    python benchmarks/exports.py UN_VOTES [--runs 3] [--store STORE] [--json]

oxigraph   Turtle, TriG and N-Quads of a store beside Oxigraph's own unsorted dump   bar: at most 2.5 × the time
rdflib     Turtle of triples in memory beside rdflib's writer, the same triples      bar: at least 10 × as fast
memory     the most memory with all lines in memory beside a sixteenth of them       reported
bytes      the bytes of two runs, one of them sorted through temporary files         bar: equal

UN_VOTES is what `kg load` takes; `--store` is a store that holds it already. Writers take turns, and each figure is
the median of its runs, in seconds of the processor, since other programs run beside. Turtle is the union of all graphs,
which Oxigraph's dump cannot write: its peer is the dump as TriG.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import rdflib
from costs import Figure, median, run
from pyoxigraph import Literal, Quad, RdfFormat, Store
from rdflib.term import Node

from kg.export import Format, write
from kg.export.lines import MEMORY
from kg.stores import EmbeddedStore, open_store
from kg.vocabulary import PREFIXES, data_prefixes

PEERS: tuple[tuple[Format, RdfFormat], ...] = (
    ("turtle", RdfFormat.TRIG),
    ("trig", RdfFormat.TRIG),
    ("nquads", RdfFormat.N_QUADS),
)
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
LITTLE = 1 << 24


def measure_oxigraph(folder: Path, runs: int) -> Iterator[Figure]:
    """Our writers, fed by the store, beside Oxigraph's."""
    with open_store(folder) as store, tempfile.TemporaryDirectory() as scratch:
        database = Store.read_only(str(next((folder / "oxigraph").iterdir())))
        path = Path(scratch) / "graph"
        for format, peer in PEERS:
            ours = partial(write_store, store, format, path)
            yield figure(f"oxigraph: {format}", pair(ours, partial(database.dump, str(path), peer), runs), 2.5)


def measure_rdflib(folder: Path, runs: int) -> Iterator[Figure]:
    """Our Turtle beside rdflib's, both from memory."""
    with open_store(folder) as store:
        base, quads = store.base, list(store.quads())
    graph = rdflib.Graph()
    for name, iri in (PREFIXES | data_prefixes(base)).items():
        graph.bind(name, iri)
    for quad in quads:
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "graph"
        pairs = pair(
            partial(write_file, quads, "turtle", path, base), partial(graph.serialize, str(path), "turtle"), runs
        )
    yield figure("rdflib: turtle", pairs, 0.1)


def measure_memory(folder: Path) -> Iterator[Figure]:
    """The most memory of a process that writes Turtle, and of one that sorts in files."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import exports; exports.write_alone(sys.argv[2], sys.argv[3])"
    command: list[str | Path] = [sys.executable, "-c", code, Path(__file__).parent, folder]
    much, little = run([*command, str(MEMORY)]), run([*command, str(LITTLE)])
    ratio = round(much.memory / little.memory, 2)
    yield Figure("memory: turtle", f"{much.memory:.0f} MB", f"{little.memory:.0f} MB", ratio, "", None)


def measure_bytes(folder: Path) -> Iterator[Figure]:
    """Whether the bytes are those of another run, whose lines waited in files."""
    with open_store(folder) as store, tempfile.TemporaryDirectory() as scratch:
        for format, _ in PEERS:
            paths = Path(scratch) / "one", Path(scratch) / "other"
            write_file(store.quads(), format, paths[0], store.base)
            write_file(reversed(list(store.quads())), format, paths[1], store.base, LITTLE)
            one, other = (hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in paths)
            yield Figure(f"bytes: {format}", one, other, float(one == other), "equal", one == other)


def write_alone(folder: str, memory: str) -> None:
    """Write a store as Turtle to nowhere; for a process of its own."""
    with open_store(Path(folder)) as store:
        write_file(store.quads(), "turtle", Path(os.devnull), store.base, int(memory))


def write_store(store: EmbeddedStore, format: Format, path: Path) -> None:
    """Write all graphs of a store."""
    write_file(store.quads(), format, path, store.base)


def write_file(quads: Iterable[Quad], format: Format, path: Path, base: str, memory: int = MEMORY) -> None:
    """Write a graph as `kg export` does."""
    with path.open("wb") as stream:
        write(quads, format, stream, PREFIXES | data_prefixes(base), base=base, memory=memory)


def pair(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> list[tuple[float, float]]:
    """The seconds of the processor that calls take which take turns."""
    return [(measure(ours), measure(theirs)) for _ in range(runs)]


def measure(call: Callable[[], object]) -> float:
    """The seconds of the processor that one call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def figure(name: str, pairs: Sequence[tuple[float, float]], most: float) -> Figure:
    """Ours beside the peer's, as a share that is held to a bar."""
    ours, theirs = (median(seconds) for seconds in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    return Figure(name, f"{ours:.2f} s", f"{theirs:.2f} s", round(ratio, 3), f"at most {most} x", ratio <= most)


def to_rdflib(term: object) -> Node:
    """A term as rdflib has it; the graph has no blank nodes."""
    if not isinstance(term, Literal):
        return rdflib.URIRef(str(getattr(term, "value", "")))
    datatype = term.datatype.value
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=None if datatype == XSD_STRING else rdflib.URIRef(datatype))


def main() -> None:
    """Measure, print, and fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("votes", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.store or Path(scratch) / "kg"
        if given.store is None:
            run([sys.executable, "-m", "kg.cli", "load", given.votes, "--store", folder, "--quiet"])
        figures = []
        for measured in (
            measure_memory(folder), measure_bytes(folder),
            measure_oxigraph(folder, given.runs), measure_rdflib(folder, given.runs),
        ):  # fmt: skip
            for found in measured:
                figures.append(found)
                if not given.json:
                    print(found.line(), flush=True)
    if given.json:
        print(json.dumps([asdict(found) for found in figures], indent=2))
    sys.exit(any(found.met is False for found in figures))


if __name__ == "__main__":
    main()
