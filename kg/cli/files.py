"""Files that commands write: whole or not at all; `-` and nothing mean stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import UsageError
from kg.files import open_whole

STDOUT = Path("-")


def check_output(output: Path | None, inputs: Iterable[Path]) -> None:
    """Raise UsageError where a command would write over what it reads."""
    if output is None or not output.is_file():
        return
    if any(path.is_file() and path.samefile(output) for path in inputs):
        raise UsageError(f"{output} is read; name another file to write")


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """A stream to a file or to stdout. The file appears under its name only when all of it was written."""
    if path is None or path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with open_whole(path) as stream:
        yield stream


def write_text(path: Path | None, text: str) -> None:
    """Write a text as UTF-8 to a file or to stdout."""
    with open_output(path) as stream:
        stream.write(text.encode("utf-8"))


def write_json(value: object) -> None:
    """Write a value to stdout as JSON, in UTF-8 whatever the terminal's encoding is."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # What is not Unicode (a file's name may hold it) goes as the escape that JSON reads as the same.
    with open_output(None) as stream:
        stream.write(text.encode("utf-8", "backslashreplace") + b"\n")
