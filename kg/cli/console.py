"""What the user sees of reports and errors: lines on stderr, and the exit code of each kind of error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path

from kg.errors import (
    ConformanceError,
    LimitReached,
    QuerySyntaxError,
    RemoteStoreError,
    StandpointError,
    StoreInUse,
    UnknownName,
    UsageError,
)

DONE, ERROR, USAGE, REFUSED, SYNTAX, LIMIT, IN_USE, REMOTE = range(8)
# 128 and the number of the signal, as shells have it: of SIGINT, and of the SIGPIPE that ends other tools in a pipe.
INTERRUPTED, PIPE_CLOSED = 130, 141

# The first class that fits decides.
_CODES: tuple[tuple[type[StandpointError], int], ...] = (
    (UsageError, USAGE),
    (ConformanceError, REFUSED),
    (QuerySyntaxError, SYNTAX),
    (LimitReached, LIMIT),
    (StoreInUse, IN_USE),
    (RemoteStoreError, REMOTE),
)

# What lists the names that there are, by what was looked for.
_LISTS = {
    "source": "kg sources",
    "query": "kg query",
    "claim": "kg query claims",
    "actor": "kg query actors",
    "issue": "kg query issues",
    "resolution": "kg query resolutions",
    "document": "kg query documents",
    "decision": "kg review list",
}


def exit_code(error: StandpointError) -> int:
    """The exit code that tells a script what kind of error it was."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), ERROR)


def describe_error(error: StandpointError) -> str:
    """The error in its words, and for a name that fits nothing, which command lists those that there are."""
    text = str(error)
    if isinstance(error, UsageError) and error.argument:
        text = f"{option_of(error.argument)}: {error.problem}"
    if isinstance(error, UnknownName) and not error.suggestions and error.kind in _LISTS:
        return f"{text}; {_LISTS[error.kind]} lists those that there are"
    return text


def option_of(name: str) -> str:
    """The option of a parameter.

    >>> option_of("min_votes")
    '--min-votes'
    """
    return f"--{name.replace('_', '-')}"


def say(text: str) -> None:
    """Report something to the person at the terminal, never into the data; where nobody listens, nothing happens."""
    if sys.stderr is not None:
        with suppress(OSError):
            print("\n".join(map(printable, text.split("\n"))), file=sys.stderr)


def complain(text: str) -> None:
    """Report an error, in one line."""
    say(f"kg: {' '.join(text.split())}")


def printable(text: Path | str) -> str:
    r"""A text on one line, without what would steer a terminal: whoever sends a file chooses its name and its words.

    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(sign if _is_harmless(sign) else sign.encode("unicode_escape").decode() for sign in str(text))


def _is_harmless(sign: str) -> bool:
    # Texts are full of no-break spaces, which Python does not call printable.
    return sign.isprintable() or (sign.isspace() and sign > "\x85" and sign not in "\u2028\u2029")


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def may_colour(output: Path | None) -> bool:
    """Whether colours are wanted: on a terminal that can show them, unless NO_COLOR (https://no-color.org) is set."""
    to_stdout = output is None or str(output) == "-"
    return to_stdout and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def prepare_stdout() -> None:
    """Make stdout take every character and, where the caller has closed it, swallow what is written."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def abandon_stdout() -> None:
    """Let what could not be written to stdout go, or Python tries again at the end and complains in its own words."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def describe_fault(error: OSError) -> str:
    """What the system refused, in one line; an error without a file is one of stdout."""
    # What is written has a name of its own until it is complete.
    name = str(error.filename).removesuffix(".part") if error.filename else "stdout"
    return f"{name}: {(error.strerror or str(error)).lower()}"


def decode_typed(text: str) -> str:
    r"""A text of the command line as it was typed, where the locale knows fewer characters than the keyboard.

    >>> decode_typed("T\udcc3\udcbcrkiye")
    'Türkiye'
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
