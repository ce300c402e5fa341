"""Ctrl-C and SIGTERM: both end a command soon, whatever it is doing.

In: signals. Out: KeyboardInterrupt, so that everything tidies up after itself; and where the process is deep in a query
or in the commit of a store, which hear of no signal, its end after two seconds. The store does not mind: what was not
committed is not there, and the next command removes what is left of it.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kg.cli.console import INTERRUPTED, complain

_PATIENCE: Final = 2.0  # seconds
_SIGNALS: Final = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Let SIGTERM interrupt as Ctrl-C does, and end the process where neither is heard."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    terminate = signal.signal(signal.SIGTERM, signal.default_int_handler)
    wakeup = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    guard = threading.Thread(target=_guard, args=(reading,), daemon=True)
    guard.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGTERM, terminate)
        os.close(writing)
        guard.join()
        os.close(reading)


def _guard(signals: int) -> None:
    """Wait for a signal, then for the end of the command; bring the end about where it does not come."""
    while number := os.read(signals, 1):
        if number[0] in _SIGNALS and not _ends(signals, time.monotonic() + _PATIENCE):
            _remove_unfinished()
            complain("interrupted")
            os._exit(INTERRUPTED)


def _ends(signals: int, deadline: float) -> bool:
    """Whether the command ends before a time; it closes the pipe then."""
    while select.select([signals], [], [], max(0.0, deadline - time.monotonic()))[0]:
        if not os.read(signals, 1):
            return True
    return False


def _remove_unfinished() -> None:
    """Remove the files that this process is writing under a temporary name (Linux; elsewhere they stay)."""
    with suppress(OSError):
        for descriptor in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                path = descriptor.readlink()
                if path.suffix == ".part":
                    path.unlink()
