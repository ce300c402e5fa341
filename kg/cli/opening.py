"""The opening of the store of a command: what was put right on the way is said to the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import say

if TYPE_CHECKING:
    from kg.stores import WritableStore


def open_aloud(store: Path, *, write: bool = False) -> WritableStore:
    """Open a store that exists; a load that somebody interrupted is mentioned on stderr."""
    from kg.stores import open_any

    opened = open_any(store, write=write)
    for notice in opened.notices:
        say(notice)
    return opened
