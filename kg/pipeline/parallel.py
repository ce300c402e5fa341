"""The same work on many items by several processes: results in the order of the items, few under way at once."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
# Enough that no process waits for work while the results before its own are used up.
_AHEAD = 3
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def map_in_order(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """Apply `work` to every item, in this process for one job, else in `jobs` processes.

    What is under way is bounded, so that memory does not grow with the number of items. `work` and items are pickled.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    # Spawned, since a fork of a process that holds an open database hangs.
    others = set(active_children())
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin) as pool:
        under_way: deque[Future[Result]] = deque()
        try:
            for item in items:
                under_way.append(pool.submit(work, item))
                if len(under_way) >= _AHEAD * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BaseException:
            # Nobody waits for a long text to be read to its end when the results are not wanted any more.
            for process in set(active_children()) - others:
                process.kill()
            raise


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, end with it, and leave the other processes their cores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # Read by linear algebra when it is first imported.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
