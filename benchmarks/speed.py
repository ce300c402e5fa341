"""What Standpoint costs beside its peers, as ratios measured in one run, since machines differ and are noisy.

    python benchmarks/speed.py [--runs 5] [--json] [--only FIGURE ...]

help     `kg --help` beside an empty Python program                  bar: under 2 × + 100 ms
query    `kg query agreements` beside start-up and pyoxigraph alone  bar: under 1.5 ×
reload   loading the unchanged seeds beside loading them             bar: at least 20 × as fast
turtle   the Turtle export beside rdflib's serialiser                bar: at least 5 × as fast
extract  text to records beside the English pipeline alone           bar: at most 1.6 ×
length   a kilobyte of a long text beside one of a short text        bar: at most 1.3 ×
jobs     1,000 documents by two processes beside one                 bar: at least 1.7 × as fast

Each figure is the median of its runs; peers take turns with us, so that a change in the machine's mood hits both.
The English pipeline is `extract`'s peer as spaCy loads it by itself, without the linear algebra that we give it.
`extract` and `length` count the seconds of the processor that this process used, in which other programs have no part.
`jobs` waits for the clock: on a machine with other work it tells what was left of its cores.
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
import spacy
from pyoxigraph import Store

from kg.documents.reader import read_document
from kg.export import write
from kg.extraction import Extractor
from kg.extraction.text.english import PACKAGED, load_pipeline, read_blocks
from kg.extraction.text.parses import plain_text
from kg.pipeline.output import select_sources
from kg.pipeline.shipped import get_registry
from kg.queries.arguments import fill_query
from kg.queries.catalogue import read_query
from kg.queries.names import NameIndex
from kg.records import Document
from kg.resources import data_folder
from kg.stores import open_store
from kg.vocabulary import PREFIXES, data_prefixes

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
DEVELOPMENT = Path(__file__).resolve().parent / "development"
FIGURES = ("help", "reload", "query", "turtle", "extract", "length", "jobs")
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
    note: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", nargs="+", choices=FIGURES, default=FIGURES, metavar="FIGURE")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        measures: dict[str, Callable[[], Figure]] = {
            "help": lambda: measure_help(args.runs),
            "reload": lambda: measure_reload(store, args.runs),
            "query": lambda: measure_query(store, args.runs),
            "turtle": lambda: measure_turtle(store, args.runs),
            "extract": lambda: measure_extract(args.runs),
            "length": measure_length,
            "jobs": lambda: measure_jobs(Path(folder)),
        }
        figures = [measures[name]() for name in FIGURES if name in args.only]
    if args.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=1))
    else:
        for f in figures:
            verdict = "met" if f.met else "MISSED"
            print(
                f"{f.name:<8} ours {f.ours:8.3f} s   peer {f.peer:8.3f} s   ratio {f.ratio:7.2f}   {verdict}   {f.note}"
            )
    return 0 if all(figure.met for figure in figures) else 1


def measure_help(runs: int) -> Figure:
    ours, peer = in_turns(lambda: run([*KG, "--help"]), lambda: run([sys.executable, "-c", "pass"]), runs)
    return Figure("help", ours, peer, ours / peer, ours < 2 * peer + 0.100)


def measure_reload(store: Path, runs: int) -> Figure:
    first = timed(lambda: run([*KG, "load", "--store", str(store), str(SEEDS)]))
    again = statistics.median(timed(lambda: run([*KG, "load", "--store", str(store), str(SEEDS)])) for _ in range(runs))
    return Figure("reload", again, first, first / again, first >= 20 * again)


def measure_query(store: Path, runs: int) -> Figure:
    if not store.exists():
        run([*KG, "load", "--store", str(store), str(SEEDS)])
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
    if not store.exists():
        run([*KG, "load", "--store", str(store), str(SEEDS)])
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


def measure_extract(runs: int) -> Figure:
    """Both read the same blocks, a document at a time; our time includes cutting them, the peer's doesn't."""
    documents, extractor, nlp = read_texts(), Extractor(get_registry()), spacy.load(PACKAGED)
    blocks = [[plain_text(text) for text in block_texts(document)] for document in documents]
    ours, peer = in_turns(
        lambda: [extractor.extract(document) for document in documents],
        lambda: [list(nlp.pipe(texts)) for texts in blocks],
        runs,
        time.process_time,
    )
    words = sum(len(document.text.split()) for document in documents)
    note = f"{words / ours:,.0f} and {words / peer:,.0f} words a second"
    return Figure("extract", ours, peer, ours / peer, ours <= 1.6 * peer, note)


def measure_length() -> Figure:
    """Seconds for a kilobyte of a text of 300 and of one of 10 kB, both made of the same paragraphs."""
    extractor = Extractor(get_registry())
    text = "\n\n".join(document.text for document in read_texts())
    whole = (text + "\n\n") * (300_000 // len(text) + 1)
    parts = [whole[start : start + 10_000] for start in range(0, 60_000, 10_000)]
    extractor.extract(Document(id="warm", text=parts[0]))
    short = timed(lambda: [extractor.extract(Document(id="x", text=part)) for part in parts], time.process_time) / 60
    long = timed(lambda: extractor.extract(Document(id="x", text=whole[:300_000])), time.process_time) / 300
    return Figure("length", long, short, long / short, long <= 1.3 * short)


def measure_jobs(folder: Path) -> Figure:
    """A thousand documents of some 400 words; each process loads the pipeline, which is part of the time."""
    texts = [document.text for document in read_texts() if len(document.text) < 4000]
    (files := folder / "documents").mkdir()
    for number in range(1000):
        (files / f"{number:04}.txt").write_text(texts[number % len(texts)], encoding="utf-8")
    extract = [*KG, "extract", "--output", os.devnull, str(files), "--jobs"]
    one, two = timed(lambda: run([*extract, "1"])), timed(lambda: run([*extract, "2"]))
    return Figure("jobs", two, one, one / two, one >= 1.7 * two)


def read_texts() -> list[Document]:
    return [read_document(path) for folder in (SEEDS, DEVELOPMENT) for path in sorted(folder.glob("*.txt"))]


def block_texts(document: Document) -> list[str]:
    return [block.doc.text for block in read_blocks(document, load_pipeline())]


def in_turns(
    ours: Callable[[], object],
    peer: Callable[[], object],
    runs: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Medians of both, measured A B A B … after one round that does not count."""
    ours(), peer()
    pairs = [(timed(ours, clock), timed(peer, clock)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def timed(call: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begin = clock()
    call()
    return clock() - begin


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)


if __name__ == "__main__":
    sys.exit(main())
