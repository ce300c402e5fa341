"""Ctrl-C and SIGTERM: both end a command soon, whatever it is doing.

In: signals. Out: KeyboardInterrupt, so that everything tidies up after itself; and where the process is deep in the
commit of a store, which hears of no signal, its end after two seconds. The store does not mind: what was not committed
is not there, and the next command removes what is left of it. A load, which has several commits to undo, is waited for
until a second signal. A query, which hears of nothing either and has nothing to tidy up, is ended at once, and at its
deadline.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from kg.cli.console import INTERRUPTED, LIMIT, complain

_PATIENCE: Final = 2.0  # seconds
# `timeout` of coreutils sends its signal twice, to the process and to its group; so does a shell that hangs up.
_ONE_SIGNAL: Final = 0.5
_PATIENCE_WITH_QUERIES: Final = 0.1
_KEPT: Final = "the store is whole, but may keep a part of the load; the same load completes it, `kg sources` lists it"
_SIGNALS: Final = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Let SIGTERM interrupt as Ctrl-C does, and end the process where neither is heard."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    terminate = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _watching_signals(_guard):
            yield
    finally:
        signal.signal(signal.SIGTERM, terminate)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End the process when a query takes longer than that, or soon after a signal; to be used where nothing is written.

    Oxigraph cannot stop a query, but lets other threads run meanwhile.
    """
    with _watching_signals(partial(_guard_query, seconds=seconds)):
        yield


@contextmanager
def undoing() -> Iterator[None]:
    """Let an interruption take as long as what it undoes; a second signal ends the process at once, and says so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    once = _Once()
    before = [(number, signal.signal(number, once)) for number in _SIGNALS]
    try:
        with _watching_signals(_guard_undoing):
            yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


class _Once:
    """A handler that interrupts at the first signal only: a second one would interrupt the undoing."""

    def __init__(self) -> None:
        self._heard = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if not self._heard:
            self._heard = True
            raise KeyboardInterrupt


@contextmanager
def _watching_signals(watch: Callable[[int], None]) -> Iterator[None]:
    """Let a thread watch meanwhile: from its pipe come the numbers of signals, and the end of the pipe at the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    wakeup = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    thread = threading.Thread(target=watch, args=(reading,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        os.close(writing)
        thread.join()
        os.close(reading)


def _guard(signals: int) -> None:
    """Wait for a signal, then for the end of the command; bring the end about where it does not come."""
    while number := os.read(signals, 1):
        if number[0] in _SIGNALS and not _ends(signals, time.monotonic() + _PATIENCE):
            _remove_unfinished()
            _end("interrupted", INTERRUPTED)


def _guard_undoing(signals: int) -> None:
    """Wait for a signal, then for the end of the undoing however late, or for a second signal."""
    while number := os.read(signals, 1):
        if number[0] not in _SIGNALS:
            continue
        if _ends(signals, time.monotonic() + _ONE_SIGNAL):
            return
        if not select.select([signals], [], [], _PATIENCE)[0]:
            with suppress(OSError):
                complain("interrupted; what was loaded is being undone, and a second Ctrl-C or SIGTERM ends that too")
        while number := os.read(signals, 1):
            if number[0] in _SIGNALS:
                _remove_unfinished()
                _end(f"interrupted twice: {_KEPT}", INTERRUPTED)
        return


def _guard_query(signals: int, seconds: float) -> None:
    """Wait for the end of a query, and bring it about at a signal and at the deadline."""
    end = time.monotonic() + seconds
    while select.select([signals], [], [], max(0.0, end - time.monotonic()))[0]:
        number = os.read(signals, 1)
        if not number:
            return
        if number[0] in _SIGNALS and not _ends(signals, time.monotonic() + _PATIENCE_WITH_QUERIES):
            _end("interrupted", INTERRUPTED)
    _end(f"the query was stopped after {seconds:g} s", LIMIT)


def _end(words: str, code: int) -> NoReturn:
    """End the process, whoever listens: a terminal that is gone refuses the words."""
    with suppress(OSError):
        complain(words)
    os._exit(code)


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
