"""The values of JSON, as what is read or written of it is annotated: any of them, and its objects.

TOML and YAML give the same. No parsing and no checks here: `isinstance` tells what a value is, and whoever knows what
it should be says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = "Mapping[str, Json]"
