"""Statements and things of a graph: who holds what, where it is said, when, in which words.

In: a function that answers SPARQL over the union of all graphs. Out: a statement for each position, and what is known
of the things that they name. Nothing is chosen or counted here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.networks.settings import Variable
from kg.vocabulary import SP

Ask = Callable[[str], QuerySolutions | QueryBoolean | QueryTriples]
Stance = Literal["support", "oppose", "mixed", "uncertain"]

_PREFIXES: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
_POSITIONS: Final = """SELECT DISTINCT ?claim ?holder ?behalf ?issue ?stance ?document ?person ?given_up ?condition
  ?first ?last ?published_first ?published_last WHERE {
  ?claim a sp:Position ; sp:holder ?holder ; sp:issue ?issue ; sp:stance ?stance ; sp:statedIn ?document .
  OPTIONAL { ?claim sp:onBehalfOf ?behalf }
  OPTIONAL { ?claim sp:heldDuring ?held . OPTIONAL { ?held sp:earliest ?first } OPTIONAL { ?held sp:latest ?last } }
  OPTIONAL { ?document sp:publishedAt ?published .
    OPTIONAL { ?published sp:earliest ?published_first } OPTIONAL { ?published sp:latest ?published_last } }
  BIND(EXISTS { ?holder a ?human . FILTER(?human IN (sp:Person, sp:Commenter)) } AS ?person)
  BIND(EXISTS { ?newer sp:revises ?claim } AS ?given_up)
  BIND(EXISTS { ?claim sp:condition ?any } AS ?condition)
} ORDER BY ?claim ?behalf"""
_QUOTES: Final = """SELECT ?claim (MIN(?exact) AS ?quote) (MIN(?offset) AS ?start) WHERE { ?claim a sp:Position .
  { ?claim sp:evidence ?passage . ?passage oa:exact ?exact . OPTIONAL { ?passage oa:start ?offset } }
  UNION { ?claim sp:quoted ?exact } } GROUP BY ?claim"""
_SOURCES: Final = """SELECT DISTINCT ?document ?author ?publisher WHERE { ?claim a sp:Position ; sp:statedIn ?document .
  { ?document dcterms:creator ?author } UNION { ?document dcterms:publisher ?publisher } } ORDER BY ?author"""
_THINGS: Final = """SELECT DISTINCT ?thing ?property ?value WHERE { VALUES ?thing { %s }
  { ?thing ?property ?value . FILTER(?property IN (rdf:type, rdfs:label, skos:altLabel, dcterms:title, sp:iso3)) }
  UNION { ?record sp:aboutActor ?thing ; sp:alias ?value BIND(skos:altLabel AS ?property) }
  UNION { ?record sp:aboutActor ?thing ; sp:affiliation/rdfs:label ?value BIND(sp:affiliation AS ?property) }
} ORDER BY ?thing ?property ?value"""
_AT_A_TIME: Final = 500
# What says less of a thing than its other classes.
_GENERAL: Final = frozenset({"Actor", "PositionObject"})


@dataclass(frozen=True)
class Statement:
    """One position: the things that it names by variable, its stance, its date (None: not known) and its words.

    `first` and `last` are the days that its date can touch: when it was held, else when its document was published.
    `start` is the offset of its words in the text.
    """

    claim: str
    things: Mapping[Variable, Sequence[str]]
    stance: Stance
    first: date | None = None
    last: date | None = None
    quote: str = ""
    start: int = 0
    given_up: bool = False
    conditional: bool = False

    @property
    def document(self) -> str:
        """The document that it stands in."""
        return self.things["document"][0]


@dataclass(frozen=True)
class Thing:
    """What is known of an actor, issue or document; `iso3` is the code of a state, by which other data are joined."""

    iri: str
    label: str
    type: str = ""
    aliases: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    iso3: str = ""


def read_statements(ask: Ask) -> list[Statement]:
    """All positions of a graph. A spokesperson's counts for the one spoken for, who is its `actor`."""
    quotes = {row["claim"]: (row["quote"], int(row["start"] or 0)) for row in _rows(ask, _QUOTES)}
    sources = _read_sources(ask)
    statements: dict[str, Statement] = {}
    for row in _rows(ask, _POSITIONS):
        claim = row["claim"]
        if claim not in statements:
            statements[claim] = _read_statement(row, sources.get(row["document"], {}), quotes.get(claim, ("", 0)))
    return list(statements.values())


def read_things(ask: Ask, iris: Iterable[str]) -> dict[str, Thing]:
    """What the graph says of some things."""
    wanted = sorted(set(iris))
    found: dict[str, dict[str, list[str]]] = {iri: defaultdict(list) for iri in wanted}
    for start in range(0, len(wanted), _AT_A_TIME):
        values = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + _AT_A_TIME])
        for row in _rows(ask, _THINGS % values):
            found[row["thing"]][row["property"].rpartition("#")[2].rpartition("/")[2]].append(row["value"])
    return {iri: _read_thing(iri, facts) for iri, facts in found.items()}


def _read_statement(
    row: Mapping[str, str], source: Mapping[Variable, Sequence[str]], words: tuple[str, int]
) -> Statement:
    holder, behalf = row["holder"], row["behalf"]
    human = bool(behalf) or row["person"] == "true"
    organisation = behalf or ("" if human else holder)
    things: dict[Variable, Sequence[str]] = {
        "actor": (behalf or holder,),
        "holder": (holder,),
        "person": (holder,) if human else (),
        "organisation": (organisation,) if organisation else (),
        "issue": (row["issue"],),
        "document": (row["document"],),
        "author": (),
        "publisher": (),
        **source,
    }
    kind = "" if row["first"] or row["last"] else "published_"
    first, last = (date.fromisoformat(day) if (day := row[kind + end]) else None for end in ("first", "last"))
    return Statement(
        claim=row["claim"],
        things=things,
        stance=cast(Stance, row["stance"].removeprefix(SP.base)),
        first=first,
        last=last,
        quote=words[0],
        start=words[1],
        given_up=row["given_up"] == "true",
        conditional=row["condition"] == "true",
    )


def _read_sources(ask: Ask) -> dict[str, dict[Variable, Sequence[str]]]:
    """The authors and publishers of each document that positions stand in."""
    found: dict[str, dict[Variable, Sequence[str]]] = {}
    for row in _rows(ask, _SOURCES):
        known = found.setdefault(row["document"], {"author": (), "publisher": ()})
        if row["author"]:
            known["author"] = (*known["author"], row["author"])
        else:
            known["publisher"] = (*known["publisher"], row["publisher"])
    return found


def _read_thing(iri: str, facts: Mapping[str, Sequence[str]]) -> Thing:
    slug = iri.rpartition("/")[2]
    label = next(iter((*facts.get("label", ()), *facts.get("title", ()))), slug)
    classes = {kind.removeprefix(SP.base) for kind in facts.get("type", ()) if kind.startswith(SP.base)}
    aliases = tuple(dict.fromkeys(alias for alias in facts.get("altLabel", ()) if alias != label))
    kind = min(classes - _GENERAL or classes, default="")
    code = next(iter(facts.get("iso3", ())), "")
    return Thing(iri, label, kind, aliases, tuple(dict.fromkeys(facts.get("affiliation", ()))), code)


def _rows(ask: Ask, sparql: str) -> Iterator[dict[str, str]]:
    answer = ask(_PREFIXES + sparql)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("a SELECT query was answered with something else than solutions")
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: getattr(row[name], "value", "") for name in names}
