"""What reading on a Ray cluster of two workers on this machine costs beside one process: the same corpus, to the byte.

    python benchmarks/cluster.py [--copies 6] [--runs 3] [--workers 2]

ray        reading by `--workers` workers of Ray beside one process, after start-up   bar: at least 1.7 x as fast
start      seconds until Ray and its workers have read their first batch              reported
rate       text and records a second of one process, bytes of records for one of text reported
bytes      the shards of both                                                         bar: equal

The corpus is the development texts, many times, each copy with a line of its own. Start-up is left out since it is paid
once, be the corpus of a thousand documents or of a million: the clock runs from the end of the first batches. On a
machine with other work it tells what was left of its cores, which the load average tells of.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from costs import Figure, median

from kg.cluster.corpus import Corpus, find_corpus
from kg.cluster.engine import Cluster
from kg.cluster.output import Output
from kg.cluster.run import write_corpus
from kg.pipeline.reading import Reader

DEVELOPMENT = Path(__file__).resolve().parent / "development"
BATCH = 10_000


@dataclass(frozen=True)
class Reading:
    """One run: seconds until the first batch was done, batches a second after it, records and bytes written.

    `workers` are the processes that have read: one too many has loaded the pipeline for nothing.
    """

    start: float
    rate: float
    seconds: float
    records: int
    size: int
    workers: int


def read(corpus: Corpus, folder: Path, engine: int | Cluster) -> Reading:
    """Read the corpus into a folder."""
    begin = time.perf_counter()
    ends, records, size, workers = list[float](), 0, 0, set[str]()
    for one in write_corpus(corpus, Reader(), Output(str(folder)), engine):
        ends.append(time.perf_counter() - begin)
        records, size = records + one.records, size + one.size
        workers.add(one.worker)
    # The first batches of all workers hold their start-up.
    first = engine.workers or 1 if isinstance(engine, Cluster) else engine
    rate = (len(ends) - first) / (ends[-1] - ends[first - 1])
    return Reading(ends[0], rate, ends[-1], records, size, len(workers))


def write_copies(folder: Path, copies: int) -> int:
    """Write the corpus; the bytes of its texts."""
    folder.mkdir()
    size = 0
    for copy in range(copies):
        for path in sorted(DEVELOPMENT.glob("*.txt")):
            text = path.read_bytes() + f"\nCopy {copy}.\n".encode()
            (folder / f"{copy:04}-{path.name}").write_bytes(text)
            size += len(text)
    return size


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    files = [[path.relative_to(folder) for path in folder.rglob("*") if path.is_file()] for folder in (one, other)]
    names = [sorted(found) for found in files]
    return names[0] == names[1] and all((one / n).read_bytes() == (other / n).read_bytes() for n in names[0])


def measure(copies: int, times: int, workers: int, folder: Path) -> Sequence[Figure]:
    """All figures; both take turns."""
    text = write_copies(folder / "docs", copies)
    corpus = find_corpus([str(folder / "docs")], BATCH)
    alone, ray, equal = list[Reading](), list[Reading](), True
    for number in range(times):
        places = (folder / f"alone-{number}", folder / f"ray-{number}")
        alone.append(read(corpus, places[0], 1))
        ray.append(read(corpus, places[1], Cluster(workers=workers)))
        equal = equal and same(*places)
    seconds, starts = median(one.seconds for one in alone), [median(one.start for one in runs) for runs in (ray, alone)]
    rates, written = [median(one.rate for one in runs) for runs in (ray, alone)], round(alone[0].size / text, 2)
    ratio = round(median(two.rate / one.rate for one, two in zip(alone, ray, strict=True)), 2)
    seen = [max(one.workers for one in runs) for runs in (ray, alone)]
    name = f"ray: {workers} workers, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    shown = (f"{text / seconds / 1000:.1f} kB/s", f"{alone[0].records / seconds:.0f}/s")
    return (
        Figure(name, f"{rates[0]:.2f}/s", f"{rates[1]:.2f}/s", ratio, "at least 1.7 x", ratio >= 1.7),
        Figure("workers that have read", str(seen[0]), str(seen[1]), seen[0] / workers, "reported", None),
        Figure("start", f"{starts[0]:.1f} s", f"{starts[1]:.1f} s", round(starts[0] / starts[1], 1), "reported", None),
        Figure("rate: text, records; bytes of records for one", *shown, written, "reported", None),
        Figure("bytes: shards", "equal" if equal else "differ", "", float(equal), "equal", equal),
    )


def main() -> None:
    """Measure and print a line a figure; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--copies", type=int, default=6)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.copies, options.runs, options.workers, Path(folder))
    for figure in figures:
        print(figure.line(), flush=True)
    sys.exit(any(figure.met is False for figure in figures))


if __name__ == "__main__":
    main()
