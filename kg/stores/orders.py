"""Orders to a process that answers one after the other, and its answers: their form, and the process's side.

In: on standard input an order a frame (a JSON object; the first one holds the settings). Out: on standard output an
answer a frame: facts as JSON and a body of bytes, or an error of ours. The process follows the store: it opens the
newest state before each order, and says which one it was. What an order means is the handler's.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from kg import errors
from kg.errors import LimitReached, StandpointError, StoreError, UsageError
from kg.jsonvalues import JsonObject, as_number, as_object, as_text
from kg.stores.confining import confine, end_with, leave_network
from kg.stores.embedded import EmbeddedStore
from kg.stores.opening import open_store
from kg.stores.protocol import Store

HEAD: Final = struct.Struct(">IQ")
JOURNAL: Final = "journal.json"

# What is asked, by name: JSON, and the bytes of a `body`. The handler that answers knows what each must be.
Order = Mapping[str, object]


@dataclass(frozen=True)
class Answer:
    """Facts about an answer (JSON), and its bytes."""

    facts: JsonObject = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Confinement:
    """What a process that answers may use: bytes of memory, bytes of one result; less of the processor by `nice`.

    For `reserving` see `confining.confine`.
    """

    memory: int
    size: int
    nice: int = 0
    reserving: bool = False


Handler = Callable[[Store, Order], Answer]
Signature = tuple[int, int, int]


def pack(facts: Mapping[str, object], body: bytes = b"") -> bytes:
    """The frame of facts and bytes."""
    head = json.dumps(facts).encode()
    return HEAD.pack(len(head), len(body)) + head + body


def signature_of(store: Path) -> Signature | None:
    """What changes with every change of a store; None where there is no store."""
    try:
        found = (store / JOURNAL).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def describe_error(error: StandpointError) -> JsonObject:
    """An error of ours as JSON."""
    if isinstance(error, UsageError):
        return {"error": type(error).__name__, "text": error.problem, "facts": vars(error)}
    return {"error": type(error).__name__, "text": str(error)}


def restore_error(facts: JsonObject) -> StandpointError:
    """The error that a JSON object of `describe_error` describes."""
    kind = getattr(errors, as_text(facts["error"]), StoreError)
    error: StandpointError = kind.__new__(kind)
    error.args = (facts["text"],)
    vars(error).update(as_object(facts.get("facts", {})))
    return error


def serve_orders(handler: Handler) -> None:
    """Answer the orders on standard input until it ends; the main function of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server says when it is over
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not break a frame
    settings = _read(source)
    if settings is None:
        return
    end_with(as_number(settings["parent"]))
    os.nice(as_number(settings["nice"]))
    leave_network()
    confine(as_number(settings["memory"]), as_number(settings["size"]), reserving=bool(settings["reserving"]))
    followed = _Followed(Path(as_text(settings["store"])))
    _write(target, Answer())
    while (order := _read(source)) is not None:
        _write(target, _answer(handler, followed, order))


def _answer(handler: Handler, followed: _Followed, order: Order) -> Answer:
    try:
        store = followed.newest()
        # The order that asks nothing is there to have the newest state opened.
        answer = handler(store, order) if order else Answer()
        return Answer({**answer.facts, "state": store.state.generation}, answer.body)
    except StandpointError as error:
        return Answer(describe_error(error))
    except MemoryError:
        return Answer(describe_error(LimitReached("the question needs more memory than one question may use")))


class _Followed:
    """A store folder that others change meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._signature: Signature | None = None
        self._store: EmbeddedStore | None = None

    def newest(self) -> EmbeddedStore:
        """The newest state of the store; errors of `open_store` where it is gone or damaged."""
        signature = signature_of(self._folder)
        if self._store is None or signature is None or signature != self._signature:
            self.close()
            self._store, self._signature = open_store(self._folder), signature
        return self._store

    def close(self) -> None:
        """Let go of the state that is open."""
        if self._store is not None:
            self._store.close()
            self._store = None


def _read(source: BinaryIO) -> dict[str, object] | None:
    """The next order; None at the end."""
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    length, size = HEAD.unpack(head)
    order: dict[str, object] = json.loads(source.read(length))
    if size:
        order["body"] = source.read(size)
    return order


def _write(target: BinaryIO, answer: Answer) -> None:
    target.write(pack(answer.facts, answer.body))
    target.flush()
