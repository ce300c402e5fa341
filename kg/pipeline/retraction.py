"""Sources out of a store, with exactly what they said.

In: an open store and what a user calls a source: its id, document or graph, or a file, which stands for all that was
loaded from it. Out: the entries of what is gone. The review leaves all as extracted.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.review import Review
from kg.stores import Change, SourceEntry, WritableStore, find_sources
from kg.things import derive_update


def retract(store: WritableStore, source: str) -> list[SourceEntry]:
    """Take a source out, or all of a file. Raises UnknownName."""
    found, review = find_sources(store.sources(), source), Review(store)
    if any(entry.kind == "review" for entry in found):
        review.clear(store)
        return found
    words = found[0].id if len(found) == 1 else found[0].path
    with store.change(f"the retraction of {words}") as change:
        for entry in found:
            change.drop(entry.graph)
        reviewed = [review.forget(entry.graph) for entry in found]
        if any(reviewed):
            change.put(review.source())
        _reopen(store, change, found)
        change.commit(derive_update(store.base))
    return found


def _reopen(store: WritableStore, change: Change, gone: Sequence[SourceEntry]) -> None:
    """Have the file of a source that is gone read again by its next load: it is not in the store to its end any more.

    One of the file's other sources without a hash is enough for that.
    """
    left = (entry for entry in store.sources() if entry.path == gone[0].path and entry not in gone)
    if other := next(left, None):
        change.complete([other.graph], "")
