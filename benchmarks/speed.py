"""What Standpoint costs beside its peers, as ratios measured in one run, since machines differ and are noisy.

    python benchmarks/speed.py [--runs 5] [--json]

help     `kg --help` beside an empty Python program                  bar: under 2 × + 150 ms
query    `kg query agreements` beside start-up and pyoxigraph alone  bar: under 1.5 ×
reload   loading the unchanged seeds beside loading them             bar: at least 20 × as fast
turtle   the Turtle export beside rdflib's serialiser                bar: at least 5 × as fast

Each figure is the median of its runs; peers take turns with us, so that a change in the machine's mood hits both.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import rdflib
from pyoxigraph import Store

from kg.export import write
from kg.pipeline.output import select_sources
from kg.queries.arguments import fill_query
from kg.queries.catalogue import read_query
from kg.queries.names import NameIndex
from kg.resources import data_folder
from kg.stores import open_store
from kg.vocabulary import PREFIXES, data_prefixes

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
KG = [sys.executable, "-m", "kg.cli"]
PAIR = {"a": "Russia", "b": "United States"}
# What a program without Standpoint would do: open the database, ask, print.
ALONE = """
import sys
from pyoxigraph import QueryResultsFormat, Store
answer = Store.read_only(sys.argv[1]).query(open(sys.argv[2]).read(), use_default_graph_as_union=True)
sys.stdout.buffer.write(answer.serialize(format=QueryResultsFormat.CSV))
"""


@dataclass(frozen=True)
class Figure:
    """Seconds of ours and of the peer, and whether the bar is met."""

    name: str
    ours: float
    peer: float
    ratio: float
    met: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        figures = [
            measure_help(args.runs),
            measure_reload(store, args.runs),
            measure_query(store, args.runs),
            measure_turtle(store, args.runs),
        ]
    if args.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=1))
    else:
        for f in figures:
            verdict = "met" if f.met else "MISSED"
            print(f"{f.name:<8} ours {f.ours:8.3f} s   peer {f.peer:8.3f} s   ratio {f.ratio:7.2f}   {verdict}")
    return 0 if all(figure.met for figure in figures) else 1


def measure_help(runs: int) -> Figure:
    ours, peer = in_turns(lambda: run([*KG, "--help"]), lambda: run([sys.executable, "-c", "pass"]), runs)
    return Figure("help", ours, peer, ours / peer, ours < 2 * peer + 0.150)


def measure_reload(store: Path, runs: int) -> Figure:
    first = timed(lambda: run([*KG, "load", "--store", str(store), str(SEEDS)]))
    again = statistics.median(timed(lambda: run([*KG, "load", "--store", str(store), str(SEEDS)])) for _ in range(runs))
    return Figure("reload", again, first, first / again, first >= 20 * again)


def measure_query(store: Path, runs: int) -> Figure:
    with open_store(store) as opened:
        canned = read_query(data_folder("queries") / "agreements.rq")
        sparql = fill_query(canned, PAIR, NameIndex(opened.query, opened.base))
        (query := store.parent / "agreements.rq").write_text(sparql, encoding="utf-8")
        database = next(path.parent for path in sorted(store.rglob("CURRENT")))
    options = [text for name, value in PAIR.items() for text in (f"--{name}", value)]
    ours, alone = in_turns(
        lambda: run([*KG, "query", "agreements", *options, "--store", str(store), "--format", "csv"]),
        lambda: run([sys.executable, "-c", ALONE, str(database), str(query)]),
        runs,
    )
    start_up = statistics.median(timed(lambda: run([*KG, "--version"])) for _ in range(runs))
    peer = alone + start_up
    return Figure("query", ours, peer, ours / peer, ours < 1.5 * peer)


def measure_turtle(store: Path, runs: int) -> Figure:
    with open_store(store) as opened:
        quads = list(select_sources(opened))
        prefixes = PREFIXES | data_prefixes(opened.base)
    graph = rdflib.Graph()
    triples = Store()
    triples.extend(quads)
    stream = io.BytesIO()
    write(quads, "nquads", stream)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=stream.getvalue().decode(), format="nquads")
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    ours, peer = in_turns(
        lambda: write(quads, "turtle", io.BytesIO(), prefixes), lambda: graph.serialize(format="turtle"), runs
    )
    return Figure("turtle", ours, peer, peer / ours, peer >= 5 * ours)


def in_turns(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[float, float]:
    """Medians of both, measured A B A B … after one round that does not count."""
    ours(), peer()
    pairs = [(timed(ours), timed(peer)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)


if __name__ == "__main__":
    sys.exit(main())
