"""Commands in processes of their own that start at once, to be killed, and the sources that they load.

A server that has everything imported forks for each command (and holds no store itself, which a fork would break).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from kg.stores import open_store

STATES = (
    "Kenya",
    "Uganda",
    "Chad",
    "Peru",
    "Norway",
    "Japan",
    "India",
    "Brazil",
    "Egypt",
    "Turkey",
    "France",
    "Canada",
)
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["kg.cli.app", "kg.pipeline.drafting", "kg.pipeline.loading"])


def start(
    args: Sequence[object],
    errors: Path,
    seconds: float = 5.0,
    largest: int = resource.RLIM_INFINITY,
    patience: float = 2.0,
) -> ForkServerProcess:
    """Start `kg ARGS`; its stderr goes to a file.

    `seconds` is how long a group of sources lasts, `largest` the size that no file may grow beyond, `patience` how long
    a signal waits for what does not hear of it.
    """
    typed = [str(arg) for arg in args]
    process = _CONTEXT.Process(target=_run, args=(typed, str(errors), seconds, largest, patience))
    process.start()
    return process


def run(args: Sequence[object], errors: Path, seconds: float = 5.0, largest: int = resource.RLIM_INFINITY) -> int:
    """Run `kg ARGS` to its end; its exit code."""
    process = start(args, errors, seconds, largest)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def _run(args: list[str], errors: str, seconds: float, largest: int, patience: float) -> None:
    from kg.cli import interruption, main
    from kg.pipeline import groups

    interruption._PATIENCE = patience  # type: ignore[misc]
    groups._SECONDS = seconds  # type: ignore[misc]
    groups._TIMES_A_COMMIT = 10 if seconds else 0  # type: ignore[misc]
    target = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(target, 2)
    sys.argv = ["kg", *args]
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    main()


def state(store: Path) -> list[str]:
    """All that a store holds, after checking that it is whole."""
    with open_store(store) as opened:
        assert opened.verify() == []
        return sorted(map(str, opened.quads()))


def write_reports(folder: Path, number: int) -> Path:
    """A folder of records files, each of one document."""
    folder.mkdir()
    for index in range(number):
        one, other = STATES[index], STATES[-index - 1]
        text = f"{one} supports the pact of {other}."
        lines = [
            {"kind": "document", "id": f"d{index}", "text": text, "title": f"Report {index}"},
            {"kind": "position", "holder": one, "stance": "support", "issue": f"Pact of {other}", "quote": text},
        ]
        (folder / f"{index:02}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return folder


def write_votes(path: Path, resolutions: int, cast: str = "Yes") -> Path:
    """A table of votes."""
    rows = (
        f"S/RES/{2000 + number},2011-03-{1 + number % 28:02},{state},{cast}\n"
        for number in range(resolutions)
        for state in STATES
    )
    path.write_text("resolution,date,member,vote\n" + "".join(rows), encoding="utf-8")
    return path
