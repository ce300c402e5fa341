"""What loading and asking a dataset costs beside peers: the votes of the UN General Assembly, end to end.

    python benchmarks/datasets.py UN_VOTES [--runs 3] [--only FIGURE ...] [--morph PYTHON] [--jena JARS] [--json]

oxigraph   `kg load` beside `oxigraph load` of the same quads, ready-made as N-Quads   bar: at most 1.25 ×
morph      beside Morph-KGC making N-Quads of the same tables and `oxigraph load`      bar: at least 2 × as fast
rdflib     beside rdflib parsing the N-Quads into memory                               bar: at least 8 × as fast
jena       beside the TDB2 loader of Apache Jena, on the same N-Quads                  reported
memory     the most memory of `kg load` beside `oxigraph load`                         bar: at most 300 MB more
growth     the most memory of `kg load` of five times as many votes beside one         bar: at most 1.1 ×
quads      quads a vote                                                                bar: at most 1.6
reload     `kg load` of the unchanged file beside the first load, both without what   bar: at least 100 × as fast
           starting `kg` takes (`kg --version`), which does no work; with it: reported
queries    the canned queries, in the engine, on all votes and on the first quarter    bar: see QUERIES

UN_VOTES is `un_votes.csv(.gz)`, its companions beside it. Peers take turns with us; each figure is the median of its
runs. Seconds of the clock tell little where other programs run, so seconds of the processor stand beside them.
`--morph` is a Python with morph-kgc in it, `--jena` the folder of the jars of Jena (/usr/share/java); without them
these are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from costs import Cost, Figure, compare, keep_bytecode, median, median_cost, megabytes, run, without
from jena import class_path
from pyoxigraph import QuerySolutions

from kg.datasets.files import DatasetFile
from kg.iris import Minter
from kg.pipeline.datasets import DatasetLoad
from kg.queries.arguments import fill_query
from kg.queries.catalogue import read_query
from kg.queries.names import NameIndex
from kg.resources import data_folder
from kg.stores import open_store
from kg.vocabulary import DEFAULT_BASE

FIGURES = ("oxigraph", "morph", "rdflib", "jena", "memory", "growth", "quads", "reload", "queries")
KG = [sys.executable, "-m", "kg.cli"]
OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))
# The query, its arguments, and the seconds it may take on all votes.
QUERIES: tuple[tuple[str, dict[str, str], float], ...] = (
    ("vote-agreement", {"a": "United States", "b": "Israel"}, 0.1),
    ("vote-agreement", {"a": "United States", "b": "Israel", "per": "topic"}, 0.1),
    ("vote-agreement", {"a": "United States", "b": "Israel", "per": "year"}, 0.1),
    ("voting-record", {"actor": "Brazil", "topic": "human rights"}, 0.1),
    ("votes-with", {"actor": "United States"}, 2.0),
    ("said-vs-voted", {"actor": "United States"}, 0.2),
)
# What Morph-KGC is told to make: vote events with a triple a vote in one graph, as the mapping of Standpoint does it,
# without what that does besides (states of the past, symbols, dates of any precision, who the registry knows).
RML = "@prefix rml: <http://w3id.org/rml/> . @prefix sp: <https://w3id.org/standpoint/ontology#> .\n"
RML_MAP = """<#{name}> a rml:TriplesMap ;
  rml:logicalSource [ rml:source "{path}" ; rml:referenceFormulation rml:CSV ] ;
  rml:subjectMap [ rml:template "{base}dataset/un-general-assembly-votes/vote/{{rcid}}" ;
    rml:graphMap [ rml:constant <{base}graph/dataset/un-general-assembly-votes> ] ] {objects} .
"""
RML_OBJECT = "; rml:predicateObjectMap [ rml:predicate sp:{term} ; rml:objectMap [ {how} ] ]"
ROLL_CALL = {
    "recordId": 'rml:reference "rcid"', "symbol": 'rml:reference "unres"', "name": 'rml:reference "short"',
    "statement": 'rml:reference "descr"', "votedAt": 'rml:template "{base}time/{{date}}"',
    "voteScope": "rml:constant sp:wholeText", "statedIn": "rml:constant sp:Dataset",
    "votingBody": "rml:constant sp:Actor", "decides": 'rml:template "{base}resolution/{{unres}}"',
}  # fmt: skip
ISSUE = {"topic": 'rml:template "{base}topic/{{short_name}}"'}
TERMS = {"yes": "votedYes", "no": "votedNo", "abstain": "abstained"}
RDFLIB = "import rdflib, sys; rdflib.Dataset().parse(sys.argv[1], format='nquads')"


class Bench:
    """The votes, the same as N-Quads, and runs of programs on them in a scratch folder."""

    def __init__(self, votes: Path, folder: Path, runs: int) -> None:
        self.votes, self.folder, self.runs = votes, folder, runs

    @cached_property
    def quads(self) -> Path:
        """The quads of the dataset, ready-made."""
        path = self.folder / "votes.nq"
        load = DatasetLoad(self.votes, "un-votes", Minter(DEFAULT_BASE), lambda reject, path: None)
        with path.open("w", encoding="utf-8") as file:
            file.writelines(load.lines("0" * 64, "benchmark"))
        return path

    @cached_property
    def table(self) -> Path:
        """The votes, unpacked, without those of members that have no code, which a template cannot name."""
        path = self.folder / "un_votes.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row for _, row in DatasetFile(self.votes).rows())
        return path

    @cached_property
    def store(self) -> Path:
        """A store with all votes."""
        path = self.folder / "kg"
        run([*KG, "load", self.votes, "--store", path, "--quiet"])
        return path

    def pair(self, ours: Callable[[], Cost], theirs: Callable[[], Cost]) -> tuple[list[Cost], list[Cost]]:
        """The costs of runs that take turns."""
        both = [(ours(), theirs()) for _ in range(self.runs)]
        return [one for one, _ in both], [other for _, other in both]

    def kg_load(self, votes: Path | None = None) -> Cost:
        """`kg load` into an empty store, which also takes in the ontology and the registry."""
        with tempfile.TemporaryDirectory(dir=self.folder) as store:
            return run([*KG, "load", votes or self.votes, "--store", Path(store) / "kg", "--quiet"])

    def oxigraph_load(self, quads: Path | None = None) -> Cost:
        """`oxigraph load` into an empty database."""
        with tempfile.TemporaryDirectory(dir=self.folder) as store:
            return run([OXIGRAPH, "load", "--location", Path(store) / "ox", "--file", quads or self.quads])


def measure_oxigraph(bench: Bench) -> Iterator[Figure]:
    """`kg load` beside the loader of Oxigraph: time and memory."""
    assert bench.quads
    ours, theirs = bench.pair(bench.kg_load, bench.oxigraph_load)
    yield from compare("oxigraph", ours, theirs, lambda ratio: ratio <= 1.25, "at most 1.25 x")
    more = median(cost.memory for cost in ours) - median(cost.memory for cost in theirs)
    yield Figure("memory", megabytes(ours), megabytes(theirs), round(more), "at most 300 MB more", more <= 300)


def measure_rdflib(bench: Bench) -> Iterator[Figure]:
    """`kg load` beside rdflib, which takes the quads into memory."""
    parse: list[str | Path] = [sys.executable, "-c", RDFLIB, bench.quads]
    ours, theirs = bench.pair(bench.kg_load, lambda: run(parse))
    yield from compare("rdflib", ours, theirs, lambda ratio: ratio <= 1 / 8, "at most 0.125 x")


def measure_morph(bench: Bench, python: str) -> Iterator[Figure]:
    """`kg load` beside Morph-KGC and Oxigraph, one after the other; one table for each option, as RML has no filter."""
    config = _write_mapping(bench)

    def both() -> Cost:
        triples = bench.folder / "morph.nq"
        made = run([python, "-m", "morph_kgc", config])
        loaded = bench.oxigraph_load(triples)
        parts = (made.clock + loaded.clock, made.processor + loaded.processor, max(made.memory, loaded.memory))
        triples.unlink()
        return Cost(*parts)

    ours, theirs = bench.pair(bench.kg_load, both)
    yield from compare("morph", ours, theirs, lambda ratio: ratio <= 0.5, "at most 0.5 x")


def _write_mapping(bench: Bench) -> Path:
    tables = {option: bench.folder / f"{option}.csv" for option in TERMS}
    files = {option: path.open("w", encoding="utf-8", newline="") for option, path in tables.items()}
    for number, row in DatasetFile(bench.votes).rows():
        for option in TERMS if number == 1 else (row[3],):
            csv.writer(files[option]).writerow(row)
    for file in files.values():
        file.close()
    voter = 'rml:template "{base}actor/{{country_code}}"'
    sources = {option: (path, {TERMS[option]: voter}) for option, path in tables.items()}
    for name, objects in (("un_roll_calls", ROLL_CALL), ("un_roll_call_issues", ISSUE)):
        path = bench.folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            found = next(bench.votes.parent.glob(f"{name}.csv*"))
            csv.writer(file).writerows(row for _, row in DatasetFile(found).rows())
        sources[name] = path, objects
    maps = "".join(_map(name, path, objects) for name, (path, objects) in sources.items())
    mapping, config = bench.folder / "votes.rml.ttl", bench.folder / "morph.ini"
    mapping.write_text(RML + maps, encoding="utf-8")
    output = f"[CONFIGURATION]\noutput_file={bench.folder / 'morph.nq'}\noutput_format=N-QUADS\nna_values=\n"
    config.write_text(f"{output}[Votes]\nmappings={mapping}\n", encoding="utf-8")
    return config


def _map(name: str, path: Path, objects: dict[str, str]) -> str:
    texts = (RML_OBJECT.format(term=term, how=how.format(base=DEFAULT_BASE)) for term, how in objects.items())
    return RML_MAP.format(name=name, path=path, base=DEFAULT_BASE, objects=" ".join(texts))


def measure_jena(bench: Bench, jars: Path) -> Iterator[Figure]:
    """`kg load` beside Jena's TDB2 loader."""
    path = class_path(jars, bench.folder / "jena")

    def load() -> Cost:
        with tempfile.TemporaryDirectory(dir=bench.folder) as store:
            java = shutil.which("java") or "java"
            return run([java, "-cp", path, "tdb2.tdbloader", "--loc", store, bench.quads])

    ours, theirs = bench.pair(bench.kg_load, load)
    yield from compare("jena", ours, theirs, None, "reported")


def measure_growth(bench: Bench) -> Iterator[Figure]:
    """Memory for five times the votes: the same members in copies of the roll calls."""
    large = _multiply(bench.votes, bench.folder / "large", 5)
    ours, theirs = bench.pair(lambda: bench.kg_load(large), bench.kg_load)
    ratio = median(cost.memory for cost in ours) / median(cost.memory for cost in theirs)
    yield Figure("growth", megabytes(ours), megabytes(theirs), round(ratio, 2), "at most 1.1 x", ratio <= 1.1)
    yield from compare("growth in time", ours, theirs, None, "reported")


def _multiply(votes: Path, folder: Path, times: int) -> Path:
    """The three tables with every roll call several times, under ids of its own."""
    folder.mkdir()
    for path in sorted(votes.parent.glob("un_*.csv*")):
        with gzip.open(folder / f"{path.name.split('.')[0]}.csv.gz", "wt", encoding="utf-8", newline="") as file:
            write = csv.writer(file).writerow
            for time_ in range(times):
                for number, row in DatasetFile(path).rows():
                    if number > 1 or time_ == 0:
                        write([f"{row[0]}-{time_}" if number > 1 else row[0], *row[1:]])
    return folder / f"{votes.name.split('.')[0]}.csv.gz"


def measure_quads(bench: Bench) -> Iterator[Figure]:
    """Quads a vote, of the dataset's own graph."""
    with open_store(bench.store) as store:
        (entry,) = store.sources()
    ratio = entry.quads / entry.records["vote"]
    yield Figure(
        "quads", f"{entry.quads:,}", f"{entry.records['vote']:,}", round(ratio, 3), "at most 1.6", ratio <= 1.6
    )


def measure_reload(bench: Bench) -> Iterator[Figure]:
    """The unchanged file again, beside the first load: what loading does, and with the start of the program."""
    again: list[str | Path] = [*KG, "load", bench.votes, "--store", bench.store, "--quiet"]
    run(again)  # so that the bytecode of what is only read again is there, as in an installed package
    idle, ours, theirs = zip(
        *((run([*KG, "--version"]), run(again), bench.kg_load()) for _ in range(bench.runs)), strict=True
    )
    ours_alone, theirs_alone = ([without(cost, median_cost(idle)) for cost in costs] for costs in (ours, theirs))
    yield from compare("reload", ours_alone, theirs_alone, lambda ratio: ratio <= 0.01, "at most 0.01 x")
    yield from compare("reload with the start of kg", ours, theirs, None, "reported")


def measure_queries(bench: Bench) -> Iterator[Figure]:
    """The queries on all votes, and on the first quarter of them, in seconds of the processor."""
    quarter = bench.folder / "quarter"
    _cut(bench.votes, quarter, 4)
    small = bench.folder / "kg-quarter"
    run([*KG, "load", quarter / "un_votes.csv.gz", "--store", small, "--quiet"])
    for name, arguments, bar in QUERIES:
        all_, some = _ask(bench.store, name, arguments, bench.runs), _ask(small, name, arguments, bench.runs)
        label = " ".join((name, *(f"{key}={value}" for key, value in arguments.items())))
        yield Figure(label, f"{all_:.3f} s", f"{some:.3f} s", round(all_ / some, 2), f"under {bar:g} s", all_ < bar)


def _cut(votes: Path, folder: Path, parts: int) -> None:
    """The first of so many parts of the votes, with all roll calls."""
    folder.mkdir()
    for path in sorted(votes.parent.glob("un_roll_call*.csv*")):
        shutil.copy(path, folder / path.name)
    rows = [row for _, row in DatasetFile(votes).rows()]
    with gzip.open(folder / "un_votes.csv.gz", "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[: len(rows) // parts])


def _ask(folder: Path, name: str, arguments: dict[str, str], runs: int) -> float:
    query = read_query(data_folder("queries") / f"{name}.rq")
    with open_store(folder) as store:
        sparql = fill_query(query, arguments, NameIndex(store.query))
        seconds = []
        for _ in range(max(runs, 3)):
            start = time.process_time()
            solutions = store.query(sparql)
            assert isinstance(solutions, QuerySolutions)
            for _ in solutions:
                pass
            seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def measure(bench: Bench, figures: Sequence[str], morph: str | None, jena: Path | None) -> Iterator[Figure]:
    """The figures asked for, in their order."""
    if {"oxigraph", "memory"} & set(figures):
        yield from measure_oxigraph(bench)
    if "morph" in figures and morph:
        yield from measure_morph(bench, morph)
    if "rdflib" in figures:
        yield from measure_rdflib(bench)
    if "jena" in figures and jena:
        yield from measure_jena(bench, jena)
    if "growth" in figures:
        yield from measure_growth(bench)
    if "quads" in figures:
        yield from measure_quads(bench)
    if "reload" in figures:
        yield from measure_reload(bench)
    if "queries" in figures:
        yield from measure_queries(bench)


def main() -> None:
    """Measure and print a line a figure; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("votes", type=Path, help="un_votes.csv or un_votes.csv.gz, its companions beside it")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=FIGURES, default=list(FIGURES))
    parser.add_argument("--morph", help="a Python that has morph-kgc")
    parser.add_argument("--jena", type=Path, help="the folder of the jars of Apache Jena")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep_bytecode(Path(folder))
        bench = Bench(options.votes, Path(folder), options.runs)
        found = []
        for figure in measure(bench, options.only, options.morph, options.jena):
            found.append(figure)
            if not options.json:
                verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
                print(
                    f"{figure.name:60} {figure.ours:>12} {figure.theirs:>12} {figure.ratio:>9} {figure.bar} {verdict}"
                )
    if options.json:
        print(json.dumps([asdict(figure) for figure in found], indent=1))
    sys.exit(any(figure.met is False for figure in found))


if __name__ == "__main__":
    main()
