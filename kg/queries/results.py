"""Tables: the answer to a query with its columns in order, terms in the cells and the labels of its things.

What a store answered comes in. One more query asks for the labels of the IRIs in it, so that queries can compare and
return IRIs and people still read names. Writing a table is for `kg.formats`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.queries.names import Answer, Ask
from kg.vocabulary import PREFIXES

Cell = NamedNode | Literal | BlankNode | None
Row = tuple[Cell, ...]

_LABELS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?x (MIN(STR(?name)) AS ?label) WHERE {{ VALUES ?x {{ {0} }}
 {{ ?x rdfs:label ?name }} UNION {{ ?x dcterms:title ?name }}
 UNION {{ ?x dcterms:isPartOf/dcterms:title ?page ; dcterms:identifier ?part .
  BIND(CONCAT(?page, ", ", ?part) AS ?name) }}
}} GROUP BY ?x"""
_LABELS_AT_ONCE = 1_000
# What `kg.iris` mints for a document: words, twelve digits of a hash, perhaps a coding; and a part of it.
_DOCUMENT = re.compile(r"doc/(?P<words>[a-z][a-z0-9-]*)-[0-9a-f]{12}(?:-[^/#]+)?(?:/part/(?P<part>[^/#]+))?")


@dataclass(frozen=True)
class Table:
    """Columns and rows of terms. `truncated` says that the store had more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    labels: Mapping[NamedNode, str] = field(default_factory=dict)
    truncated: bool = False

    def text(self, cell: Cell) -> str:
        """A cell as people read it: a thing's label, a term's short name, a value's words; "" for an unbound cell."""
        if cell is None:
            return ""
        if isinstance(cell, NamedNode):
            return self.labels.get(cell) or shorten(cell)
        return str(cell) if isinstance(cell, BlankNode) else cell.value

    def texts(self) -> Iterator[tuple[str, ...]]:
        """All rows as people read them."""
        return (tuple(self.text(cell) for cell in row) for row in self.rows)


def read_table(answer: Answer, ask: Ask | None = None, *, limit: int | None = None) -> Table:
    """The table of an answer: at most `limit` rows of a SELECT, s/p/o rows of a CONSTRUCT, one cell of an ASK.

    With `ask` the labels of the IRIs are asked for too.
    """
    columns, found = _columns_and_rows(answer)
    rows = tuple(found if limit is None else islice(found, limit))
    truncated = limit is not None and next(found, None) is not None
    return Table(columns, rows, {} if ask is None else read_labels(rows, ask), truncated)


def read_labels(rows: Iterable[Row], ask: Ask) -> dict[NamedNode, str]:
    """The labels of the IRIs in some rows; of several labels the alphabetically first."""
    nodes = sorted({cell for row in rows for cell in row if isinstance(cell, NamedNode)}, key=lambda node: node.value)
    labels: dict[NamedNode, str] = {}
    for start in range(0, len(nodes), _LABELS_AT_ONCE):
        values = " ".join(str(node) for node in nodes[start : start + _LABELS_AT_ONCE])
        answer = ask(_LABELS.format(values))
        if not isinstance(answer, QuerySolutions):
            raise TypeError("a SELECT query was answered with something else than solutions")
        for solution in answer:
            node, label = solution["x"], solution["label"]
            if isinstance(node, NamedNode) and isinstance(label, Literal):
                labels[node] = label.value
    return labels


def shorten(node: NamedNode) -> str:
    """A short name for an IRI without a label: the local name of a term, the tail of a thing's address.

    A document without a title goes by its first words, which stand in its address.

    >>> shorten(NamedNode("https://w3id.org/standpoint/ontology#support"))
    'support'
    >>> shorten(NamedNode("https://w3id.org/standpoint/id/doc/as-you-have-noticed-f21c515a8954/part/comment-1"))
    '“As you have noticed …”, comment-1'
    """
    for base in PREFIXES.values():
        if node.value.startswith(base):
            return node.value.removeprefix(base)
    tail = re.split(r"/(?=(?:actor|issue|resolution|place|doc|graph|load|time)/)", node.value, maxsplit=1)[-1]
    if (found := _DOCUMENT.fullmatch(tail)) is None:
        return tail
    words = found["words"].replace("-", " ")
    return ", ".join(filter(None, (f"“{words[0].upper()}{words[1:]} …”", found["part"])))


def _columns_and_rows(answer: Answer) -> tuple[tuple[str, ...], Iterator[Row]]:
    if isinstance(answer, QueryBoolean):
        return ("answer",), iter(((Literal(bool(answer)),),))
    if isinstance(answer, QueryTriples):
        return ("subject", "predicate", "object"), (_row(triple) for triple in answer)
    columns = tuple(variable.value for variable in answer.variables)
    return columns, (_row(solution) for solution in answer)


def _row(terms: Iterable[object]) -> Row:
    # A triple term (RDF 1.2) has no place in a table's cell but its text.
    kinds = (NamedNode, Literal, BlankNode)
    return tuple(term if term is None or isinstance(term, kinds) else Literal(str(term)) for term in terms)
