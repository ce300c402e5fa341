"""How quick the canned queries are: on the seeds, and on made-up corpora of 100 and of 500 documents.

    python benchmarks/questions.py [--runs 5] [--only QUERY ...] [--databases FOLDER] [--seeds STORE] [--json]

engine     seconds of the processor in Oxigraph, labels included not; the least of the runs
             bars: 50 ms on the seeds, 1 s on 500 documents
growth     the exponent of the seconds over the documents, from 100 to 500; bar: 1 (linear), give or take the noise
overhead   what names, arguments and the table cost beside the engine; bar: under 10 % or 5 ms

Each query is asked twice: with what it requires only, and with every parameter that has a value in the corpus; the
slower of the two counts. Parameters take what the corpus speaks of most. The databases are made where they are not
there yet (a minute for 500 documents); without --databases they are thrown away. Without --seeds no seeds are asked.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from made_up import make_document, make_rows, make_votes
from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store

from kg.iris import Minter
from kg.linking import decide_actors
from kg.mapping import map_source, provenance_quads, registry_quads
from kg.mapping.rows.statements import StatementWriter
from kg.mapping.rows.votes import VoteWriter
from kg.mapping.rows.writer import RowWriter
from kg.queries.arguments import fill_query
from kg.queries.catalogue import CannedQuery, load_catalogue
from kg.queries.names import Answer, Ask, NameIndex
from kg.queries.results import read_table
from kg.registry import load_registry
from kg.resources import data_folder
from kg.rows import DatasetSource
from kg.stores import open_store
from kg.things import derive

SMALL, LARGE = 100, 500
SEEDS_BAR, LARGE_BAR = 0.050, 1.0
# Below this many seconds a ratio of two runs says more of the machine than of the query.
NOISE = 0.010
# One look-up costs more in a larger database and sorting is n log n, so that plain work on each row shows up to this.
LINEAR = 1.4
MOST = {
    "actor": "?c sp:holder ?x . ?x a sp:State",
    "issue": "?c sp:issue ?x . ?x a sp:Issue",
    "resolution": "?c sp:aboutResolution ?x",
    "document": "?c sp:statedIn ?x . ?x a sp:Document",
}
MOST_SPOKEN_OF = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?x (COUNT(*) AS ?n) WHERE {{ {} }} GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 3"""


@dataclass(frozen=True)
class Timing:
    """Seconds of the processor that one query takes, and its rows, in one graph; `layer` is what is ours of it."""

    seconds: float
    rows: int
    layer: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--databases", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.databases or Path(temporary)
        graphs = {str(size): ask_of(open_corpus(folder / str(size), size)) for size in (SMALL, LARGE)}
        if options.seeds:
            graphs = {"seeds": open_store(options.seeds).query, **graphs}
        queries = [q for q in load_catalogue([data_folder("queries")]) if not options.only or q.name in options.only]
        found = {name: time_queries(queries, ask, options.runs) for name, ask in graphs.items()}
    if options.json:
        plain = {name: {q: asdict(t) for q, t in timings.items() if t} for name, timings in found.items()}
        print(json.dumps(plain, indent=1))
    else:
        report(found)
    return 0 if all(is_met(found, query.name) for query in queries) else 1


def open_corpus(path: Path, documents: int) -> Store:
    """The database of a corpus, made where there is none."""
    if not path.exists():
        path.mkdir(parents=True)
        build(path, documents)
    return Store.read_only(str(path))


def build(path: Path, documents: int) -> None:
    """Make the database of a corpus through the real linking and mapping."""
    store, minter, registry = Store(str(path)), Minter(), load_registry()
    ontology = minter.graph("ontology")
    store.bulk_load(path=str(data_folder("ontology") / "standpoint.ttl"), format=RdfFormat.TURTLE, to_graph=ontology)
    store.bulk_extend(registry_quads(registry, minter))
    for number in range(documents):
        document, records = make_document(number)
        makers = [*(author.name for author in document.authors), *([document.publisher] if document.publisher else [])]
        source = map_source(document, records, decide_actors(records, registry, makers), minter)
        provenance = provenance_quads(source.graph, f"{number:064x}", "made up", minter)
        store.extend((*source.quads, *source.times, *provenance))
    for name, lines in write_rows(documents, minter):
        store.bulk_load(lines, format=RdfFormat.N_QUADS)
        print(f"{path}: {name}", file=sys.stderr)
    derive(store, minter.base)
    store.optimize()


def write_rows(documents: int, minter: Minter) -> Iterator[tuple[str, bytes]]:
    """The table and the roll calls of a corpus as N-Quads."""
    entries = load_registry().entries
    ids = {name: entry.id for entry in entries for name in (entry.name, entry.iso3) if name}
    for name in ("coded-table", "roll-calls"):
        writer = RowWriter(DatasetSource(name, name), minter, lambda party, year: ids.get(party.name or party.iso3))
        table, votes = StatementWriter(writer), VoteWriter(writer)
        lines = table.write(make_rows(documents)) if name == "coded-table" else votes.write(make_votes(documents))
        yield name, "".join([*lines, *writer.finish("0" * 64, "made up")]).encode()


def ask_of(store: Store) -> Ask:
    """What asks a database, as the embedded store does."""
    return lambda sparql: store.query(sparql, use_default_graph_as_union=True)


def time_queries(queries: Sequence[CannedQuery], ask: Ask, runs: int) -> dict[str, Timing | None]:
    """The timing of each query in one graph."""
    return {query.name: time_query(query, ask, runs) for query in queries}


def time_query(query: CannedQuery, ask: Ask, runs: int) -> Timing | None:
    """The slower of a query as it is asked at least and as it is asked at most; None where the graph has no values."""
    names = NameIndex(ask)
    asked = (choose_arguments(query, ask, all_of_them) for all_of_them in (False, True))
    timings = [time_once(query, texts, ask, names, runs) for texts in asked if texts is not None]
    return max(timings, key=lambda timing: timing.seconds, default=None)


def choose_arguments(query: CannedQuery, ask: Ask, everything: bool) -> Mapping[str, str] | None:
    """What the graph speaks of most, for the parameters; a choice keeps its default. None where it has nothing."""
    texts: dict[str, str] = {}
    for parameter in query.params:
        if not (parameter.required or everything) or parameter.type == "choice":
            continue
        if parameter.type in MOST:
            place = sum(other.type == parameter.type and other.name in texts for other in query.params)
            things = find_most(MOST[parameter.type], ask)
            if not things:
                return None
            texts[parameter.name] = things[place % len(things)]
        elif parameter.type == "date":
            texts[parameter.name] = "2010" if parameter.edge == "start" else "2015"
        else:
            texts[parameter.name] = parameter.default or ("3" if parameter.type == "integer" else "right")
    return texts


def find_most(pattern: str, ask: Ask) -> list[str]:
    """The things that the graph speaks of most, by IRI."""
    answer = ask(MOST_SPOKEN_OF.format(pattern))
    assert isinstance(answer, QuerySolutions)
    return [str(row["x"]).strip("<>") for row in answer]


def count_rows(answer: Answer) -> int:
    """Use up an answer."""
    return 1 if isinstance(answer, QueryBoolean) else len(list(answer))


def time_once(query: CannedQuery, texts: Mapping[str, str], ask: Ask, names: NameIndex, runs: int) -> Timing:
    """The least of some runs, of the engine alone and of the layer around it; names are known by the second run."""
    alone, around, rows = [], [], 0
    for _ in range(max(runs, 2)):
        start = time.process_time()
        sparql = fill_query(query, texts, names)
        middle = time.process_time()
        rows = count_rows(ask(sparql))
        end = time.process_time()
        read_table(ask(sparql))
        around.append(middle - start + max(time.process_time() - end - (end - middle), 0.0))
        alone.append(end - middle)
        if end - middle > LARGE_BAR:
            break
    return Timing(min(alone), rows, min(around))


Found = Mapping[str, Mapping[str, Timing | None]]


def growth(small: Timing, large: Timing) -> float:
    """The exponent of the seconds over the documents; 1 is linear. Noise is no growth."""
    return math.log(max(large.seconds, NOISE) / max(small.seconds, NOISE)) / math.log(LARGE / SMALL)


def is_met(found: Found, name: str) -> bool:
    """Whether a query meets its bars."""
    seeds, small, large = (found.get(graph, {}).get(name) for graph in ("seeds", str(SMALL), str(LARGE)))
    return (
        (seeds is None or seeds.seconds < SEEDS_BAR)
        and (large is None or large.seconds < LARGE_BAR)
        and (small is None or large is None or growth(small, large) < LINEAR)
    )


def report(found: Found) -> None:
    """A line for each query, the slowest first."""
    largest = found[str(LARGE)]
    print(f"{'milliseconds (rows)':20} " + " ".join(f"{graph:>18}" for graph in found) + f" {'growth':>7} {'layer':>7}")
    for name, timing in sorted(largest.items(), key=lambda item: -(item[1].seconds if item[1] else 0)):
        cells = (timings.get(name) for timings in found.values())
        texts = (f"{cell.seconds * 1000:10.1f} ({cell.rows})".rjust(18) if cell else " " * 18 for cell in cells)
        small = found[str(SMALL)].get(name)
        grown = f"{growth(small, timing):7.2f} {timing.layer * 1000:7.1f}" if small and timing else ""
        print(f"{name:20} {' '.join(texts)} {grown} {'' if is_met(found, name) else 'over the bar'}")


if __name__ == "__main__":
    sys.exit(main())
