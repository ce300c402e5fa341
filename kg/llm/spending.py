"""Spending: what a run asked of a model and what that cost, with a limit that is never passed knowingly.

In: estimates before a call, figures after it. Out: counts, and LimitReached before the call that could cost too much.
Several threads may share one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

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
    _lost: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def cost(self) -> float | None:
        """What was spent, with the most that calls without an answer can have cost; None without prices."""
        return None if self.prices is None else self.prices.of(self.sent, self.answered) + self._lost

    def reserve(self, sent: int, answered: int) -> float:
        """Set aside the most that a call may cost. Raises LimitReached where that is more than is left."""
        if self.prices is None:
            return 0.0
        wanted = self.prices.of(sent, answered)
        with self._lock:
            spent = self.cost or 0.0
            if self.limit is not None and spent + self._reserved + wanted > self.limit:
                raise LimitReached(
                    f"stopped before a call that may cost {wanted:.4f}, with {spent:.4f} of --max-cost {self.limit:g} "
                    "spent; answers so far are kept, so that the same command with more goes on from here"
                )
            self._reserved += wanted
        return wanted

    def settle(self, reserved: float, sent: int, answered: int, seconds: float, said: bool) -> None:
        """Take the figures of an answered call."""
        with self._lock:
            self._reserved -= reserved
            self.calls += 1
            self.sent += sent
            self.answered += answered
            self.unsaid += not said
            self.seconds += seconds

    def lose(self, reserved: float, seconds: float, billed: bool) -> None:
        """Take a call without an answer; one that was given up by us may be billed all the same."""
        with self._lock:
            self._reserved -= reserved
            self._lost += reserved if billed else 0.0
            self.retried += 1
            self.seconds += seconds

    def reuse(self) -> None:
        """Count an answer that was kept."""
        with self._lock:
            self.cached += 1

    def describe(self) -> str:
        """All of it, in one line."""
        retried = f" and {self.retried:,} without an answer" if self.retried else ""
        guessed = f" ({self.unsaid:,} calls estimated)" if self.unsaid else ""
        cost = "" if self.cost is None else f", cost {self.cost:.4f}"
        return (
            f"{self.calls:,} {'call' if self.calls == 1 else 'calls'}{retried}, {self.cached:,} from the cache, "
            f"{self.sent:,} tokens sent, {self.answered:,} answered{guessed}{cost}, {self.seconds:.1f} s of waiting"
        )
