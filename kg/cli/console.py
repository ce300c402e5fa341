"""What the user sees of reports and errors: lines on stderr, and the exit code of each kind of error."""

from __future__ import annotations

import sys

from kg.errors import (
    ConformanceError,
    LimitReached,
    QuerySyntaxError,
    RemoteStoreError,
    StandpointError,
    StoreInUse,
    UsageError,
)

DONE, ERROR, USAGE, REFUSED, SYNTAX, LIMIT, IN_USE, REMOTE = range(8)

# The first class that fits decides.
_CODES: tuple[tuple[type[StandpointError], int], ...] = (
    (UsageError, USAGE),
    (ConformanceError, REFUSED),
    (QuerySyntaxError, SYNTAX),
    (LimitReached, LIMIT),
    (StoreInUse, IN_USE),
    (RemoteStoreError, REMOTE),
)


def exit_code(error: StandpointError) -> int:
    """The exit code that tells a script what kind of error it was."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), ERROR)


def say(text: str) -> None:
    """Report something to the person at the terminal, never into the data."""
    print(text, file=sys.stderr)


def complain(text: str) -> None:
    """Report an error, in one line."""
    say(f"kg: {' '.join(text.split())}")


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
