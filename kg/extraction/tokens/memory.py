"""What was once found out about a token or a predication, kept with it.

In: a function of one object that has a memory. Out: the same function, which asks only once. A token has no memory
until its parse is final, so nothing is kept that a repair would make untrue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

Value = TypeVar("Value")


class Remembering(Protocol):
    """Something that remembers what was found out about it; None: not yet."""

    @property
    def memory(self) -> dict[Any, Any] | None: ...


Owner = TypeVar("Owner", bound=Remembering)


def once(read: Callable[[Owner], Value]) -> Callable[[Owner], Value]:
    """Keep what a function says of an object for as long as the object lives."""

    @wraps(read)
    def remember(owner: Owner) -> Value:
        memory = owner.memory
        if memory is None:
            return read(owner)
        try:
            value: Value = memory[read]
        except KeyError:
            value = memory[read] = read(owner)
        return value

    return remember
