"""The names of a graph's things: from what a user types to the IRI that a query needs.

Names are the labels, other labels, symbols, titles and wordings that the graph itself holds, read by SPARQL and
compared after folding (case, a leading "the", spaces, quotation marks); a state also goes by its capital and its codes,
where nothing else is called so. An IRI, a compact IRI (`actor:rus`) or the last part of an IRI (`rus`) is taken as it
is, where the graph has it; of a document's id the beginning is enough. A miss names the nearest names; several fits are
listed, never chosen from, except that a name written exactly so wins, and that an actor that no source mentions gives
way to one that some source does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import UnknownName, UsageError
from kg.queries.parameters import expand_curie, format_term
from kg.queries.suggestions import suggest
from kg.vocabulary import DEFAULT_BASE, PREFIXES, data_prefixes

Answer = QuerySolutions | QueryBoolean | QueryTriples
Ask = Callable[[str], Answer]

_PREFIXES = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_ACTOR_CLASSES = """sp:Actor, sp:State, sp:Person, sp:IntergovernmentalOrganization, sp:GovernmentBody, sp:ArmedGroup,
 sp:Coalition, sp:Organization, sp:Population, sp:Commenter"""
_ISSUES = "{ ?x a sp:Issue ; rdfs:label|skos:altLabel ?name } UNION { ?c sp:issue ?x ; sp:issueText ?name }"
_RESOLUTIONS = """{ ?x a sp:Resolution ; rdfs:label|skos:altLabel ?name }
 UNION { ?c sp:aboutResolution ?x ; sp:name|sp:symbol ?name }"""
# A position can be about a resolution too, so its names count as issues.
_PATTERNS: Mapping[str, str] = {
    "actor": f"?x rdfs:label|skos:altLabel ?name ; a ?class . FILTER(?class IN ({_ACTOR_CLASSES}))",
    "issue": f"{_ISSUES} UNION {_RESOLUTIONS}",
    "resolution": _RESOLUTIONS,
    "document": "?x a sp:Document . { ?x dcterms:title ?name } UNION { ?x dcterms:source ?name }",
}
# What an actor may also be called by, where nothing has it as a name: "IS" is Iceland's code and another's acronym.
_CODES = "?x sp:capital|sp:iso2|sp:iso3 ?name"
# So many names are suggested, of so many that are near: one thing often has several that are alike.
_SUGGESTED, _NEAR = 3, 12
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")


def fold(name: str) -> str:
    """A name without what does not tell names apart: case, a leading "the", runs of spaces, kinds of quotes.

    >>> fold("The  United\u00a0States")
    'united states'
    """
    return re.sub(r"^the ", "", " ".join(name.translate(_QUOTES).strip("\"' \t").casefold().split()))


class NameIndex:
    """The names of one graph, read when a kind of thing is first asked for; later changes of the graph are not seen."""

    def __init__(self, query: Ask, base: str = DEFAULT_BASE) -> None:
        self._query = query
        self._prefixes = {**PREFIXES, **data_prefixes(base)}
        self._known: dict[str, _Names] = {}

    def resolve(self, kind: str, text: str) -> NamedNode:
        """The thing of that kind (actor, issue, resolution, document) that the text names.

        Raises UnknownName with the nearest names, and UsageError where the name fits several things.
        """
        as_typed = self._spelled(kind, text.strip())
        if len(as_typed) == 1:
            return next(iter(as_typed))
        known, folded = self._names(kind), fold(text)
        found = known.by_name.get(folded, frozenset())
        if not found and (iri := self._given_iri(kind, text.strip())):
            return iri
        found = found or known.by_code.get(folded, frozenset()) or known.by_slug.get(folded, frozenset())
        if not found and kind == "document":
            found = known.beginning(folded)
        if len(found) > 1:
            found = self._mentioned(found) or found
        if not found:
            raise UnknownName(kind, text, self._near(kind, text), elsewhere=self._other_kind(kind, text))
        if len(found) > 1:
            listed = ", ".join(sorted(f"<{node.value}>" for node in found))
            raise UsageError(f"{text!r} names several {kind}s: {listed}; give the one you mean by its IRI")
        return next(iter(found))

    def labels(self, kind: str) -> tuple[str, ...]:
        """All names of that kind as the graph writes them, sorted; what a shell or a form can offer."""
        return self._names(kind).labels

    def _near(self, kind: str, text: str) -> list[str]:
        """The nearest names of that kind, one for each thing."""
        known = self._names(kind)
        near = {min(known.by_name[fold(name)], key=str): name for name in reversed(suggest(text, known.labels, _NEAR))}
        return list(reversed(near.values()))[:_SUGGESTED]

    def _other_kind(self, kind: str, text: str) -> str:
        """Another kind of thing that is called exactly so, if one is."""
        return next((other for other in _PATTERNS if other != kind and self._spelled(other, text.strip())), "")

    def _names(self, kind: str) -> _Names:
        if kind not in self._known:
            names = self._pairs(f"SELECT DISTINCT ?x ?name WHERE {{ {_PATTERNS[kind]} }}")
            codes = self._pairs(f"SELECT ?x ?name WHERE {{ {_CODES} }}") if kind == "actor" else ()
            self._known[kind] = _Names(names, codes)
        return self._known[kind]

    def _spelled(self, kind: str, text: str) -> frozenset[NamedNode]:
        """The things with exactly this name that some claim speaks of; a look-up, where reading all names is a scan."""
        if not text.isprintable():
            return frozenset()
        where = _PATTERNS[kind].replace("?name", format_term(Literal(text)))
        mentioned = "FILTER EXISTS { ?claim ?role ?x ; sp:statedIn ?document }"
        pairs = self._pairs(f'SELECT DISTINCT ?x ("" AS ?name) WHERE {{ {where} {mentioned} }}')
        return frozenset(node for node, _ in pairs)

    def _given_iri(self, kind: str, text: str) -> NamedNode | None:
        """The IRI or compact IRI that the text is; None where it is a name."""
        written = re.fullmatch(r"<?((?:https?://|urn:)[^\s<>]+)>?", text)
        iri = written[1] if written else expand_curie(text, self._prefixes)
        if iri is None or re.search(r"[\s<>\"{}|^`\\]", iri):
            return None
        node = NamedNode(iri)
        term = format_term(node)
        if not self._query(f"ASK {{ {{ {term} ?p ?o }} UNION {{ ?s ?q {term} }} }}"):
            raise UnknownName(kind, text)
        return node

    def _mentioned(self, nodes: Iterable[NamedNode]) -> frozenset[NamedNode]:
        """Those that some claim speaks of."""
        values = " ".join(sorted(format_term(node) for node in nodes))
        where = f"VALUES ?x {{ {values} }} ?claim ?p ?x ; sp:statedIn ?name ."
        return frozenset(node for node, _ in self._pairs(f"SELECT DISTINCT ?x ?name WHERE {{ {where} }}"))

    def _pairs(self, sparql: str) -> list[tuple[NamedNode, str]]:
        answer = self._query(_PREFIXES + sparql)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("a SELECT query was answered with something else than solutions")
        rows = ((row["x"], row["name"]) for row in answer)
        return [(node, getattr(name, "value", "")) for node, name in rows if isinstance(node, NamedNode)]


class _Names:
    """The things of one kind by their folded names, by codes, and by the last part of their IRIs."""

    def __init__(self, pairs: Iterable[tuple[NamedNode, str]], codes: Iterable[tuple[NamedNode, str]]) -> None:
        self._pairs, self._codes = tuple(pairs), tuple(codes)

    def beginning(self, start: str) -> frozenset[NamedNode]:
        """The things the last part of whose IRIs begins so."""
        fitting = (nodes for slug, nodes in self.by_slug.items() if start and slug.startswith(start))
        return frozenset().union(*fitting)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(sorted({name for _, name in self._pairs}))

    @cached_property
    def by_name(self) -> Mapping[str, frozenset[NamedNode]]:
        return _group((fold(name), node) for node, name in self._pairs)

    @cached_property
    def by_code(self) -> Mapping[str, frozenset[NamedNode]]:
        return _group((fold(code), node) for node, code in self._codes)

    @cached_property
    def by_slug(self) -> Mapping[str, frozenset[NamedNode]]:
        return _group((re.split(r"[/#:]", node.value)[-1].casefold(), node) for node, _ in self._pairs)


def _group(pairs: Iterable[tuple[str, NamedNode]]) -> Mapping[str, frozenset[NamedNode]]:
    groups: dict[str, set[NamedNode]] = defaultdict(set)
    for key, node in pairs:
        groups[key].add(node)
    return {key: frozenset(nodes) for key, nodes in groups.items()}
