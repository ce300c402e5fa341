"""What a page or a canned query may ask: the store, the catalogue of queries and the names in the graph.

In: the store's newest state and what the address says. Out: tables with labels. It runs in the process that answers,
close to the data: a question costs milliseconds, so a page may ask several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, QueryTriples

from kg.errors import UsageError
from kg.queries.arguments import fill_query
from kg.queries.catalogue import CannedQuery, Catalogue, name_query
from kg.queries.names import NameIndex
from kg.queries.parameters import Argument, fill
from kg.queries.results import Table, read_table
from kg.stores.protocol import Results, Store
from kg.web.keeping import Kept


@dataclass(frozen=True)
class Asked:
    """One request, as a page sees it.

    `path` holds the parts of the address that the page's path names, `given` what stands after its question mark (the
    first value of each name; all of them in `every`). `kept` holds what others have read of the same state.
    """

    store: Store
    catalogue: Catalogue
    names: NameIndex
    path: Mapping[str, str] = field(default_factory=dict)
    every: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    @property
    def given(self) -> dict[str, str]:
        """The first value of each name after the question mark, those left empty left out."""
        return {name: texts[0] for name, texts in self.every.items() if texts and texts[0].strip()}

    def run(self, name: str, *, limit: int | None = None, **texts: str) -> Table:
        """The answer to a canned query, with labels. Raises as `kg query` does."""
        return read_table(self.answer(self.catalogue.get(name), texts), self.store.query, limit=limit)

    def answer(self, query: CannedQuery, texts: Mapping[str, str]) -> Results:
        """What the store answers to a canned query with arguments as a user types them."""
        sparql = fill_query(query, texts, self.names)
        with name_query(query.name):
            return self.store.query(sparql)

    def sparql(self, text: str, *, limit: int | None = None, **terms: Argument) -> Table:
        """The answer to SPARQL of a page's own, with labels; `$name` tokens are replaced by the terms."""
        return read_table(self.store.query(fill(text, terms)), self.store.query, limit=limit)

    def thing(self, rest: str) -> NamedNode:
        """The IRI of the data whose last part is `rest`. Raises UsageError where that is no IRI."""
        try:
            return NamedNode(self.store.base + rest)
        except ValueError as error:
            raise UsageError(f"{rest!r} is no address of data") from error

    def integer(self, name: str, default: int, most: int) -> int:
        """A whole number from 0 after the question mark. Raises UsageError where it is something else."""
        text = self.given.get(name)
        if text is None:
            return default
        if not text.isdecimal() or len(text) > 9 or int(text) > most:
            raise UsageError(f"{name}: {text!r} is not a whole number from 0 to {most}")
        return int(text)


def is_graph(answer: Results) -> bool:
    """Whether an answer is triples and no table."""
    return isinstance(answer, QueryTriples)
