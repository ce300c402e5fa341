"""Where graphs are kept: a folder of this machine, or a SPARQL server.

In: quads, source by source. Out: `Store`, which answers queries, and `WritableStore`; `open_any` for whatever a user
names, `open_store` for a folder; `run_isolated` in `isolated` for queries from outside. Nothing here knows records or
shapes.
"""

from __future__ import annotations

from kg.stores.embedded import EmbeddedStore
from kg.stores.opening import is_address, open_any, open_store
from kg.stores.protocol import Change, NewSource, Results, Store, WritableStore
from kg.stores.sources import SourceEntry, SourceKind, find_sources

__all__ = [
    "Change",
    "EmbeddedStore",
    "NewSource",
    "Results",
    "SourceEntry",
    "SourceKind",
    "Store",
    "WritableStore",
    "find_sources",
    "is_address",
    "open_any",
    "open_store",
]
