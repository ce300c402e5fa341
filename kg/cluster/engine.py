"""The same work on a Ray cluster: batches to whichever worker is free, failures tried again.

In: a work function and batches. Out: what was done, in the order in which it was finished. Work goes out as tasks, not
to actors of our own: Ray keeps the processes of a task and gives them the next one, so that each loads the English
pipeline once, and places a task where there is room, whatever machine went away. Workers need the same Standpoint
installed; nothing but the names of files goes through the driver.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from kg.cluster.corpus import Batch
from kg.cluster.output import Done
from kg.cluster.retrying import Task, after_failure, after_success
from kg.errors import MissingExtra, StandpointError, UsageError
from kg.resources import OWN_FOLDER, own_folder
from kg.version import __version__

# Ray's own settings, where the user has none: no report to its makers, no word about cards that nobody uses; workers
# that it starts on this machine give way to others no more than processes of ours do (its own default is nice 15).
_SETTINGS: Final = (
    ("RAY_USAGE_STATS_ENABLED", "0"), ("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0"), ("RAY_worker_niceness", "0"),
)  # fmt: skip
# Tasks for each core: the second waits beside it, so that no worker is idle while the driver hears of the first.
_AHEAD: Final = 2
_STORE: Final = 100 * 2**20  # bytes for what tasks hand over: nothing but names and figures
_WAIT: Final = 10.0  # seconds to find a cluster


@dataclass(frozen=True)
class Cluster:
    """Where workers run: on a cluster by its address, or without one on this machine; and how many at once.

    Without `workers`, a cluster is used with all its cores, this machine with one.
    """

    address: str | None = None
    workers: int | None = None


def map_on_ray(work: Callable[[Batch], Done], batches: Iterable[Batch], cluster: Cluster) -> Iterator[Done]:
    """Apply work to every batch. Raises UsageError where Ray is missing or the cluster cannot be reached.

    What a worker raises on purpose (a full disk, a missing package) stops the run; what else ends it is tried again.
    """
    with _connected(cluster) as ray:
        yield from _Run(ray, work, cluster).over(batches)


class _Run:
    """The tasks under way."""

    def __init__(self, ray: Any, work: Callable[[Batch], Done], cluster: Cluster) -> None:
        self._ray, self._cluster = ray, cluster
        self._work = ray.put(work)
        self._remote = ray.remote(num_cpus=1, max_retries=0)(_apply)
        self._under_way: dict[Any, Task] = {}

    def over(self, batches: Iterable[Batch]) -> Iterator[Done]:
        waiting, again = iter(batches), deque[Task]()
        while True:
            while len(self._under_way) < self._room():
                task = again.popleft() if again else next((Task(batch) for batch in waiting), None)
                if task is None:
                    break
                self._under_way[self._remote.remote(self._work, task.batch)] = task
            if not self._under_way:
                return
            for result in self._collect():
                if isinstance(result, Done):
                    yield result
                else:
                    again.append(result)

    def _room(self) -> int:
        """How many tasks at once: a cluster may grow and shrink, and of a shared one only so many cores are ours."""
        if self._cluster.address is not None and self._cluster.workers is not None:
            return self._cluster.workers
        return _AHEAD * max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _collect(self) -> Iterator[Task | Done]:
        """What comes of the tasks that have ended."""
        ended, _ = self._ray.wait(list(self._under_way), num_returns=1)
        for reference in ended:
            task = self._under_way.pop(reference)
            try:
                yield after_success(task, self._ray.get(reference))
            except self._ray.exceptions.RayError as error:
                cause = getattr(error, "cause", None)
                if isinstance(cause, StandpointError):
                    raise cause from error
                yield after_failure(task, _explain(error, cause))


def _apply(work: Callable[[Batch], Done], batch: Batch) -> Done:
    return work(batch)


def _explain(error: Exception, cause: BaseException | None) -> str:
    """Why a task failed, in one line."""
    if cause is not None:
        return f"{type(cause).__name__}: {' '.join(str(cause).split())[:200]}"
    return (
        f"{type(error).__name__}: {str(error).strip().splitlines()[0]}" if str(error).strip() else type(error).__name__
    )


@contextmanager
def _connected(cluster: Cluster) -> Iterator[Any]:
    for name, value in _SETTINGS:
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as error:
        raise MissingExtra("--engine ray", "ray", "ray") from error
    _begin(ray, cluster)
    try:
        yield ray
    finally:
        ray.shutdown()


def _begin(ray: Any, cluster: Cluster) -> None:
    """Connect to the cluster, or start one of this machine alone."""
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "CRITICAL", "configure_logging": True}
    if own_folder() is not None:
        quiet["runtime_env"] = {"env_vars": {OWN_FOLDER: os.environ[OWN_FOLDER]}}
    if cluster.address is None:
        cores = cluster.workers or 1
        ray.init("local", num_cpus=cores, include_dashboard=False, object_store_memory=_STORE, **quiet)
        return
    _check_reachable(cluster.address)
    try:
        ray.init(cluster.address, **quiet)
    except (OSError, RuntimeError, ValueError, TimeoutError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise UsageError(f"no Ray cluster can be reached at {cluster.address}: {reason}") from error
    _check_versions(ray)


def _check_reachable(address: str) -> None:
    """Raise UsageError where nothing listens at an address, which Ray would try for minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_WAIT).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"no Ray cluster can be reached at {address}: {str(error).lower()}") from error


def _check_versions(ray: Any) -> None:
    """Raise UsageError where workers have another Standpoint, whose records would differ, or none."""
    try:
        found = ray.get(ray.remote(num_cpus=1)(_tell_version).remote(), timeout=30 * _WAIT)
    except (ray.exceptions.RayError, ImportError) as error:
        raise UsageError(f"the workers of the cluster cannot run standpoint-kg {__version__}: {error}") from error
    if found != __version__:
        raise UsageError(f"the workers have standpoint-kg {found}, this machine has {__version__}; expected the same")


def _tell_version() -> str:
    from kg.version import __version__ as version

    return version
