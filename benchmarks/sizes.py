"""What loading costs as files grow: coded events, a table of one's own, records as JSON Lines, all made up.

    python benchmarks/sizes.py [--rows 200000] [--times 5] [--records 2000] [--runs 2] [--only icews polecat …]

rows      rows (records) a second of `kg load`, by the clock and by the processor   reported
memory    the most memory for `--times` as many beside one                          bar: at most 1.15 ×
stop      seconds from Ctrl-C in the midst of a load, or of an export, to its end   bar: under 3
          (it ends with 130, and the store holds what it held before: else this fails)

The files are written first; each figure is the median of its runs.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from costs import Cost, Figure, keep_bytecode, median, median_cost, megabytes, run
from row_files import write_icews, write_polecat, write_records, write_table

from kg.stores import open_store

KG = [sys.executable, "-m", "kg.cli"]
WRITERS: dict[str, tuple[str, Callable[[Path, int], Path]]] = {
    "icews": ("icews.tab", write_icews),
    "polecat": ("polecat.txt", write_polecat),
    "table": ("positions.csv", write_table),
    "jsonl": ("records.jsonl", write_records),
}


def measure(name: str, rows: int, times: int, runs: int, folder: Path) -> Iterator[Figure]:
    """The figures of one kind of file."""
    file, write = WRITERS[name]
    (folder / "large").mkdir(exist_ok=True)
    small, large = write(folder / file, rows), write(folder / "large" / file, times * rows)
    both = [(load(small, folder), load(large, folder)) for _ in range(runs)]
    one, many = ([pair[place] for pair in both] for place in (0, 1))
    cost = median_cost(many)
    rates = (f"{times * rows / cost.clock:,.0f}/s", f"{times * rows / cost.processor:,.0f}/s")
    yield Figure(
        f"{name}: {times * rows:,} rows, by clock and processor", *rates, round(cost.clock, 1), "reported", None
    )
    ratio = median(c.memory for c in many) / median(c.memory for c in one)
    bar = "at most 1.15 x"
    yield Figure(f"{name}: memory", megabytes(many), megabytes(one), round(ratio, 2), bar, ratio <= 1.15)
    yield from measure_stop(name, large, cost.clock, folder)


def load(file: Path, folder: Path) -> Cost:
    """`kg load` into a store of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as store:
        return run([*KG, "load", file, "--store", Path(store) / "kg", "--quiet"])


def measure_stop(name: str, file: Path, whole: float, folder: Path) -> Iterator[Figure]:
    """How long Ctrl-C takes at a third and at two thirds of a load, and then in an export of what it loads."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = Path(place) / "kg"
        run([*KG, "load", write_table(Path(place) / "few.csv", 100), "--store", store, "--quiet"])
        loads = [*KG, "load", str(file), "--store", str(store), "--quiet"]
        waits = [stop(loads, whole * share, store) for share in (1 / 3, 2 / 3)]
        run(loads)
        waits.append(stop([*KG, "export", str(store / "out.nq"), "--everything", "--store", str(store)], 2.0, store))
    slowest = max(waits)
    shown = ", ".join(f"{wait:.2f}" for wait in waits)
    yield Figure(f"{name}: stop of load, load, export", shown, "", round(slowest, 2), "under 3 s", slowest < 3)


def stop(command: list[str], after: float, store: Path) -> float:
    """The seconds from Ctrl-C to the end of a program that has run for a while.

    Raises RuntimeError where it ends with another code than 130, or leaves the store other than it was.
    """
    before = state(store)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        code = process.wait()
        waited = time.monotonic() - start
    if code != 130 or state(store) != before:
        raise RuntimeError(f"{' '.join(command)} was stopped after {after:.0f} s: it ended with {code}, {state(store)}")
    return waited


def state(folder: Path) -> list[str]:
    """What a store holds: its problems, its size, its sources and its files."""
    with open_store(folder) as store:
        sources = [f"{entry.id}: {entry.quads}" for entry in store.sources()]
        files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
        return [*store.verify(), f"{store.size()} quads", *sources, *files]


def main() -> None:
    """Measure and print a line a figure; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--only", nargs="+", choices=WRITERS, default=list(WRITERS))
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        keep_bytecode(Path(folder))
        for name in options.only:
            rows = options.records if name == "jsonl" else options.rows
            for figure in measure(name, rows, options.times, options.runs, Path(folder)):
                print(figure.line(), flush=True)
                missed = missed or figure.met is False
    sys.exit(missed)


if __name__ == "__main__":
    main()
