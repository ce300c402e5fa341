"""Sources that are committed together, so that a thousand small ones do not cost a thousand commits.

In: sources that are ready to be stored. Out: the reports of those that are now in the store; none is out before. A
group ends after some seconds, more where a commit takes long; a killed load loses no more than that.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from kg.stores import Change, WritableStore
from kg.things import derive_update, touched_graph

Report = TypeVar("Report")

_SECONDS: Final = 5.0
# So much longer than the last commit has taken does the next group last: commits take a tenth of the time at most.
_TIMES_A_COMMIT: Final = 10


class Group(Generic[Report]):
    """The change under way and the reports that wait for its end; used up by `with`, which drops what is not committed.

    `words` name the load to whoever finds it unfinished.
    """

    def __init__(self, store: WritableStore, words: str) -> None:
        self._store, self._words = store, words
        # The first group finds the derived graph in whatever state, the others as it should be before their sources.
        self._derive: tuple[str, ...] = (derive_update(store.base),)
        self._stack = ExitStack()
        self._change: Change | None = None
        self._waiting: list[Report] = []
        self._start, self._commit_took = 0.0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._change = None
        self._stack.close()

    @property
    def is_due(self) -> bool:
        """Whether it has lasted long enough."""
        lasted = time.monotonic() - self._start
        return self._change is not None and lasted >= max(_SECONDS, _TIMES_A_COMMIT * self._commit_took)

    def change(self, at: str = "") -> Change:
        """The change under way, begun if there is none; `at` says where in the load a new one begins."""
        if self._change is None:
            self._start = time.monotonic()
            self._change = self._stack.enter_context(
                self._store.change(self._words + (f", from {at} on," if at else ""))
            )
        return self._change

    def report(self, report: Report) -> None:
        """Keep a report until what it says is so."""
        self._waiting.append(report)

    def commit(self) -> list[Report]:
        """End the group; the reports of what is stored now."""
        if self._change is not None:
            start = time.monotonic()
            self._change.commit(*self._derive)
            self._change = None
            base = self._store.base
            self._derive = (derive_update(base), derive_update(base, touched_graph(base)))
            self._stack.close()
            self._commit_took = time.monotonic() - start
        done, self._waiting = self._waiting, []
        return done
