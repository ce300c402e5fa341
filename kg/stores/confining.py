"""How a process that answers strangers is confined, and how one is started.

In: limits in bytes and seconds. Out: this process with limits on memory and on the files that it writes, without a
network where the system allows it, and ended with the process that started it; the command and environment of such a
process. What it answers is for `child` (one query) and `orders` (one after the other).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Final

from kg.errors import LimitReached

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h


def confine(memory: int, size: int, seconds: int | None = None, *, reserving: bool = False) -> None:
    """Limit this process: bytes of memory, bytes of a file that it writes, seconds of processor time in its life.

    With `reserving`, addresses that are set aside and not used don't count as memory (engines of JavaScript, which draw
    pictures, set aside gigabytes).
    """
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    kind = resource.RLIMIT_DATA if reserving else resource.RLIMIT_AS
    limits = {kind: memory, resource.RLIMIT_FSIZE: size, resource.RLIMIT_CORE: 0}
    if seconds is not None:
        limits[resource.RLIMIT_CPU] = seconds
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def limit_error(error: Exception, size: int) -> LimitReached | None:
    """What an error says that the limit on the size of files has brought about; None where it says something else."""
    if "too large" not in str(error).lower():
        return None
    return LimitReached(f"the result has more than {size // 1024**2} MB; add a LIMIT")


def leave_network() -> None:
    """Give up the network where the system allows it (Linux; else SERVICE is refused by its name alone)."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None and unshare(_CLONE_NEWNET) != 0:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def end_with(parent: int) -> None:
    """Have the system end this process when its parent has gone, even by SIGKILL (Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before this process could say so
        os._exit(1)


def command_of(module: str) -> list[str]:
    """The command that runs a module of this package in a process of its own, without the folder that one is in."""
    return [sys.executable, "-P", "-m", module]


def environment() -> dict[str, str]:
    """What such a process inherits: it finds this package wherever it lies, and keeps few arenas of memory."""
    packages = [str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(packages), "MALLOC_ARENA_MAX": "2"}
