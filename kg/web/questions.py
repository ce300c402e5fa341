"""The canned queries that can be asked of a thing, as links: those that need to know nothing else.

In: a thing and what kind of parameter it can be. Out: the question of each query, and the address of its answer.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.queries.catalogue import CannedQuery
from kg.web.asking import Asked
from kg.web.filters import address_with


def find_questions(asked: Asked, node: NamedNode, *kinds: str) -> list[tuple[str, str]]:
    """The questions about a thing of some kinds, in the order of the queries' names, and where they are answered."""
    queries = (asked.catalogue.get(name) for name in sorted(asked.catalogue.names))
    found = ((query, _place(query, kinds)) for query in queries)
    return [
        (query.summary, address_with(f"/queries/{query.name}", {name: node.value})) for query, name in found if name
    ]


def _place(query: CannedQuery, kinds: tuple[str, ...]) -> str | None:
    """The parameter that takes the thing, where all others may be left out."""
    fitting = [parameter for parameter in query.params if parameter.type in kinds]
    needed = [parameter for parameter in query.params if parameter.required]
    if not fitting or len(needed) > 1 or (needed and needed[0] not in fitting):
        return None
    return (needed or fitting)[0].name
