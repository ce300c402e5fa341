"""Spending: what a run asked of a model and what that cost, with a limit that is never passed knowingly.

In: estimates before a call, figures after it. Out: counts, and LimitReached before the call that could cost too much.
Several threads may share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from kg.errors import LimitReached
from kg.llm.settings import Prices


@dataclass
class Spending:
    """Counts of calls, cached answers and tokens; `unsaid` are calls whose server did not say its tokens."""

    prices: Prices | None = None
    limit: float | None = None
    calls: int = 0
    cached: int = 0
    retried: int = 0
    sent: int = 0
    answered: int = 0
    unsaid: int = 0
    seconds: float = 0.0
    _reserved: float = 0.0
    _under_way: int = 0
    _lost: float = 0.0
    _change: Condition = field(default_factory=Condition, repr=False)

    @property
    def cost(self) -> float | None:
        """What was spent, with the most that calls without an answer can have cost; None without prices."""
        return None if self.prices is None else self.prices.of(self.sent, self.answered) + self._lost

    def reserve(self, sent: int, answered: int) -> float:
        """Set aside the most that a call may cost. Raises LimitReached where that is more than is left.

        Where calls under way may cost less than was set aside for them, it waits for their ends.
        """
        if self.prices is None:
            return 0.0
        wanted = self.prices.of(sent, answered)
        with self._change:
            while self._is_too_much(wanted + self._reserved):
                if not self._under_way or self._is_too_much(wanted):
                    raise self._too_dear(wanted)
                self._change.wait()
            self._reserved += wanted
            self._under_way += 1
        return wanted

    def settle(self, reserved: float, sent: int, answered: int, seconds: float, said: bool) -> None:
        """Take the figures of an answered call."""
        with self._freeing(reserved):
            self.calls += 1
            self.sent += sent
            self.answered += answered
            self.unsaid += not said
            self.seconds += seconds

    def lose(self, reserved: float, seconds: float, billed: bool) -> None:
        """Take a call without an answer; one that was given up by us may be billed all the same."""
        with self._freeing(reserved):
            self._lost += reserved if billed else 0.0
            self.retried += 1
            self.seconds += seconds

    def reuse(self) -> None:
        """Count an answer that was kept."""
        with self._change:
            self.cached += 1

    def _is_too_much(self, wanted: float) -> bool:
        return self.limit is not None and (self.cost or 0.0) + wanted > self.limit

    def _too_dear(self, wanted: float) -> LimitReached:
        spent, limit = self.cost or 0.0, self.limit or 0.0
        return LimitReached(
            f"stopped before a call that may cost {wanted:.4f}, with {spent:.4f} of --max-cost {limit:g} spent; "
            "answers so far are kept, so that the same command with more goes on from here"
        )

    @contextmanager
    def _freeing(self, reserved: float) -> Iterator[None]:
        """Count the end of a call, and let those go on that wait for it."""
        with self._change:
            yield
            if self.prices is not None:
                self._under_way -= 1
                self._reserved = self._reserved - reserved if self._under_way else 0.0
            self._change.notify_all()

    def describe(self) -> str:
        """All of it, in one line."""
        retried = f" and {self.retried:,} without an answer" if self.retried else ""
        guessed = f" ({self.unsaid:,} calls estimated)" if self.unsaid else ""
        cost = "" if self.cost is None else f", cost {self.cost:.4f}"
        return (
            f"{self.calls:,} {'call' if self.calls == 1 else 'calls'}{retried}, {self.cached:,} from the cache, "
            f"{self.sent:,} tokens sent, {self.answered:,} answered{guessed}{cost}, {self.seconds:.1f} s of waiting"
        )
