"""The command line: parses what a person types, calls the pipeline, and turns answers and errors into text.

Data go to stdout, progress and reports to stderr. Exit codes: 0 done, 1 error (nothing changed), 2 usage, 3 done but
some records were refused or do not conform, 4 query syntax, 5 deadline or limit reached, 6 store in use, 7 remote
store, 130 interrupted. Nothing is decided here that a caller from Python would miss.
"""

from __future__ import annotations

import sys

from kg.cli.app import app
from kg.cli.console import complain, exit_code
from kg.errors import StandpointError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        app(prog_name="kg")
    except StandpointError as error:
        complain(str(error))
        sys.exit(exit_code(error))
