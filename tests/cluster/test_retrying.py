"""What comes after a failure, without any cluster: a made-up one fails as told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.cluster.corpus import Batch, Piece
from kg.cluster.output import Done
from kg.cluster.retrying import Task, after_failure, after_success

BATCH = Batch(0, (Piece("docs.jsonl", "lines", 100, 0, 100),))
SIZE = 4


def play(fails: Callable[[Batch, int], bool]) -> tuple[Done, int]:
    """What becomes of a batch of four documents when tasks fail as told, and after how many tasks."""
    task, tasks = Task(BATCH), 0
    while True:
        batch = task.batch
        tasks += 1
        done = Done(0, None if batch.only is not None else "part", beyond=batch.only is not None and batch.only >= SIZE)
        result = after_failure(task, "it died") if fails(batch, tasks) else after_success(task, done)
        if isinstance(result, Done):
            return result, tasks
        task = result
        assert tasks < 200, "a batch that fails must come to an end"


def has(batch: Batch, place: int) -> bool:
    return batch.only == place or (batch.only is None and place not in dict(batch.without))


@pytest.mark.parametrize("lost", [(1,), (1, 2), (1, 2, 4), (1, 2, 3)])
def test_lost_workers_condemn_no_document(lost: tuple[int, ...]) -> None:
    done, _ = play(lambda batch, task: task in lost)
    assert done.part == "part"


@pytest.mark.parametrize("guilty", [{0}, {3}, {1, 2}, {0, 1, 2, 3}])
def test_documents_that_kill_their_worker_are_found(guilty: set[int]) -> None:
    seen: list[Batch] = []

    def fails(batch: Batch, _: int) -> bool:
        seen.append(batch)
        return any(has(batch, place) for place in guilty)

    done, _ = play(fails)
    assert done.part == "part"
    assert {place for place, _ in seen[-1].without} == guilty


def test_a_batch_that_fails_without_a_guilty_document_is_given_up() -> None:
    done, tasks = play(lambda batch, _: batch.only is None)
    assert done.part is None
    assert "docs.jsonl" in done.problems[0].document
    assert tasks < 20
