"""What a server is told at its start: its store, who may ask it, and how much may be asked at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


def count_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """The settings of a server.

    `hosts` are the names that it may be called by, `token` is what a writer must show (None: nobody writes), `queries`
    a folder of canned queries. `workers` processes make pages and as many answer canned queries, within `page_seconds`;
    `strangers` answer SPARQL from outside within `timeout` seconds. Memory is in bytes, of each process. A client has
    `head_seconds` for the head of a request and `body_seconds` for its body, and is left when it takes nothing of its
    answer for `stall_seconds`; `cache` is how many bytes of answers are remembered.
    """

    store: Path | str
    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = field(default=None, repr=False)
    queries: Path | None = None
    workers: int = field(default_factory=lambda: max(2, count_cores()))
    strangers: int = field(default_factory=lambda: max(2, count_cores()))
    timeout: float = 30.0
    page_seconds: float = 30.0
    memory: int = 2 * 1024**3
    max_result: int = 256 * 1024**2
    max_body: int = 16 * 1024**2
    head_seconds: float = 10.0
    body_seconds: float = 30.0
    stall_seconds: float = 60.0
    cache: int = 32 * 1024**2
