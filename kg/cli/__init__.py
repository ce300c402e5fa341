"""The command line: parses what a person types, calls the pipeline, and turns answers and errors into text.

Data go to stdout, progress and reports to stderr. Exit codes: 0 done, 1 error (nothing changed), 2 usage, 3 done but
some records were refused or do not conform, 4 query syntax, 5 deadline or limit reached, 6 store in use, 7 remote
store, 130 interrupted, 141 the reader of a pipe has closed it. Nothing is decided here that a caller from Python would
miss.
"""

from __future__ import annotations

import sys

from kg.cli.console import (
    ERROR,
    INTERRUPTED,
    PIPE_CLOSED,
    abandon_stdout,
    complain,
    describe_error,
    describe_fault,
    exit_code,
    prepare_stdout,
)
from kg.cli.interruption import heeding_signals
from kg.errors import StandpointError

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    with heeding_signals():
        _run()


def _run() -> None:
    try:
        # Imported here, so that an interruption during the import too ends without a traceback.
        from kg.cli.app import run

        prepare_stdout()
        try:
            code = run()
        finally:
            sys.stdout.flush()
        if code == INTERRUPTED:
            complain("interrupted")
        sys.exit(code)
    except StandpointError as error:
        complain(describe_error(error))
        sys.exit(exit_code(error))
    except BrokenPipeError:  # the reader of a pipe has seen enough
        abandon_stdout()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        abandon_stdout()
        complain(describe_fault(error))
        sys.exit(ERROR)
    except KeyboardInterrupt:
        complain("interrupted")
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        # Click ends a command whose pipe is closed as it does one that fails.
        if isinstance(end.__context__, BrokenPipeError):
            sys.exit(PIPE_CLOSED)
        raise
