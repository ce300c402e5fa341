"""Reading without the cyclic garbage collector.

In: a stretch of work on one document. Out: the same work, without the collector walking through what it makes. The
tokens of a document hold each other by the hundred thousand, all are needed to the end, and the collector would look
through them again and again: a third of the time of reading. They are let go in one go when the document is done.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Turn the automatic collector off and, whatever happens, on again; one that was off is left alone.

    Whoever turned it off turns it on: work inside of such work, or in a thread beside it, at most loses the rest.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
