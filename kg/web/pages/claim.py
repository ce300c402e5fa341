"""The page of one claim: a position, a relation, a resolution as one source tells it.

In: a claim. Out: a page with its words in their place, who says it through whom, and what else rests on the same words
or tells of the same. Events have a page of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.parameters import fill
from kg.web.asking import Asked
from kg.web.chronicle import plain_words
from kg.web.citing import cite
from kg.web.claims import Claim, read_claims
from kg.web.facts import Value, as_node, ask_rows, first_text, nodes_of, part_words, read_facts, read_names, words_of
from kg.web.rendering import Page
from kg.web.surroundings import read_around
from kg.web.times import tell_date

SAME_WORDS: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT DISTINCT ?other WHERE { $claim sp:evidence ?passage . ?other sp:evidence ?passage ; sp:statedIn ?document
  FILTER(?other != $claim) } ORDER BY ?other LIMIT 12"""
_SAME_POSITION: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT DISTINCT ?other WHERE { $claim a sp:Position ; sp:holder ?who ; sp:issue ?issue .
  ?other sp:holder ?who ; sp:issue ?issue ; a sp:Position FILTER(?other != $claim) } ORDER BY ?other LIMIT 12"""
_REVISION: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT DISTINCT ?newer WHERE { ?newer sp:revises $claim } ORDER BY ?newer LIMIT 12"""
# Shown in the card, or of no interest to a reader.
_MOST: Final = 200
_SHOWN: Final = frozenset("type attribution evidence condition confidence certainty statedIn quoted label".split())


def show(asked: Asked, node: NamedNode) -> Page:
    """The page."""
    claim = read_claims(asked, [node])[0]
    facts = {
        "claim": claim,
        "details": tell_details(asked, claim, _SHOWN),
        "around": read_around(asked, [claim]),
        "citations": find_citations(asked, claim),
        "revised": find_others(asked, _REVISION, node),
        "same": find_others(asked, _SAME_POSITION, node),
        "beside": find_others(asked, SAME_WORDS, node),
    }
    return Page("claim.html", plain_words(claim.headline), facts)


def find_citations(asked: Asked, claim: Claim) -> list[str]:
    """The words of a claim as a manuscript cites them."""
    documents = read_facts(asked, [claim.document.node] if claim.document else [])
    return cite(claim, [source.value for facts in documents.values() for source in facts.get("source", ())])


def find_others(asked: Asked, sparql: str, node: NamedNode) -> list[Claim]:
    """The claims that a query finds for one, which it calls $claim; of what they say of actors none."""
    rows = ask_rows(asked, fill(sparql, {"claim": node}))
    return [claim for claim in read_claims(asked, (as_node(row[0]) for row in rows)) if claim.kind != "actor"]


def tell_details(asked: Asked, claim: Claim, shown: Collection[str]) -> list[tuple[str, list[object]]]:
    """What else is told of a claim than what is shown, property by property: things and words."""
    told = {name: values for name, values in sorted(claim.facts.items()) if name not in shown}
    spans = read_facts(asked, nodes_of(told, "heldDuring", "occurredAt", "adoptedAt", "votedAt"))
    things = [value for values in told.values() for value in values if _is_thing(asked, value)]
    names = read_names(asked, (as_node(thing) for thing in things))

    def tell(value: Value) -> object:
        if value in spans:
            return tell_date(first_text(spans[as_node(value)], "edtf"))
        return names[as_node(value)] if value in names else words_of(value)

    return [(part_words(name), [tell(value) for value in values[:_MOST]]) for name, values in told.items()]


def _is_thing(asked: Asked, value: Value) -> bool:
    return isinstance(value, NamedNode) and value.value.startswith(asked.store.base)
