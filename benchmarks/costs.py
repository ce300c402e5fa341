"""What runs of programs cost, and figures that set ours beside a peer's.

In: command lines. Out: seconds of the clock and of the processor and memory of each run, its children counted in; the
medians of paired runs with their ratio.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run of a program cost: seconds of the clock and of the processor, and megabytes at the most."""

    clock: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Figure:
    """One figure: ours and the peer's medians, their ratio, and the bar that the ratio is held to; None: reported."""

    name: str
    ours: str
    theirs: str
    ratio: float
    bar: str
    met: bool | None

    def line(self) -> str:
        """The figure on one line."""
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"{self.name:60} {self.ours:>12} {self.theirs:>12} {self.ratio:>9} {self.bar} {verdict}".rstrip()


def run(command: Sequence[str | Path]) -> Cost:
    """Run a program to its end. Raises RuntimeError where it fails."""
    words = [str(word) for word in command]
    quiet = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0) for descriptor in (0, 1, 2)]
    start = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawn(words[0], words, os.environ, file_actions=quiet), 0)
    clock = time.perf_counter() - start
    if code := os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{' '.join(words)} ended with {code}")
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def compare(
    name: str, ours: Sequence[Cost], theirs: Sequence[Cost], met: Callable[[float], bool] | None, bar: str
) -> Iterator[Figure]:
    """Two figures of paired runs: by the clock, which the bar is for, and by the processor."""
    for unit, one, other in (
        ("", [cost.clock for cost in ours], [cost.clock for cost in theirs]),
        (" (processor)", [cost.processor for cost in ours], [cost.processor for cost in theirs]),
    ):
        ratio = median(a / b for a, b in zip(one, other, strict=True))
        held = met(ratio) if met and not unit else None
        yield Figure(f"{name}{unit}", f"{median(one):.2f} s", f"{median(other):.2f} s", round(ratio, 4), bar, held)


def median_cost(costs: Sequence[Cost]) -> Cost:
    """The medians of what some runs cost."""
    return Cost(*(median(part) for part in zip(*((c.clock, c.processor, c.memory) for c in costs), strict=True)))


def without(cost: Cost, other: Cost) -> Cost:
    """What a run costs beyond another one; at least a millisecond."""
    return Cost(max(cost.clock - other.clock, 1e-3), max(cost.processor - other.processor, 1e-3), cost.memory)


def keep_bytecode(folder: Path) -> None:
    """Let programs that are run keep their bytecode in a folder, as installed packages have it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


def median(values: Iterable[float]) -> float:
    """The median."""
    return statistics.median(values)


def megabytes(costs: Sequence[Cost]) -> str:
    """The median of the memory of runs."""
    return f"{median(cost.memory for cost in costs):.0f} MB"
