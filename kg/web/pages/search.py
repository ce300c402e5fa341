"""The search: actors, issues, resolutions, documents and events by their names, claims by their words, and texts.

In: words. Out: a page of what has all of them, the nearest names first, and of these what is spoken of most. Whole
texts are searched where nothing else was found, or where somebody asks for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import UnknownName, UsageError
from kg.queries.names import fold
from kg.queries.parameters import fill, format_term
from kg.vocabulary import SP
from kg.web.asking import Asked
from kg.web.claims import read_claims
from kg.web.concordance import search_texts
from kg.web.facts import ACTORS, Named, as_node, ask_rows, nodes_of, read_facts, read_names, text_of
from kg.web.rendering import Page

PATH: Final = "/search"
_MOST: Final = 12
_QUOTES: Final = 8
_LONGEST: Final = 200
_PREFIXES: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?x ?name WHERE { """
_HAS: Final = "FILTER(CONTAINS(LCASE(STR(?name)), $word))"
_NAMES: Final = (
    f"{_PREFIXES} ?x rdfs:label|skos:altLabel|dcterms:title ?name {_HAS} }} LIMIT 5000",
    f"{_PREFIXES} ?claim sp:issueText ?name {_HAS} ?claim sp:issue ?x }} LIMIT 5000",
    f"{_PREFIXES} ?record sp:symbol|sp:name ?name {_HAS} ?record sp:aboutResolution ?x }} LIMIT 5000",
)
_WORDS: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?claim ?words WHERE { ?passage oa:exact ?words FILTER(CONTAINS(LCASE(?words), $word))
  ?claim sp:evidence ?passage ; sp:statedIn ?document . FILTER NOT EXISTS { ?claim a sp:ActorRecord } } LIMIT 500"""
_SPOKEN_OF: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?x (COUNT(DISTINCT ?claim) AS ?claims) WHERE {{ VALUES ?x {{ {0} }} ?claim ?role ?x ; sp:statedIn ?document }}
GROUP BY ?x"""
_HEADINGS: Final = {
    **dict.fromkeys(ACTORS, "Actors"),
    **{"Issue": "Issues", "Resolution": "Resolutions", "Document": "Documents", "EventRecord": "Events"},
}
_ORDER: Final = ("Actors", "Issues", "Resolutions", "Documents", "Events")


@dataclass(frozen=True)
class Hit:
    """A thing with the name that was found, and how many claims speak of it."""

    thing: Named
    name: str
    claims: int


def show(asked: Asked) -> Page:
    """The page; without words, only the form."""
    text = asked.given.get("q", "")[:_LONGEST]
    words = fold(text).split()
    groups = _find(asked, words) if words else {}
    claims = read_claims(asked, _quoted(asked, words)) if words else []
    wanted = words and ("from" in asked.given or not (groups or claims))
    texts = search_texts(asked, words, asked.integer("from", 0, 10**8)) if wanted else None
    missed = bool(words) and not (groups or claims or (texts and texts.places))
    facts = {
        "text": text,
        "path": PATH,
        "near": _near(asked, text) if missed else [],
        "words": words if missed and len(words) > 1 else [],
        "texts": texts,
        "groups": [
            (heading, groups[heading][:_MOST], len(groups[heading])) for heading in _ORDER if groups.get(heading)
        ],
        "claims": claims,
    }
    return Page("search.html", f"Search: {text}" if text else "Search", facts)


def _near(asked: Asked, text: str) -> list[str]:
    """The names that are nearest to one that nothing has."""
    found: list[str] = []
    for kind in ("actor", "issue", "resolution", "document"):
        try:
            asked.names.resolve(kind, text)
        except UnknownName as error:
            found += error.suggestions
        except UsageError:  # several have that name
            continue
    return list(dict.fromkeys(found))


def _find(asked: Asked, words: list[str]) -> dict[str, list[Hit]]:
    found: dict[NamedNode, list[str]] = defaultdict(list)
    for sparql in _NAMES:
        for thing, name in ask_rows(asked, fill(sparql, {"word": _longest(words)})):
            if isinstance(thing, NamedNode) and _holds(text_of(name), words):
                found[thing].append(text_of(name))
    headings = _headings(asked, found)
    found = {thing: found[thing] for thing in headings}
    counts, names = _count(asked, found), read_names(asked, found)
    hits = [
        Hit(names[thing], min(called, key=lambda name: _rank(name, words)), counts.get(thing, 0))
        for thing, called in found.items()
    ]
    hits.sort(
        key=lambda hit: (not hit.claims, _rank(hit.name, words), -hit.claims, hit.thing.label, hit.thing.node.value)
    )
    groups: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[headings[hit.thing.node]].append(hit)
    return groups


def _headings(asked: Asked, things: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """Where each thing is listed; terms of the ontology, places and the like are left out."""
    found = {}
    for thing, facts in read_facts(asked, things).items():
        kinds = {kind.value.removeprefix(SP.base) for kind in nodes_of(facts, "type")}
        if heading := next((_HEADINGS[kind] for kind in sorted(kinds) if kind in _HEADINGS), None):
            found[thing] = heading
    return found


def _quoted(asked: Asked, words: list[str]) -> list[NamedNode]:
    rows = ask_rows(asked, fill(_WORDS, {"word": _longest(words)}))
    return sorted({as_node(claim) for claim, said in rows if _holds(text_of(said), words)}, key=text_of)[:_QUOTES]


def _count(asked: Asked, things: Iterable[NamedNode]) -> dict[NamedNode, int]:
    """How many claims speak of each thing."""
    values = " ".join(sorted(map(format_term, things)))
    rows = ask_rows(asked, _SPOKEN_OF.format(values)) if values else []
    return {as_node(thing): int(text_of(claims)) for thing, claims in rows}


def _longest(words: list[str]) -> Literal:
    return Literal(max(words, key=len))


def _holds(name: str, words: list[str]) -> bool:
    folded = fold(name)
    return all(word in folded for word in words)


def _rank(name: str, words: list[str]) -> int:
    """How near a name is: the same, one that begins so, one with the words, one that holds them."""
    folded, wanted = fold(name), " ".join(words)
    if folded == wanted:
        return 0
    if folded.startswith(wanted):
        return 1
    return 2 if set(words) <= set(re.findall(r"\w+", folded)) else 3
