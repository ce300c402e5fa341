"""The claims that speak of a thing, and when: found by a look-up of the thing, whatever part it has in them.

In: an actor, an issue, a resolution. Out: the claims by kind, with the days that they can lie between. Who merely tells
a claim has no part in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.parameters import fill
from kg.vocabulary import SP
from kg.web.asking import Asked
from kg.web.claims import KINDS
from kg.web.facts import Value, as_node, ask_open_rows, ask_rows, read_column, text_of

_CLAIMS: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT DISTINCT ?claim ?kind ?first ?last ?revised WHERE {
  ?claim ?role $thing . FILTER(?role NOT IN (sp:reportedBy, sp:target))
  ?claim a ?kind ; sp:statedIn ?document .
  OPTIONAL { ?claim sp:heldDuring|sp:occurredAt|sp:adoptedAt|sp:votedAt ?own }
  OPTIONAL { ?document sp:publishedAt ?published }
  BIND(COALESCE(?own, ?published, sp:TimeSpan) AS ?span)
  OPTIONAL { ?span sp:earliest ?first } OPTIONAL { ?span sp:latest ?last }
  OPTIONAL { ?newer sp:revises ?claim BIND(true AS ?revised) } }"""
_VOICES: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?source ?level (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim ?role $thing . FILTER(?role IN (sp:holder, sp:onBehalfOf, sp:issue))
  ?claim a sp:Position ; sp:attribution ?link . ?link sp:source ?source ; sp:level ?level
} GROUP BY ?source ?level"""
_TOLD: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT (COUNT(DISTINCT ?claim) AS ?claims) WHERE { ?claim sp:reportedBy $thing }"""

_OF_KIND: Final = "SELECT DISTINCT ?x WHERE { ?x a $kind }"


@dataclass(frozen=True)
class Spoken:
    """A claim that speaks of a thing; `revised` says that a source says it was given up."""

    claim: NamedNode
    kind: str
    first: date | None
    last: date | None
    revised: bool


@dataclass(frozen=True)
class Teller:
    """Who tells positions, in the voice of a text or as one whom texts cite."""

    node: NamedNode
    told: int
    cited: int


def find_claims(asked: Asked, thing: NamedNode) -> list[Spoken]:
    """All claims with a part for a thing, the newest first, undated ones last."""
    rows = ask_open_rows(asked, fill(_CLAIMS, {"thing": thing}))
    found = [_spoken(row) for row in rows if KINDS.get(_class(as_node(row[1])))]
    return sorted(found, key=lambda each: (-each.first.toordinal() if each.first else 0, each.claim.value))


def find_dated(asked: Asked) -> list[Spoken]:
    """All positions, events and resolutions, in no order."""
    return asked.kept.recall("dated", lambda: _read_dated(asked))


def _read_dated(asked: Asked) -> list[Spoken]:
    spans = _columns(asked, SP.heldDuring, SP.occurredAt, SP.adoptedAt)
    published, documents = _columns(asked, SP.publishedAt), _columns(asked, SP.statedIn)
    first, last, revised = (_columns(asked, each) for each in (SP.earliest, SP.latest, SP.revises))
    given_up = set(revised.values())
    found = []
    for kind in (SP.Position, SP.EventRecord, SP.ResolutionRecord):
        for (node,) in ask_rows(asked, fill(_OF_KIND, {"kind": kind})):
            span = spans.get(node) or published.get(documents.get(node))
            days = _day(first.get(span)), _day(last.get(span))
            found.append(Spoken(as_node(node), KINDS[_class(kind)], *days, node in given_up))
    return found


def _columns(asked: Asked, *properties: NamedNode) -> dict[Value | None, Value]:
    """One value of one of some properties, of all that have it."""
    columns = (read_column(asked, each) for each in properties)
    return {node: values[-1] for column in columns for node, values in column.items()}


def of_kind(spoken: Iterable[Spoken], *kinds: str) -> list[Spoken]:
    """Those of some kinds, each claim once."""
    return list({each.claim: each for each in spoken if each.kind in kinds}.values())


def find_tellers(asked: Asked, thing: NamedNode) -> list[Teller]:
    """Who tells the positions of an actor or on an issue; who tells most comes first."""
    counts: dict[NamedNode, list[int]] = {}
    for source, level, claims in ask_rows(asked, fill(_VOICES, {"thing": thing})):
        counts.setdefault(as_node(source), [0, 0])[int(text_of(level)) > 0] += int(text_of(claims))
    tellers = [Teller(node, *told) for node, told in counts.items()]
    return sorted(tellers, key=lambda teller: (-teller.told - teller.cited, teller.node.value))


def count_told(asked: Asked, actor: NamedNode) -> int:
    """How many claims an actor tells, as an author."""
    return int(text_of(ask_rows(asked, fill(_TOLD, {"thing": actor}))[0][0]))


def _spoken(row: tuple[Value | None, ...]) -> Spoken:
    claim, kind, first, last, revised = row
    return Spoken(as_node(claim), KINDS[_class(as_node(kind))], _day(first), _day(last), revised is not None)


def _class(kind: Value) -> str:
    return kind.value.removeprefix(SP.base)


def _day(value: Value | None) -> date | None:
    return None if value is None else date.fromisoformat(value.value)
