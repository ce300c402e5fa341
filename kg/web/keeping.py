"""What was read of one state of a store, kept for whoever asks next in the same process.

In: a key and how to read it. Out: what was read, the first time or before. What is large is read anew each time: a
process has a limit. A store that changes is given another `Kept`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from typing import Final, TypeVar, cast

_LARGEST: Final = 200_000  # entries: some tens of megabytes

Found = TypeVar("Found", bound=Sized)


class Kept:
    """Answers by their keys. A key belongs to one question: who asks it knows the type of its answer."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Sized] = {}

    def recall(self, key: Hashable, read: Callable[[], Found]) -> Found:
        """What is kept under a key; read and kept where nothing is."""
        if key in self._found:
            return cast(Found, self._found[key])
        found = read()
        if len(found) <= _LARGEST:
            self._found[key] = found
        return found
