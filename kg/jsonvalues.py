"""The values of JSON: what is read or written of it by its type, and what a value must be where it is read.

TOML and YAML give the same values. In: a value. Out: the same, as what it is expected to be; else TypeError. Where it
stands, and what it means that it is another, is known to whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeVar

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = "Mapping[str, Json]"
Choice = TypeVar("Choice", bound=Json)


def as_object(value: object) -> JsonObject:
    """An object.

    >>> as_object("resolution")
    Traceback (most recent call last):
    TypeError: expected an object, not 'resolution'
    """
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, not {value!r}")
    return value


def as_text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"expected a text, not {value!r}")
    return value


def as_number(value: object) -> int:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected a whole number, not {value!r}")
    return value


def as_objects(value: object) -> list[JsonObject]:
    """A list of objects."""
    return [as_object(item) for item in as_list(value)]


def as_choice(value: object, choices: Sequence[Choice]) -> Choice:
    """One of a closed list."""
    for choice in choices:
        if choice == value:
            return choice
    raise TypeError(f"expected one of {', '.join(map(str, choices))}, not {value!r}")


def as_named_texts(value: object) -> dict[str, str]:
    """An object of texts."""
    return {name: as_text(text) for name, text in as_object(value).items()}


def as_texts(value: object) -> list[str]:
    """A list of texts."""
    return [as_text(item) for item in as_list(value)]


def as_list(value: object) -> Sequence[object]:
    """A list of anything."""
    if not isinstance(value, list | tuple):
        raise TypeError(f"expected a list, not {value!r}")
    return value
