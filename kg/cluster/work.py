"""A batch to its records: the one work function, whichever process or machine it runs on.

In: a batch. Out: the lines that `kg extract` prints for its documents, or a shard of them. The English pipeline is
loaded when a process reads its first document and is kept for the others.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.cluster.corpus import Batch
from kg.cluster.items import Item, open_items
from kg.cluster.output import Done, Line, Output, Problem
from kg.errors import InputError
from kg.pipeline.reading import Reader, find_problem
from kg.records import format_record


@dataclass(frozen=True)
class Read:
    """What a batch says: the lines of its records, each document before its own, and the problems."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read_batch(reader: Reader, batch: Batch) -> Read:
    """Read a batch."""
    with tempfile.TemporaryDirectory() as scratch:
        return _read(reader, batch, list(open_items(batch.pieces, Path(scratch))))


@dataclass(frozen=True)
class Work:
    """What a worker does with a batch: reads it and writes its shard, unless that was done before."""

    reader: Reader
    output: Output

    def __call__(self, batch: Batch) -> Done:
        """Read and write a batch, or try one document of it."""
        with tempfile.TemporaryDirectory() as scratch:
            items = list(open_items(batch.pieces, Path(scratch)))
            if batch.only is not None:
                _read(self.reader, batch, items)
                return Done(batch.number, beyond=batch.only >= len(items))
            content = self._name(batch, items)
            done = self.output.find_done(batch.number, content)
            if done is not None:
                return done
            read = _read(self.reader, batch, items)
        return self.output.write(batch.number, content, read.lines, read.problems, name_worker())

    def _name(self, batch: Batch, items: list[Item]) -> str:
        """The hash of the documents and of how they are read; with documents left out, another one."""
        whole = sha256(self.reader.tool.encode())
        for item in items:
            whole.update(b"%d:" % len(item.content) + item.content)
        for place, _ in batch.without:
            whole.update(b"-%d" % place)
        return whole.hexdigest()


def name_worker() -> str:
    """The process that this runs in, as people find it: machine and number."""
    return f"{platform.node()}:{os.getpid()}"


def _read(reader: Reader, batch: Batch, items: list[Item]) -> Read:
    without, lines, problems = dict(batch.without), list[Line](), list[Problem]()
    for place, item in enumerate(items):
        if place in without:
            problems.append(Problem(item.name, without[place]))
        elif batch.only in (None, place):
            try:
                lines += _read_item(reader, item, problems)
            except InputError as error:
                problems.append(Problem(item.name, error.problem))
    return Read(tuple(lines), tuple(problems))


def _read_item(reader: Reader, item: Item, problems: list[Problem]) -> Iterator[Line]:
    document = item.read()
    if problem := find_problem(document):
        problems.append(Problem(item.name, problem, failed=False))
    for record in (document, *reader.read(document)):
        yield Line(document.id, record.kind, format_record(record))
