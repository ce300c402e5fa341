"""Everything that Standpoint raises on purpose: whose fault it is, where, and what was expected.

    StandpointError
    ├── UsageError              the command or call asks for something that does not exist
    │   ├── MissingArgument     a query that was asked without something it needs
    │   ├── MissingExtra        something that needs a package of an extra; says how to install it
    │   └── UnknownName         a name that fits no actor, issue, query, source …; carries suggestions
    ├── InputError              a file or text that cannot be used; names the file, the line and what was expected
    │   ├── DocumentError       a document that cannot be read
    │   ├── TooManyRefused      more records were refused than the user allows
    │   └── RecordError         one record that cannot be used; the others go on (unless --strict)
    ├── ConformanceError        a graph that does not conform to the shapes
    ├── QuerySyntaxError        a query that is not SPARQL, or a header that is not one
    ├── LimitReached            a deadline, a size, a cost or a memory limit was reached
    │   └── DeadlineReached     a query took longer than it may
    ├── ModelError              a language model's server answered wrongly, late or not at all
    └── StoreError              the store cannot do it; the old data are untouched
        ├── NotAStore           the folder is something else
        ├── StoreInUse          another process writes to it
        ├── StoreBusy           more questions wait for it than it can answer soon
        ├── StoreDamaged        what the store holds is not what its journal says
        ├── DiskFull            no room for what was to be stored
        └── RemoteStoreError    a SPARQL server answered wrongly, late or not at all

No class knows an exit code or a colour: only the command line turns an error into text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class StandpointError(Exception):
    """Base of all errors that Standpoint raises on purpose; its text is meant for the user."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors come back from other processes as they were, whatever their constructor takes.
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[StandpointError], args: tuple[object, ...], state: dict[str, object]) -> StandpointError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class UsageError(StandpointError):
    """The command or call asks for something that does not exist or does not fit together.

    `argument` names the argument of the call that does not fit, where it is one; the text then begins with it, and
    `problem` is the text without it.
    """

    argument: str | None = None

    @property
    def problem(self) -> str:
        """What is wrong."""
        return super().__str__()

    def __str__(self) -> str:
        return f"{self.argument}: {self.problem}" if self.argument else self.problem


class MissingArgument(UsageError):
    """A query was asked without a value for a parameter that it needs.

    `kind` is what is to be named ("actor", "date" …), `hint` which one.
    """

    def __init__(self, query: str, parameter: str, kind: str, hint: str = "") -> None:
        self.query, self.parameter, self.kind, self.hint = query, parameter, kind, hint
        super().__init__(f"{query} needs a value for {parameter} ({kind}{f': {hint}' if hint else ''})")


class MissingExtra(UsageError):
    """What is asked for needs a package that comes with one of the extras."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(f"{what} needs {package}: pip install 'standpoint-kg[{extra}]'")


class UnknownName(UsageError):
    """A name fits nothing known.

    `kind` says what was looked for ("actor", "query" …); `suggestions` are the nearest known names, best first, `known`
    all names where they are few; `elsewhere` is another kind of thing that is called so.
    """

    def __init__(
        self, kind: str, name: str, suggestions: Sequence[str] = (), *, known: Sequence[str] = (), elsewhere: str = ""
    ) -> None:
        self.kind, self.name, self.suggestions = kind, name, tuple(suggestions)
        hint = f", but {_with_article(elsewhere)} is" if elsewhere else ""
        if self.suggestions:
            hint += f"; did you mean {_enumerate(self.suggestions)}?"
        elif known:
            hint += f"; there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
        super().__init__(f"no {kind} is called {name!r}{hint}")


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _enumerate(names: Sequence[str]) -> str:
    """Names with "or" between them, those of several words in quotation marks."""
    quoted = [f'"{name}"' if " " in name else name for name in names]
    return " or ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 2 else " or ".join(quoted)


class InputError(StandpointError):
    """An input cannot be used. The text reads `file:line: what is wrong`.

    `line` counts from 1; `path` and `line` are None where there is no file or no line.
    """

    def __init__(self, problem: str, *, path: Path | str | None = None, line: int | None = None) -> None:
        self.problem, self.path, self.line = problem, path, line
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(place + problem)


class DocumentError(InputError):
    """A document cannot be read: missing, empty, binary, in another encoding or damaged."""


class TooManyRefused(InputError):
    """More records were refused than the user allows; nothing was loaded."""


class RecordError(InputError):
    """One record cannot be used: a broken line, an unknown kind, a quote that is not in the text."""


class ConformanceError(StandpointError):
    """A graph does not conform to the shapes; `violations` holds one line of text for each violation."""

    def __init__(self, subject: str, violations: Sequence[str]) -> None:
        self.violations = tuple(violations)
        more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
        super().__init__(f"{subject} does not conform: {violations[0] if violations else 'unknown'}{more}")


class QuerySyntaxError(StandpointError):
    """A query cannot be parsed, or its header cannot."""


class LimitReached(StandpointError):
    """A deadline, a size, a cost or a memory limit was reached before the answer was complete."""


class DeadlineReached(LimitReached):
    """A query took longer than it may, and was stopped."""


class ModelError(StandpointError):
    """A language model's server answered wrongly, late or not at all."""


class StoreError(StandpointError):
    """The store cannot do what was asked; what it held before is untouched."""


class NotAStore(StoreError):
    """The folder exists and is not a Standpoint store."""


class StoreInUse(StoreError):
    """Another process writes to the store; the text names it."""


class StoreBusy(StoreError):
    """More questions wait for the store than it can answer soon; asking again later helps."""


class StoreDamaged(StoreError):
    """What the store holds is not what its journal says."""


class DiskFull(StoreError):
    """There is no room on the disk for what was to be stored."""


class RemoteStoreError(StoreError):
    """A SPARQL server answered wrongly, late or not at all."""
