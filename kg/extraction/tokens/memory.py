"""What was once found out about a token or a predication, kept with it.

In: a function of one object that has a memory. Out: the same function, which asks only once. A token has no memory
until its parse is final, so nothing is kept that a repair would make untrue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

Value = TypeVar("Value")
Owner = TypeVar("Owner", bound="Remembering")


class Memory(Protocol):
    """What functions said of one object, by the function: each finds its own there, of the kind that it says."""

    def __getitem__(self, read: Callable[[Owner], Value], /) -> Value: ...

    def __setitem__(self, read: Callable[[Owner], Value], value: Value, /) -> None: ...


class Remembering(Protocol):
    """Something that remembers what was found out about it; None: not yet."""

    @property
    def memory(self) -> Memory | None: ...


def fresh_memory() -> Memory:
    """A memory of nothing yet."""
    kept: dict[Any, Any] = {}  # no dictionary of the language says that a key tells the type of its value
    return kept


def once(read: Callable[[Owner], Value]) -> Callable[[Owner], Value]:
    """Keep what a function says of an object for as long as the object lives."""

    @wraps(read)
    def remember(owner: Owner) -> Value:
        memory = owner.memory
        if memory is None:
            return read(owner)
        try:
            value = memory[read]
        except KeyError:
            value = memory[read] = read(owner)
        return value

    return remember
