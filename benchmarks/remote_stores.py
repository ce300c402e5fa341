"""What a server costs beside a folder: loading to an Oxigraph server on this machine, and asking it over HTTP.

    python benchmarks/remote_stores.py [UN_VOTES] [--votes 300000] [--documents 200] [--runs 3]
        [--only documents votes query]

documents  `kg load` of the seeds' records and of made-up ones, server beside folder   bar: at most 2 x as long
votes      the same of a dataset, the first `--votes` rows of UN_VOTES                 bar: at most 2 x as long
memory     the most memory of `kg load` of all of it beside a fifth, to a server       bar: at most 1.15 x
server     the most memory of the server, for a fifth and for all of it                reported
query      canned queries, filled, asked and read: the folder's own database served    bar: at most 15 ms more
           read-only and asked over HTTP, beside in the folder
loaded     the same, of the server that was loaded: its database is in another state   reported
command    `kg query` as a whole, on the loaded server beside the folder               reported

Both load through the command into an empty store, and take turns; each figure is the median of its runs. The server has
the other core to itself, so that seconds of the processor of `kg` alone tell less than the clock: both are shown.
UN_VOTES is `un_votes.csv(.gz)` with its companions; without it, a table of made-up positions takes its place.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from costs import Cost, Figure, compare, keep_bytecode, median, megabytes, run
from made_up import make_document
from row_files import write_table

from kg.datasets.files import DatasetFile
from kg.queries.arguments import fill_query
from kg.queries.catalogue import CannedQuery, load_catalogue
from kg.queries.names import NameIndex
from kg.queries.results import read_table
from kg.records import format_record
from kg.resources import data_folder
from kg.stores import Store, open_any

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
KG = [sys.executable, "-m", "kg.cli"]
OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))
FIGURES = ("documents", "votes", "query")
QUERIES: tuple[tuple[str, dict[str, str]], ...] = (
    ("agreements", {"a": "Russia", "b": "United States"}),
    ("actors", {}),
    ("issues", {}),
    ("positions", {"actor": "United States"}),
)


class Server:
    """An Oxigraph server of the database in a folder; `serve-read-only` changes nothing there."""

    def __init__(self, database: Path, command: str = "serve") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        line = [OXIGRAPH, command, "--location", str(database), "--bind", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/query?query=ASK%7B%7D", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server doesn't answer")

    def memory(self) -> float:
        """The most megabytes that it had so far (Linux; elsewhere 0)."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text("ascii")) if status.exists() else None
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server with an empty database in a folder of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as place, running(Server(Path(place) / "oxigraph")) as server:
        yield server


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, when it answers, until the block ends."""
    try:
        server.wait()
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


class Loads:
    """Loads of one set of files into empty stores; `server_memory` is the most of each server."""

    def __init__(self, files: Sequence[Path], folder: Path) -> None:
        self.files, self.folder = files, folder
        self.server_memory: list[float] = []

    def to_server(self) -> Cost:
        """`kg load` to a server."""
        with serving(self.folder) as server:
            cost = run([*KG, "load", *self.files, "--store", server.url, "--quiet"])
            self.server_memory.append(server.memory())
            return cost

    def to_folder(self) -> Cost:
        """`kg load` into a folder."""
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            return run([*KG, "load", *self.files, "--store", Path(place) / "kg", "--quiet"])


def measure_loads(name: str, small: Loads, whole: Loads, runs: int) -> Iterator[Figure]:
    """Time beside a folder, and memory beside a fifth."""
    both = [(whole.to_server(), whole.to_folder()) for _ in range(runs)]
    ours, theirs = [one for one, _ in both], [other for _, other in both]
    yield from compare(f"{name}: load", ours, theirs, lambda ratio: ratio <= 2, "at most 2 x")
    fifths = [small.to_server() for _ in range(runs)]
    ratio = median(cost.memory for cost in ours) / median(cost.memory for cost in fifths)
    bar = "at most 1.15 x"
    yield Figure(f"{name}: memory", megabytes(ours), megabytes(fifths), round(ratio, 2), bar, ratio <= 1.15)
    most = [median(loads.server_memory) for loads in (whole, small)]
    shown = (f"{most[0]:.0f} MB", f"{most[1]:.0f} MB")
    yield Figure(f"{name}: memory of the server", *shown, round(most[0] / max(most[1], 1), 2), "reported", None)


def write_documents(folder: Path, documents: int) -> list[Path]:
    """The records of the seeds, and those of made-up documents."""
    folder.mkdir()
    seeds = folder / "seeds.jsonl"
    if not (kept := folder.parent / "seeds.jsonl").exists():
        run([*KG, "extract", SEEDS, "--output", kept])
    shutil.copy(kept, seeds)
    made = folder / "made-up.jsonl"
    with made.open("w", encoding="utf-8") as file:
        for number in range(documents):
            document, records = make_document(number)
            fit = (record for record in records if record.kind != "relation" or record.a != record.b)
            file.writelines(f"{format_record(record)}\n" for record in (document, *fit))
    return [seeds, made]


def write_votes(folder: Path, votes: Path | None, rows: int) -> list[Path]:
    """The first votes of a file, with what stands beside it; or made-up positions."""
    folder.mkdir()
    if votes is None:
        return [write_table(folder / "positions.csv", rows)]
    for companion in votes.parent.glob("un_roll_call*"):
        shutil.copy(companion, folder)
    with (path := folder / "un_votes.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        for number, row in DatasetFile(votes).rows():
            if number > rows:
                break
            write(row)
    return [path]


def measure_queries(files: Sequence[Path], folder: Path, runs: int) -> Iterator[Figure]:
    """Canned queries of one database in the folder and served, and of a server that was loaded."""
    place = folder / "kg"
    with serving(folder) as loaded:
        for store in (place, loaded.url):
            run([*KG, "load", *files, "--store", store, "--quiet"])
        database = next((place / "oxigraph").iterdir())
        with running(Server(database, "serve-read-only")) as same:
            yield from measure_stores([place, same.url, loaded.url], 10 * runs)
        commands = [[*KG, "query", "agreements", "--a", "Russia", "--b", "United States", "--store", store]
                    for store in (loaded.url, place)]  # fmt: skip
        both = [(run(commands[0]), run(commands[1])) for _ in range(3 * runs)]
        yield from compare("command: kg query", [a for a, _ in both], [b for _, b in both], None, "reported")


def measure_stores(places: Sequence[Path | str], runs: int) -> Iterator[Figure]:
    """How much more the canned queries take on the second and the third store than on the first."""
    catalogue = load_catalogue([data_folder("queries")])
    with ExitStack() as stack:
        stores = [stack.enter_context(open_any(place)) for place in places]
        for name, arguments in QUERIES:
            times = time_query(catalogue.get(name), arguments, stores, runs)
            more = [median(one - base for one, base in zip(other, times[0], strict=True)) for other in times[1:]]
            shown = [f"{median(taken):.1f} ms" for taken in times]
            yield Figure(f"query: {name}", shown[1], shown[0], round(more[0], 1), "at most 15 ms more", more[0] <= 15)
            yield Figure(f"loaded: {name}", shown[2], shown[0], round(more[1], 1), "reported", None)


def time_query(query: CannedQuery, arguments: dict[str, str], stores: Sequence[Store], runs: int) -> list[list[float]]:
    """The milliseconds of one canned query on each store: arguments looked up, asked, every row read with its names."""
    times: list[list[float]] = [[] for _ in stores]
    for number in range(runs + 1):
        for store, taken in zip(stores, times, strict=True):
            start = time.perf_counter()
            sparql = fill_query(query, arguments, NameIndex(store.query, store.base))
            read_table(store.query(sparql), store.query).texts()
            if number:
                taken.append(1000 * (time.perf_counter() - start))
    return times


def measure(options: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    """All figures that were asked for."""
    writers: dict[str, Callable[[Path, int], list[Path]]] = {
        "documents": write_documents,
        "votes": lambda place, rows: write_votes(place, options.un_votes, rows),
    }
    for name, number in (("documents", options.documents), ("votes", options.votes)):
        if name in options.only:
            files = [writers[name](folder / f"{name}-{part}", number // part) for part in (5, 1)]
            small, whole = (Loads(some, folder) for some in files)
            yield from measure_loads(f"{name}: {number:,}", small, whole, options.runs)
    if "query" in options.only:
        yield from measure_queries(write_documents(folder / "asked", options.documents), folder, options.runs)


def main() -> None:
    """Measure and print a line a figure; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("un_votes", type=Path, nargs="?")
    parser.add_argument("--votes", type=int, default=300_000)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=FIGURES, default=FIGURES)
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        keep_bytecode(Path(folder))
        for figure in measure(options, Path(folder)):
            print(figure.line(), flush=True)
            missed = missed or figure.met is False
    sys.exit(missed)


if __name__ == "__main__":
    main()
