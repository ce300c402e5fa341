"""What comes after a failure: the batch again, then its documents one by one, then the batch without the guilty ones.

A worker dies because its machine is taken away, or because a document kills it, and the first looks like the second.
So a batch is tried again before anybody is suspected, and a document is left out only when it failed alone, twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.cluster.corpus import Batch
from kg.cluster.output import Done, Problem

_TRIES: Final = 2
# Where trying every document has not helped, something else is wrong than a document.
_ROUNDS: Final = 2
_MOST_GUILTY: Final = 10


@dataclass(frozen=True)
class Task:
    """A batch, or a trial of one document of it, with what has failed so far."""

    batch: Batch
    failures: int = 0
    rounds: int = 0
    guilty: tuple[tuple[int, str], ...] = ()


def after_failure(task: Task, reason: str) -> Task | Done:
    """What to do next when a worker failed at a task; a batch that is given up is Done without a part."""
    if task.failures + 1 < _TRIES:
        return replace(task, failures=task.failures + 1)
    trial = task.batch.only
    if trial is None:
        if task.rounds == _ROUNDS:
            return _give_up(task.batch, reason)
        return Task(replace(task.batch, only=0), rounds=task.rounds + 1, guilty=task.guilty)
    guilty = (*task.guilty, (trial, f"not read, since its worker failed twice: {reason}"))
    if len(guilty) > _MOST_GUILTY:
        return _give_up(task.batch, reason)
    return Task(replace(task.batch, only=trial + 1), rounds=task.rounds, guilty=guilty)


def after_success(task: Task, done: Done) -> Task | Done:
    """What to do next when a task came to its end: nothing after a batch, and after a trial the next one."""
    if task.batch.only is None:
        return done
    if done.beyond:
        return Task(replace(task.batch, only=None, without=task.guilty), rounds=task.rounds, guilty=task.guilty)
    return replace(task, batch=replace(task.batch, only=task.batch.only + 1), failures=0)


def _give_up(batch: Batch, reason: str) -> Done:
    first, last = batch.pieces[0].path, batch.pieces[-1].path
    names = first if first == last else f"{first} … {last}"
    return Done(
        batch.number, problems=(Problem(names, f"batch {batch.number} not read, since workers fail: {reason}"),)
    )
