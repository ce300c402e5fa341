"""Where graphs are kept: a folder of this machine (a SPARQL server can be a second kind of store).

In: quads, source by source. Out: `Store`, which answers queries; `open_store` for the folder; `run_isolated` in
`isolated` for queries from outside. Nothing here knows records or shapes.
"""

from __future__ import annotations

from kg.stores.changes import Change, NewSource
from kg.stores.embedded import EmbeddedStore
from kg.stores.opening import open_store
from kg.stores.protocol import Results, Store
from kg.stores.sources import SourceEntry, SourceKind

__all__ = ["Change", "EmbeddedStore", "NewSource", "Results", "SourceEntry", "SourceKind", "Store", "open_store"]
