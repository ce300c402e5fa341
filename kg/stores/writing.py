"""What a writer does with a store in one go, whatever the store: each is one change of it.

In: a source, or what comes with the program. Out: the entry as it is stored. How a change is made, and what it
promises, is the store's own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from pyoxigraph import NamedNode, Quad

from kg.stores.protocol import Change, NewSource
from kg.stores.sources import SourceEntry, find_source


class Writing(ABC):
    """The writing side that folders and servers share."""

    @abstractmethod
    def sources(self) -> Sequence[SourceEntry]:
        """What is loaded, by id."""

    @abstractmethod
    def change(self, words: str) -> AbstractContextManager[Change]:
        """Make one change; what was not committed when this ends never was. `words` say what it is."""

    @property
    @abstractmethod
    def constants_digest(self) -> str:
        """The digest of the ontology and registry that the store holds; empty: none."""

    def find_source(self, text: str) -> SourceEntry:
        """The source that a user means by id, beginning of an id, path, document or graph; else UnknownName."""
        return find_source(self.sources(), text)

    def constants(self, graphs: Mapping[NamedNode, Iterable[Quad]], digest: str) -> bool:
        """Replace the graphs that come with the program (ontology, registry) if `digest` is new; True if it was."""
        if digest == self.constants_digest:
            return False
        with self.change("the update of the ontology and registry") as change:
            change.put_constants(graphs, digest)
            change.commit()
        return True

    def replace_source(
        self,
        entry: SourceEntry,
        quads: Iterable[Quad],
        shared: Iterable[Quad] = (),
        replaces: NamedNode | None = None,
        derive: str = "",
    ) -> SourceEntry:
        """Put a source in the place of what was loaded of it before, and return its entry as it was stored.

        See `NewSource`; `derive` is the SPARQL update that makes the derived graph anew.
        """
        with self.change(f"the load of {entry.path or entry.id}") as change:
            change.put(NewSource(entry, quads, shared, replaces))
            change.commit(derive)
        return next(source for source in self.sources() if source.graph == entry.graph)

    def retract(self, graph: NamedNode, derive: str = "") -> SourceEntry:
        """Take a source out, with its provenance, and return the entry it had; `derive` as in `replace_source`."""
        entry = self.find_source(graph.value)
        with self.change(f"the retraction of {entry.id}") as change:
            change.drop(entry.graph)
            change.commit(derive)
        return entry
