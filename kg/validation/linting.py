"""Lint: is a whole store in order?

In: all that a store or a file holds. Out: what the queries of `ontology/lint/` find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Store

from kg.resources import data_folder
from kg.validation.ontology import ontology_triples
from kg.validation.violations import Severity, Violation, sort_key
from kg.vocabulary import PREFIXES, RDFS, SP

_SHAPES: Final = "https://w3id.org/standpoint/shapes#"


def lint(quads: Iterable[Quad]) -> list[Violation]:
    """Check all that a store or a file holds with the queries of `ontology/lint/`; a pyoxigraph store is used as it is.

    The graphs of the quads do matter: one triple belongs to one graph.
    """
    store = quads if isinstance(quads, Store) else Store()
    if store is not quads:
        store.extend(quads)
    return lint_answers(lambda query: store.query(query, use_default_graph_as_union=True))


def lint_answers(ask: Callable[[str], object]) -> list[Violation]:
    """Check with the same queries what `ask` answers over the union of all graphs, as a store too big to be copied."""
    return sorted((violation for check in _checks() for violation in check.run(ask)), key=sort_key)


@dataclass(frozen=True)
class Check:
    """One query of the lint; each row binds ?focus, and may bind ?path and ?value."""

    name: str
    severity: Severity
    message: str
    query: str

    def run(self, ask: Callable[[str], object]) -> Iterator[Violation]:
        """The violations that the query finds."""
        solutions = ask(self.query)
        assert isinstance(solutions, ox.QuerySolutions)
        names = {variable.value for variable in solutions.variables}
        for row in solutions:
            path = row["path"] if "path" in names else None
            value = row["value"] if "value" in names else None
            shape = NamedNode(f"{_SHAPES}lint-{self.name}")
            yield Violation(self.severity, row["focus"], path, value, self.message, shape, "Lint")


@lru_cache(maxsize=1)
def _checks() -> tuple[Check, ...]:
    lists: dict[str, Iterable[object]] = {
        "$declared": [quad.subject for quad in ontology_triples() if quad.predicate == RDFS.isDefinedBy],
        "$claims": _subclasses(SP.Claim),
        "$things": [*_subclasses(SP.Actor), *_subclasses(SP.PositionObject), SP.Place],
    }
    tokens = {name: ", ".join(str(term) for term in terms) for name, terms in lists.items()}
    files = sorted((data_folder("ontology") / "lint").glob("*.rq"))
    return tuple(_parse_check(file.stem, file.read_text(encoding="utf-8"), tokens) for file in files)


def _parse_check(name: str, text: str, tokens: dict[str, str]) -> Check:
    header = dict(line[2:].strip().split(": ", 1) for line in text.splitlines() if line.startswith("#+"))
    severity: Severity = "warning" if header["severity"] == "warning" else "violation"
    for token, terms in tokens.items():
        text = text.replace(token, terms)
    prefixes = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
    return Check(name, severity, header["message"], prefixes + text)


def _subclasses(root: NamedNode) -> list[NamedNode]:
    below: dict[Any, list[NamedNode]] = {}
    for quad in ontology_triples():
        if quad.predicate == RDFS.subClassOf and isinstance(quad.subject, NamedNode):
            below.setdefault(quad.object, []).append(quad.subject)
    found = [root]
    for term in found:
        found += [child for child in below.get(term, []) if child not in found]
    return found
