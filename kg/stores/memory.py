"""Memory that nobody uses any more, given back to the system.

What a change of a store has used, RocksDB's tables in memory above all, lies between what stays. The C library keeps
it, and would need a hundred megabytes more after a long load than after a short one.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Let the system have what was freed, where the C library knows how (glibc does)."""
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
